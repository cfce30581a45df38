package io.github.recscope.bench;

import io.github.recscope.job.Ctx;
import java.util.List;

/// An operation whose time is worth knowing; stateless.
public interface Benchmark {
    /// A short word for the command line: `sae-step`.
    String name();

    /// What one run does, in one sentence, with what it leaves out.
    String summary();

    /// What can be chosen, with the values that are taken otherwise.
    List<Size> sizes();

    /// The size that a table of growth varies; empty where none makes sense.
    default String grows() {
        return "";
    }

    /// About how many bytes input and results take together, for a warning before anything is made.
    double bytes(Sizes sizes);

    /// Makes the input; not timed.
    ///
    /// @param ctx its seed decides about all that is random
    /// @throws io.github.recscope.model.ProblemException for sizes that do not go together
    Prepared prepare(Sizes sizes, Ctx ctx);

    /// How many runs are timed unless somebody asks for another number.
    default int runs() {
        return 9;
    }

    /// Whether a run needs another one before it to be typical; not so where it starts a program of its own.
    default boolean warmsUp() {
        return true;
    }

    /// A number that somebody may choose.
    ///
    /// @param key   its name
    /// @param value what is taken otherwise
    /// @param least the smallest that makes sense
    /// @param most  the largest
    /// @param help  what it is
    record Size(String key, long value, long least, long most, String help) {
        /// A count of something, at most 2³¹ − 1.
        public static Size of(String key, long value, long least, String help) {
            return new Size(key, value, least, Integer.MAX_VALUE, help);
        }
    }

    /// Input that can be run on again and again.
    interface Prepared extends AutoCloseable {
        /// Does what is timed, once.
        ///
        /// The figure proves that work was done: the same for the same seed and number of the run, on any
        /// number of threads.
        ///
        /// @return a figure of the result
        double run(Ctx ctx);

        /// Floating point operations that the result takes at least, a multiply-add counting as two;
        /// NaN where they say nothing.
        default double operations() {
            return Double.NaN;
        }

        /// Bytes of memory that a run reads and writes at least; NaN where they say nothing.
        default double traffic() {
            return Double.NaN;
        }

        /// Seconds after which the last run showed a first estimate of its result; NaN where it shows none.
        default double firstEstimate() {
            return Double.NaN;
        }

        /// Frees what is more than memory.
        @Override
        default void close() {}
    }
}
