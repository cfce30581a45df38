package io.github.recscope.model;

/// The parameters of an operation: implemented by one record per operation, its components annotated with [Param].
///
/// A record of parameters has a static method `defaults()` that returns the recommended values. The same record
/// becomes a form, command-line options, JSON and help text (`op.ParamSchema`). Allowed component types: `int`,
/// `long`, `double`, `boolean`, `String`, enums, and lists of strings or of records of those.
public interface Params {}
