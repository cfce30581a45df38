package io.github.recscope.model;

/// The parameters of an operation: implemented by one record per operation, its components annotated with [Param].
///
/// A record of parameters has a static method `defaults()` that returns the recommended values. The same record
/// becomes a form, command-line options, JSON and help text (`op.ParamSchema`). Allowed component types: `int`,
/// `long`, `double`, `boolean`, `String`, enums, and lists of strings or of records of those.
public interface Params {
    /// What is really used, for people to read: the same values, with those that stand for "as the method likes it"
    /// replaced by what the method likes.
    default Params effective() {
        return this;
    }
}
