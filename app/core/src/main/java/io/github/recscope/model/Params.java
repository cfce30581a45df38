package io.github.recscope.model;

/// The parameters of an operation: implemented by one record per operation, its components annotated with [Param].
///
/// A record of parameters has a static method `defaults()` that returns the recommended values. The same record
/// becomes a form, command-line options, JSON and help text (`op.ParamSchema`). Allowed component types: `int`,
/// `long`, `double`, `boolean`, `String`, enums, and lists of strings or of records of those.
public interface Params {
    /// Whether the component of that name has any effect beside the values of the others; a form greys out those that
    /// have none.
    default boolean uses(String component) {
        return true;
    }

    /// What is really used, for people to read: the same values, with those that stand for "as the method likes it"
    /// replaced by what the method likes.
    default Params effective() {
        return this;
    }
}
