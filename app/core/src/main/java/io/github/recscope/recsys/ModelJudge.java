package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;

/// Evaluates vectors that were trained elsewhere, by the protocol of [TrainOperation].
public final class ModelJudge {
    private ModelJudge() {}

    /// Holds out the same interactions as a training with the same seed and share would.
    public static Split split(Dataset data, double heldOut, Ctx ctx) {
        Split split = Splits.perUser(data.interactions(), heldOut, ctx);
        return new Split(split.train(), split.test(), split.protocol() + " (the vectors may have learned from them)");
    }

    /// The vectors beside the popularity and random baselines.
    ///
    /// @param users    `[users, d]`
    /// @param items    `[items, d]`
    /// @param itemBias `[items]`
    public static Evaluation evaluate(
            Matrix users, Matrix items, float[] itemBias, Scorer scorer, Split split, int cutoff, Ctx ctx) {
        return switch (scorer) {
            case Scorer.Dot _ -> Evaluator.evaluate(users, items, itemBias, split, cutoff, ctx);
            case Scorer.Cosine _ -> Evaluator.evaluate(unit(users), unit(items), itemBias, split, cutoff, ctx);
            case Scorer.Euclidean _ ->
                // −‖u − v‖² = 2 u·v − ‖v‖² − ‖u‖², and the last term is the same for all items of a user.
                Evaluator.evaluate(doubled(users), items, less(itemBias, items), split, cutoff, ctx);
            case Scorer.Mlp _ ->
                throw ProblemException.of(
                        "Perceptrons cannot be used yet.",
                        "This version ranks by inner products, cosines and distances.",
                        "Choose one of these scorers.");
        };
    }

    private static Matrix unit(Matrix m) {
        float[] out = m.data().clone();
        int d = m.cols();
        for (int r = 0; r < m.rows(); r++) {
            double sum = 0;
            for (int c = 0; c < d; c++) {
                sum += (double) out[r * d + c] * out[r * d + c];
            }
            for (int c = 0; c < d && sum > 0; c++) {
                out[r * d + c] = (float) (out[r * d + c] / Math.sqrt(sum));
            }
        }
        return Matrix.of(m.rows(), d, out);
    }

    private static Matrix doubled(Matrix m) {
        float[] out = m.data().clone();
        for (int n = 0; n < out.length; n++) {
            out[n] *= 2;
        }
        return Matrix.of(m.rows(), m.cols(), out);
    }

    private static float[] less(float[] bias, Matrix items) {
        float[] out = new float[bias.length];
        for (int r = 0; r < out.length; r++) {
            double sum = 0;
            for (float v : items.row(r)) {
                sum += (double) v * v;
            }
            out[r] = (float) (bias[r] - sum);
        }
        return out;
    }
}
