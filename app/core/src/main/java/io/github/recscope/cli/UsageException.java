package io.github.recscope.cli;

/// Options or arguments that cannot be understood; exit code 2.
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
