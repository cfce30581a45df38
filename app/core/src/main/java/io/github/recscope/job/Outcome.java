package io.github.recscope.job;

import io.github.recscope.model.Issue;
import io.github.recscope.model.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a job ended.
///
/// @param <T> what it makes
public sealed interface Outcome<T> {
    /// It made its value.
    record Done<T>(T value, List<Issue> issues) implements Outcome<T> {
        /// Copies the list.
        public Done {
            issues = List.copyOf(issues);
        }
    }

    /// It could not.
    ///
    /// @param problem what to show
    /// @param bug     the exception when it is our fault (it goes to the log); null when the user can mend it
    record Failed<T>(Problem problem, @Nullable Throwable bug) implements Outcome<T> {}

    /// Somebody cancelled it.
    record Cancelled<T>() implements Outcome<T> {}
}
