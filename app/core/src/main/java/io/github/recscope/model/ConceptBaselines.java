package io.github.recscope.model;

import java.util.List;

/// What other ways of taking embeddings apart give, judged exactly as the concepts of an autoencoder are.
///
/// @param name     a title for people
/// @param rows     the autoencoder first, the supervised probe last
/// @param protocol how they were compared, in words
public record ConceptBaselines(String name, List<Row> rows, String protocol) implements Artifact {
    /// Copies the list.
    public ConceptBaselines {
        rows = List.copyOf(rows);
    }

    /// A way of taking embeddings apart.
    public enum Method {
        /// The sparse autoencoder.
        AUTOENCODER("Autoencoder"),
        /// The recommender's own dimensions, both signs.
        DIMENSIONS("Raw dimensions"),
        /// As many random directions as there are latents.
        RANDOM("Random directions"),
        /// Principal components, both signs.
        PCA("PCA"),
        /// Independent components (FastICA), both signs.
        ICA("ICA"),
        /// Principal components rotated by varimax, both signs.
        VARIMAX("Varimax-rotated PCA"),
        /// As many clusters as there are latents.
        K_MEANS("k-means clusters"),
        /// A logistic regression for each attribute that names a latent: it is told what to look for.
        PROBE("Supervised probe");

        private final String title;

        Method(String title) {
            this.title = title;
        }

        /// For people.
        public String title() {
            return title;
        }
    }

    /// The figures of one method.
    ///
    /// @param method     the method
    /// @param directions how many directions (latents, clusters) fire at all
    /// @param named      how many have a label that holds
    /// @param names      how many different labels there are among them
    /// @param detection  medians over those with a label that holds
    /// @param purity     median corrected purity of the 20 strongest items over them; for the probe of testing
    ///     items alone, since it has learned from the others
    /// @param cohesion   mean monosemanticity score over all that fire
    public record Row(
            Method method,
            int directions,
            int named,
            int names,
            ConceptSet.Median detection,
            double purity,
            double cohesion) {
        /// The share of directions with a label that holds; NaN without any.
        public double namedShare() {
            return directions == 0 ? Double.NaN : (double) named / directions;
        }
    }
}
