package io.github.recscope.sae;

import io.github.recscope.kernels.ByLatent;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The loss of a batch of users and one of items: the way through the autoencoder, what it costs, and the way back.
///
/// It is α times the unexplained variance of both, plus β times the prediction objective, plus the penalty of the
/// variant. A nested dictionary must reconstruct with each of its first parts too.
final class BatchLoss {
    private final SaeParams params;
    private final Tower users;
    private final Tower items;
    private final @Nullable PredictionObjective objective;
    private final Weights weights;
    private final Sparsifier sparsifier;
    private final Kernels kernels;

    /// @param objective the prediction-aware part; null for none
    BatchLoss(
            SaeParams params,
            Tower users,
            Tower items,
            @Nullable PredictionObjective objective,
            Weights weights,
            Sparsifier sparsifier,
            Kernels kernels) {
        this.params = params;
        this.users = users;
        this.items = items;
        this.objective = objective;
        this.weights = weights;
        this.sparsifier = sparsifier;
        this.kernels = kernels;
    }

    /// How many of the first latents each nested dictionary has, ascending, the whole one last.
    ///
    /// Fixed cuts double from one to the next; random ones are drawn uniformly in the logarithm.
    List<Integer> cuts(RandomGenerator random) {
        int m = params.latents();
        List<Integer> cuts = new ArrayList<>();
        if (params.variant() == SaeParams.Variant.MATRYOSHKA) {
            for (int p = 1; p < params.prefixes(); p++) {
                cuts.add(Math.max(
                        1,
                        params.randomPrefixes()
                                ? (int) Math.pow(m, random.nextDouble())
                                : m >> (params.prefixes() - p)));
            }
        }
        cuts.add(m);
        return cuts.size() == 1 ? cuts : cuts.stream().distinct().sorted().toList();
    }

    /// A batch that went through, and what it cost.
    record Batch(Pass users, Pass items, SaeTrainer.Loss loss) {}

    /// Passes a batch through; the gradients of its loss are added to `gradients`.
    ///
    /// @param more items that the objective asked for; its gradients flow through them instead of `itemRows`
    /// @param cuts the sizes of nested dictionaries
    Batch accumulate(int[] userRows, int[] itemRows, int[] more, List<Integer> cuts, Gradients gradients) {
        Pass[] pass = new Pass[2];
        float[][] g = new float[2][];
        int[] firing = new int[2];
        Rows.both(kernels, side -> {
            pass[side] = side == 0 ? forward(users, userRows) : forward(items, itemRows);
            g[side] = new float[pass[side].x().data().length];
            firing[side] = pass[side].firing();
        });
        Pass u = pass[0];
        Pass v = pass[1];
        double scores = 0;
        if (objective != null && more.length == 0) {
            scores = objective.add(u, v, params.predictionWeight(), g[0], g[1]);
        } else if (objective != null) {
            Pass w = forward(items, more);
            float[] gw = new float[w.x().data().length];
            scores = objective.add(u, w, params.predictionWeight(), g[0], gw);
            scale(w, gw);
            float[] delta = gradients.throughDecoder(w.codes(), w.active(), gw, true);
            if (sparsifier.usesEncoder()) {
                gradients.throughEncoder(w.centred(), w.active(), sparsifier.back(w, delta));
            }
        }
        double[] error = new double[2];
        // The whole dictionary answers for the embeddings and for the scores at once.
        Rows.both(kernels, side -> {
            error[side] = embeddingError(pass[side], pass[side].raw(), g[side], cuts.size());
            scale(pass[side], g[side]);
        });
        for (int side = 0; side < 2; side++) {
            backward(pass[side], g[side], cuts, gradients);
        }
        double l0 = (double) (firing[0] + firing[1]) / (u.size() + v.size());
        return new Batch(u, v, new SaeTrainer.Loss(error[0], error[1], scores, l0));
    }

    /// Some rows of a tower on their way through.
    Pass forward(Tower tower, int[] rows) {
        Matrix x = tower.normalised().gather(rows);
        Matrix centred = weights.centred(x, kernels);
        PreActivations pre = new PreActivations(centred, weights, kernels);
        SparseCodes codes = sparsifier.codes(tower, centred, pre);
        Matrix hat = weights.decode(codes, kernels);
        return new Pass(
                tower,
                rows,
                x,
                centred,
                pre,
                codes,
                ByLatent.of(codes),
                hat,
                tower.raw(hat, rows, kernels),
                tower.raw().gather(rows));
    }

    /// Sends the gradient of a pass back through decoder and encoder, with that of the nested dictionaries.
    ///
    /// @param g    the gradient with respect to the reconstruction
    /// @param cuts sizes of the nested dictionaries that must each reconstruct the rows, the whole one last
    private void backward(Pass f, float[] g, List<Integer> cuts, Gradients gradients) {
        float[] delta = gradients.throughDecoder(f.codes(), f.active(), g, true);
        for (int cut : cuts.subList(0, cuts.size() - 1)) {
            Prefix prefix = Prefix.of(f.codes(), cut);
            float[] own = new float[g.length];
            Matrix raw = f.tower().raw(weights.decode(prefix.codes(), kernels), f.rows(), kernels);
            embeddingError(f, raw, own, cuts.size());
            scale(f, own);
            prefix.addTo(delta, gradients.throughDecoder(prefix.codes(), ByLatent.of(prefix.codes()), own, true));
        }
        if (sparsifier.usesEncoder()) {
            float[] pre = sparsifier.back(f, delta);
            sparsifier.penalise(f, pre, weights, kernels);
            gradients.throughEncoder(f.centred(), f.active(), pre);
        }
    }

    /// The unexplained variance of a reconstruction; its gradient is added to `g`, times α over the number of cuts.
    ///
    /// @param raw the reconstruction in the recommender's scale
    private double embeddingError(Pass f, Matrix raw, float[] g, int cuts) {
        int d = raw.cols();
        float[] hat = raw.data();
        float[] truth = f.truth().data();
        double unit = 1 / (f.size() * f.tower().variance());
        float factor = (float) (2 * unit * params.embeddingWeight() / cuts);
        double[] error = new double[f.size()];
        Rows.each(kernels, f.size(), r -> {
            for (int i = r * d; i < (r + 1) * d; i++) {
                g[i] += factor * (hat[i] - truth[i]);
            }
            error[r] = kernels.rows().squaredDistance(hat, r * d, truth, r * d, d);
        });
        return Arrays.stream(error).sum() * unit;
    }

    /// Makes of the gradient with respect to raw reconstructions that with respect to normalised ones.
    private void scale(Pass f, float[] g) {
        int d = f.x().cols();
        double[] unit = f.tower().unit();
        Rows.each(kernels, f.size(), r -> kernels.rows().scale((float) unit[f.rows()[r]], g, r * d, d));
    }
}
