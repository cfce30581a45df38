package io.github.recscope.cli;

/// The exit codes.
enum Exit {
    /// It worked.
    OK(0),
    /// Something that the user can mend.
    PROBLEM(1),
    /// Options that cannot be understood.
    USAGE(2),
    /// A fault of the program; the log has it.
    INTERNAL(3),
    /// Ctrl+C.
    CANCELLED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
