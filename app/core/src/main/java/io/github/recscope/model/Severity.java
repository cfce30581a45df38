package io.github.recscope.model;

/// How much an [Issue] matters.
public enum Severity {
    /// Worth knowing.
    INFO,
    /// The result may not be what one expects.
    WARNING,
    /// Something was left out.
    ERROR
}
