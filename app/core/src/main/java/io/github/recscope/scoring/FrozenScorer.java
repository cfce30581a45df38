package io.github.recscope.scoring;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import org.jspecify.annotations.Nullable;

/// A recommender whose weights are fixed: what it makes of any embeddings of users and items. Immutable and safe for
/// use by several threads.
public interface FrozenScorer {
    /// The scorer of a recommender.
    static FrozenScorer of(Recommender model, Kernels kernels) {
        return of(model.scorer(), model.itemBias(), kernels);
    }

    /// A scorer with the biases of items.
    ///
    /// @param itemBias one for each item
    static FrozenScorer of(Scorer scorer, float[] itemBias, Kernels kernels) {
        return switch (scorer) {
            case Scorer.Dot d -> new DotScorer(itemBias, kernels);
            case Scorer.Cosine c -> new CosineScorer(itemBias, kernels);
            case Scorer.Euclidean e -> new EuclideanScorer(itemBias, kernels);
            case Scorer.Mlp m -> new MlpScorer(m.layers(), itemBias, kernels);
        };
    }

    /// The best items for each user; item biases are included, user biases are not (they change no order).
    ///
    /// @param users  `[n, d]` embeddings of any users
    /// @param items  `[items, d]` embeddings of all items of the model, in its order
    /// @param k      the length of each list, at least 1; may exceed the number of items
    /// @param masked `n` rows of item indices, ascending, that must not be listed; or null for none
    TopK top(Matrix users, Matrix items, int k, @Nullable IntLists masked);

    /// The scores of pairs: row r of `users` with row r of `items`, without biases.
    ///
    /// @param users `[n, d]`
    /// @param items `[n, d]`
    Pairs pairs(Matrix users, Matrix items);

    /// Scores of pairs, with the way back.
    interface Pairs {
        /// `[n]`
        float[] scores();

        /// The gradients with respect to the embeddings, given those with respect to the scores.
        ///
        /// @param upstream `[n]`
        /// @param users    `[n, d]` is overwritten
        /// @param items    `[n, d]` is overwritten
        void backward(float[] upstream, float[] users, float[] items);
    }
}
