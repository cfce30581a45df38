package io.github.recscope.model;

/// Thrown for what a user can mend; shown as its [Problem], never as a stack trace.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    /// With the problem to show.
    public ProblemException(Problem problem) {
        super(problem.sentence());
        this.problem = problem;
    }

    /// With the problem to show and the exception behind it, for the log.
    public ProblemException(Problem problem, Throwable cause) {
        super(problem.sentence(), cause);
        this.problem = problem;
    }

    /// Shorthand.
    public static ProblemException of(String what, String why, String fix) {
        return new ProblemException(new Problem(what, why, fix));
    }

    /// The problem to show.
    public Problem problem() {
        return problem;
    }
}
