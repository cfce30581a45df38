package io.github.recscope.sae;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import java.util.Map;

/// How to train the sparse autoencoder. The weights of the parts of the loss are all relative to the variance of what
/// they reconstruct, so that 1 beside 1 means equal shares.
public record SaeParams(
        @Param(
                label = "Variant",
                help = "How latents are made sparse: batch-top-k, top-k, jump-relu, gated, matryoshka, pursuit, "
                        + "or relu with penalties as in the paper.")
        Variant variant,

        @Param(
                label = "Latents",
                help = "Width of the dictionary. Twice the dimensions suits a few thousand items: a wider one splits "
                        + "concepts, a narrower one merges them.",
                min = 2,
                max = 65_536)
        int latents,

        @Param(
                label = "Active latents",
                help = "Target for the mean number of active latents a row (L0); relu minds it only with \"Reach L0\".",
                min = 1,
                max = 1024)
        double l0,

        @Param(label = "Epochs", help = "Passes over all users and items.", min = 1, max = 100_000)
        int epochs,

        @Param(label = "Batch", help = "Users and items in a batch, each.", min = 1, max = 65_536)
        int batch,

        @Param(label = "Learning rate", help = "Adam's step size after warm-up; it falls to zero.", min = 1e-7, max = 1)
        double learningRate,

        @Param(
                label = "Prediction weight",
                help =
                        "Weight β of the error of all user–item scores beside that of the embeddings; 0 ignores the recommender.",
                min = 0,
                max = 1000)
        double predictionWeight,

        @Param(
                label = "Rank weight",
                help = "How much the score error minds the items that reach top lists: 0 all alike, 1 those alone.",
                min = 0,
                max = 1)
        double rankWeight,

        @Param(label = "Embedding weight", help = "Weight α of the error of the embeddings.", min = 0, max = 1000)
        double embeddingWeight,

        @Param(label = "Auxiliary weight", help = "Weight of the loss that revives dead latents.", min = 0, max = 10)
        double auxWeight,

        @Param(label = "Tied", help = "Whether the encoder is the decoder transposed; relu always is.")
        boolean tied,

        @Param(
                label = "Normalise rows",
                help = "Whether each row is centred and scaled by itself, as in the paper; its mean and length then "
                        + "bypass the code.")
        boolean rowNormalised,

        @Param(label = "L1 weight", help = "Weight λ1 of the mean activation; relu only.", min = 0, max = 1000)
        double l1Weight,

        @Param(
                label = "KL weight",
                help = "Weight λ2 of the divergence of each latent's mean activation from its target; relu only.",
                min = 0,
                max = 1000)
        double klWeight,

        @Param(label = "KL target", help = "Target ρ for a latent's mean activation.", min = 1e-4, max = 0.99)
        double klTarget,

        @Param(
                label = "Reach L0",
                help =
                        "Whether relu's penalties are moved, for users and for items, until as many latents are active as "
                                + "asked for; the paper leaves them as they are.")
        boolean reachL0,

        @Param(
                label = "Prefixes",
                help = "How many nested dictionaries a matryoshka has; each holds the one before.",
                min = 1,
                max = 16)
        int prefixes,

        @Param(label = "Random prefixes", help = "Whether a matryoshka's cuts are drawn anew at each step.")
        boolean randomPrefixes,

        @Param(
                label = "Users held out",
                help = "Share of users who have no part in training; rank fidelity is then theirs alone.",
                min = 0,
                max = 0.9)
        double heldOut,

        @Param(label = "List length", help = "Length of the lists compared for rank fidelity.", min = 1, max = 1000)
        int listLength)
        implements Params {
    /// How latents are made sparse.
    public enum Variant {
        /// The largest activations of a batch (Bussmann et al., 2412.06410); a threshold at inference.
        BATCH_TOP_K("BatchTopK"),
        /// The k largest of each row (Gao et al., 2406.04093).
        TOP_K("TopK"),
        /// A learned threshold for each latent (Rajamanoharan et al., 2407.14435).
        JUMP_RELU("JumpReLU"),
        /// Which latents are active is learned apart from how much (Rajamanoharan et al., 2404.16014).
        GATED("Gated"),
        /// BatchTopK whose first latents must do alone as well (Bussmann et al., 2503.17547).
        MATRYOSHKA("Matryoshka"),
        /// No encoder: the best non-negative code is searched for each row (matching pursuit). The closest
        /// reconstruction at a given L0.
        PURSUIT("Matching pursuit"),
        /// The paper's: tied weights, ReLU, L1 and KL penalties.
        RELU("ReLU");

        private final String title;

        Variant(String title) {
            this.title = title;
        }

        /// Its name in the literature.
        public String title() {
            return title;
        }
    }

    /// Recommended values.
    public static SaeParams defaults() {
        return new SaeParams(
                Variant.BATCH_TOP_K,
                128,
                8,
                100,
                256,
                5e-3,
                1,
                0,
                1,
                0.3,
                false,
                false,
                0,
                0.1,
                0.05,
                true,
                4,
                false,
                0,
                20);
    }

    /// The recommended values with the most common ones replaced.
    public static SaeParams of(Variant variant, int latents, double l0, int epochs, int batch, double learningRate) {
        return Params.with(
                defaults(),
                Map.of(
                        "variant", variant,
                        "latents", latents,
                        "l0", l0,
                        "epochs", epochs,
                        "batch", batch,
                        "learningRate", learningRate));
    }

    /// These with other weights of the loss.
    public SaeParams weighted(double prediction, double rank, double embedding, double aux) {
        return Params.with(
                this,
                Map.of(
                        "predictionWeight", prediction,
                        "rankWeight", rank,
                        "embeddingWeight", embedding,
                        "auxWeight", aux));
    }

    /// These with the paper's penalties as they are, for [Variant#RELU].
    public SaeParams penalised(double l1, double kl, double target, boolean normaliseRows) {
        return Params.with(
                this,
                Map.of(
                        "l1Weight", l1,
                        "klWeight", kl,
                        "klTarget", target,
                        "rowNormalised", normaliseRows,
                        "reachL0", false));
    }

    /// These, with or without moving the penalties of [Variant#RELU] until its L0 is the one asked for.
    public SaeParams reaching(boolean l0AskedFor) {
        return Params.with(this, Map.of("reachL0", l0AskedFor));
    }

    /// These with another protocol for rank fidelity.
    public SaeParams judged(double usersHeldOut, int length) {
        return Params.with(this, Map.of("heldOut", usersHeldOut, "listLength", length));
    }

    /// These with a tied decoder, and with so many nested dictionaries.
    public SaeParams shaped(boolean tiedWeights, int nested, boolean drawn) {
        return Params.with(this, Map.of("tied", tiedWeights, "prefixes", nested, "randomPrefixes", drawn));
    }

    @Override
    public boolean uses(String component) {
        boolean relu = variant == Variant.RELU;
        return switch (component) {
            case "l0" -> !relu || reachL0;
            case "l1Weight", "klWeight", "reachL0" -> relu;
            case "klTarget" -> relu && klWeight > 0;
            case "prefixes", "randomPrefixes" -> variant == Variant.MATRYOSHKA;
            case "tied" -> !relu && variant != Variant.PURSUIT;
            case "rankWeight" -> predictionWeight > 0;
            default -> true;
        };
    }

    /// Whether the decoder is the encoder transposed.
    boolean isTied() {
        return tied || variant == Variant.RELU;
    }

    /// Whether the decoder's rows keep unit length; the paper's are free.
    boolean hasUnitRows() {
        return variant != Variant.RELU;
    }
}
