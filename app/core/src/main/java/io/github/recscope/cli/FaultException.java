package io.github.recscope.cli;

import io.github.recscope.model.Problem;

/// Work that failed for a reason that belongs into the log.
final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    FaultException(Problem problem, Throwable cause) {
        super(problem.sentence(), cause);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
