package io.github.recscope.model;

import java.util.List;
import java.util.Optional;

/// A recommender beside others of the same data and beside yardsticks, by many measures.
///
/// @param name     what to call it
/// @param protocol how it was measured, printed beside the figures
/// @param users    the rows of the users that have held-out items: whom the figures are about
/// @param cutoffs  the lengths of lists, ascending
/// @param methods  the recommender first
/// @param contrasts the recommender against each other method
public record Benchmark(
        String name,
        String protocol,
        int[] users,
        List<Integer> cutoffs,
        List<Method> methods,
        List<Contrast> contrasts)
        implements Artifact {
    /// Copies the lists.
    public Benchmark {
        cutoffs = List.copyOf(cutoffs);
        methods = List.copyOf(methods);
        contrasts = List.copyOf(contrasts);
    }

    /// What a method is.
    public enum Kind {
        /// The recommender that everything is compared with.
        MODEL,
        /// Another recommender of the workspace.
        OTHER,
        /// A method without embeddings.
        YARDSTICK
    }

    /// One way to make lists.
    ///
    /// @param name     a name for people
    /// @param kind     what it is
    /// @param settings how it was set up, for people; may be empty
    /// @param figures  what was measured
    public record Method(String name, Kind kind, String settings, List<Figure> figures) {
        /// Copies the list.
        public Method {
            figures = List.copyOf(figures);
        }

        /// One measure at one cutoff; empty if it was not measured.
        public Optional<Figure> figure(Metric metric, int cutoff) {
            return figures.stream()
                    .filter(f -> f.metric() == metric && f.cutoff() == cutoff)
                    .findFirst();
        }
    }

    /// One measured number.
    ///
    /// @param value   the mean over users with its 95 % bootstrap interval; for a figure of all lists together the
    ///     figure alone, the interval being NaN
    /// @param perUser the value of each user, in the order of [Benchmark#users]; NaN where it is not defined; empty
    ///     for a figure of all lists together
    public record Figure(Metric metric, int cutoff, MetricValue value, float[] perUser) {}

    /// The recommender against another method, by the same users.
    ///
    /// @param method     the row of the other method
    /// @param difference the recommender's value less the other's, with the paired 95 % bootstrap interval
    /// @param p          two-sided p-value of Wilcoxon's signed-rank test; NaN if no user differs
    /// @param adjusted   the same, adjusted by Holm's method for all tests of the table
    /// @param effect     the rank-biserial correlation of the pairs, in `[−1, 1]`: the share of rank mass in favour
    ///     of the recommender less that against it
    public record Contrast(
            int method, Metric metric, int cutoff, MetricValue difference, double p, double adjusted, double effect) {}

    /// The comparison with a method; empty for the recommender itself and for figures without values of users.
    public Optional<Contrast> contrast(int method, Metric metric, int cutoff) {
        return contrasts.stream()
                .filter(c -> c.method() == method && c.metric() == metric && c.cutoff() == cutoff)
                .findFirst();
    }
}
