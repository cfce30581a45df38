package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.TopK;
import io.github.recscope.op.Memory;
import java.util.Arrays;

/// The closed-form linear autoencoder EASE (Steck, 2019): with `P = (XᵀX + λI)⁻¹` an item j scores
/// `Σ_{i chosen} −P_ij / P_jj`, its own choice left out.
final class Ease implements Ranker {
    private final IntLists train;
    private final int items;
    private final RowOps ops;
    /// `[items, items]`, diagonal 0.
    private final float[] weights;

    /// Whether there is memory for it: one items × items matrix and what inverting it needs.
    static boolean fits(int items) {
        return (long) items * items < Integer.MAX_VALUE - 8 && bytes(items) < 0.7 * Memory.free(bytes(items) / 0.7);
    }

    /// How much memory it takes.
    static long bytes(int items) {
        return 4L * items * items + 8L * items * SpdInverse.BLOCK;
    }

    Ease(IntLists train, int items, double penalty, Ctx ctx) {
        this.train = train;
        this.items = items;
        this.ops = ctx.kernels().rows();
        this.weights = new float[items * items];
        CoCounts.forEach(train, items, ctx.part(0, 0.2), (i, counts) -> {
            System.arraycopy(counts, 0, weights, i * items, items);
            weights[i * items + i] += (float) penalty;
        });
        SpdInverse.invert(weights, items, ctx.part(0.2, 1));
        float[] diagonal = new float[items];
        for (int j = 0; j < items; j++) {
            diagonal[j] = weights[j * items + j];
        }
        ctx.kernels().workers().forEach(items, i -> {
            for (int j = 0; j < items; j++) {
                weights[i * items + j] = i == j ? 0 : -weights[i * items + j] / diagonal[j];
            }
        });
    }

    /// The weights, `[items, items]`: row i is what choosing item i adds to the scores.
    float[] weights() {
        return weights;
    }

    @Override
    public TopK top(int[] users, int k, Ctx ctx) {
        return Yardsticks.best(users, items, k, train, this::score, ctx);
    }

    private void score(int u, float[] scores) {
        Arrays.fill(scores, 0);
        for (int p = train.offsets()[u]; p < train.offsets()[u + 1]; p++) {
            ops.axpy(1, weights, train.values()[p] * items, scores, 0, items);
        }
    }
}
