package io.github.recscope.model;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What is left of concepts when they are switched off, beside what simpler means do.
///
/// Excess is the share of the label in the lists of the keenest users minus its share in the lists of all users of
/// the same half; removed is the part of it that is gone after the edit, 1 when nothing is left and above 1 when
/// the keenest have less than everyone. Which latents belong to a concept was chosen on the other half of the
/// users.
///
/// @param name     a title for people
/// @param protocol how it was measured, in words
/// @param cutoff   the length of the lists
/// @param mode     how an edited code becomes an embedding
/// @param rows     one for each concept
public record Ablation(String name, String protocol, int cutoff, SteeringMode mode, List<Row> rows)
        implements Artifact {
    /// Copies the list.
    public Ablation {
        rows = List.copyOf(rows);
    }

    /// The mean of a figure of a method over the concepts where it is finite; NaN if there is none.
    public double mean(Method method, ToDoubleFunction<Trial> figure) {
        return rows.stream()
                .flatMap(r -> r.methods().stream())
                .filter(t -> t.method() == method)
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /// For how many concepts the concept loses less outside than another method.
    public int wins(Method other) {
        return (int) rows.stream()
                .filter(r -> r.methods().stream().anyMatch(t -> t.method() == other))
                .filter(r -> r.trial(Method.CONCEPT).lossOutside().mean()
                        < r.trial(other).lossOutside().mean())
                .count();
    }

    /// One concept.
    ///
    /// @param attribute what it is called
    /// @param named     the latents that bear the name
    /// @param carriers  the latents that were switched off, chosen on the other half: those, with the name or
    ///     without, whose silence takes the label out of lists with the least disturbance of everything else
    /// @param users     how many keenest users
    /// @param before    share of the label in their lists
    /// @param reference share of the label in the lists of all users of that half
    /// @param noTaste   share of the label in the lists of as many users with the least of it in their history
    /// @param methods   what each method does; the first is the zeroing of the concept
    public record Row(
            Attribute attribute,
            List<Integer> named,
            List<Integer> carriers,
            int users,
            double before,
            double reference,
            double noTaste,
            List<Trial> methods) {
        /// Copies the lists.
        public Row {
            named = List.copyOf(named);
            carriers = List.copyOf(carriers);
            methods = List.copyOf(methods);
        }

        /// What is to be removed, as a share of the list.
        public double excess() {
            return before - reference;
        }

        /// The trial of a method.
        public Trial trial(Method method) {
            return methods.stream()
                    .filter(t -> t.method() == method)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no trial of " + method));
        }
    }

    /// A way to take a concept out of lists.
    public enum Method {
        /// Zeroing the latents that carry the concept.
        CONCEPT,
        /// Zeroing only the latents that bear the name.
        NAMED_LATENTS,
        /// Zeroing the strongest latent alone.
        ONE_LATENT,
        /// Subtracting the difference of the mean embeddings of keen and other users, as far as needed to remove as
        /// much of the share as [#CONCEPT].
        DIFFERENCE_IN_MEANS,
        /// The same along the weights of a logistic regression.
        LINEAR_PROBE,
        /// Lowering the scores of the label's items, as far as needed to remove as much.
        RERANKING,
        /// Subtracting the difference of the mean embeddings, as far as zeroing moved each user.
        DIFFERENCE_IN_MEANS_SAME_LENGTH,
        /// Setting as many raw dimensions, those that know the label best, to their mean.
        RAW_DIMENSIONS,
        /// The same change of code on as many random latents, scaled to the same length.
        RANDOM_LATENTS
    }

    /// What one method does.
    ///
    /// @param method      the method
    /// @param after       share of the label in the lists
    /// @param removed     `(before − after) / excess`, with its interval over users
    /// @param lossOutside relative loss of NDCG on held-out items outside the concept, `(before − after) / before`,
    ///     in the list as it is shown; negative is a gain
    /// @param lossMasked  the same in lists from which the concept's items are left out before and after: whether
    ///     the order of everything else suffered
    /// @param overlap     share of the list's items outside the concept that stay
    public record Trial(
            Method method,
            double after,
            MetricValue removed,
            MetricValue lossOutside,
            MetricValue lossMasked,
            double overlap) {}
}
