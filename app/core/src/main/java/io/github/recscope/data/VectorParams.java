package io.github.recscope.data;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;

/// Which vectors to make a recommender of.
///
/// Each file may be followed by `#NAME`, the array in it.
public record VectorParams(
        @Param(
                label = "Users",
                help = "The users' vectors: .npy, .npz, .safetensors, .fvecs, Parquet, word2vec, GloVe, CSV or TSV;"
                        + " FILE#NAME chooses an array.",
                path = true)
        String users,

        @Param(label = "Items", help = "The items' vectors. Empty: in the file of the users.", path = true)
        String items,

        @Param(label = "User ids", help = "The ids of the users' rows, where their file has none.", path = true)
        String userIds,

        @Param(label = "Item ids", help = "The ids of the items' rows, where their file has none.", path = true)
        String itemIds,

        @Param(label = "Rows", help = "Which row is whose, where no ids are given.")
        Rows rows,

        @Param(label = "User bias", help = "One number for each row of the users. Empty: none.", path = true)
        String userBias,

        @Param(label = "Item bias", help = "One number for each row of the items. Empty: none.", path = true)
        String itemBias,

        @Param(label = "Global bias", help = "Added to every score.", min = -1e30, max = 1e30)
        double globalBias,

        @Param(label = "Scorer", help = "What makes a score of two vectors.")
        ScorerType scorer,

        @Param(
                label = "Layers",
                help =
                        "The layers of an mlp: a .npz or .safetensors with weights [out, in] and biases [out], in order.",
                path = true)
        String layers,

        @Param(label = "Held out", help = "Share of each user's interactions kept for evaluation.", min = 0, max = 0.9)
        double heldOut,

        @Param(label = "List length", help = "Length k of the evaluated lists.", min = 1, max = 1000)
        int cutoff)
        implements Params {
    /// Which row of a file belongs to whom.
    public enum Rows {
        /// By ids where there are any, else by what fits the ids of the data set.
        AUTO,
        /// The id is the number of the row, from 0.
        FROM_ZERO,
        /// The id is the number of the row, from 1.
        FROM_ONE,
        /// The rows are in the order of the data set.
        ORDER
    }

    /// What makes a score of a user's and an item's vector.
    public enum ScorerType {
        /// The inner product.
        DOT,
        /// The cosine of the angle.
        COSINE,
        /// The squared distance, negative.
        EUCLIDEAN,
        /// A multi-layer perceptron over both.
        MLP
    }

    /// Recommended values; the files must be named.
    public static VectorParams defaults() {
        return new VectorParams("", "", "", "", Rows.AUTO, "", "", 0, ScorerType.DOT, "", 0.2, 20);
    }
}
