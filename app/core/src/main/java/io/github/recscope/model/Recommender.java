package io.github.recscope.model;

import io.github.recscope.kernels.Matrix;
import java.util.List;

/// A trained recommender: `score(u, i) = globalBias + userBias[u] + itemBias[i] + scorer(users[u], items[i])`.
///
/// The user's and the global bias shift all scores of a user alike and do not change the order of a list.
///
/// @param name       a title for people
/// @param users      `[users, d]` user embeddings
/// @param items      `[items, d]` item embeddings
/// @param userBias   `[users]`
/// @param itemBias   `[items]`
/// @param globalBias added to every score
/// @param scorer     what is made of the embeddings of a user and an item
/// @param split      what it learned from and what was held out
/// @param evaluation how well it does on the held-out items
/// @param curves     how training went
public record Recommender(
        String name,
        Matrix users,
        Matrix items,
        float[] userBias,
        float[] itemBias,
        double globalBias,
        Scorer scorer,
        Split split,
        Evaluation evaluation,
        List<Curve> curves)
        implements Artifact {
    /// Checks the shapes.
    public Recommender {
        curves = List.copyOf(curves);
        if (users.cols() != items.cols() || userBias.length != users.rows() || itemBias.length != items.rows()) {
            throw new IllegalArgumentException("embeddings and biases must fit each other");
        }
    }

    /// The number of dimensions of an embedding.
    public int dimensions() {
        return items.cols();
    }
}
