package io.github.recscope.concept;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeTable;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Codes to compare an autoencoder with, by latent.
final class Directions {
    private Directions() {}

    /// Each column of `[items, k]` scores fires for its `firing` largest positive entries, of equal ones the first.
    static SparseCodes strongest(Matrix scores, int firing) {
        int k = scores.cols();
        int n = scores.rows();
        int[][] item = new int[k][];
        float[][] value = new float[k][];
        for (int j = 0; j < k; j++) {
            int column = j;
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Float.compare(scores.get(b, column), scores.get(a, column)));
            item[j] = Arrays.stream(order)
                    .limit(firing)
                    .filter(i -> scores.get(i, column) > 0)
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            value[j] = new float[item[j].length];
            for (int p = 0; p < item[j].length; p++) {
                value[j][p] = scores.get(item[j][p], column);
            }
        }
        return codes(n, item, value);
    }

    /// Every column of `[items, d]`, less its mean, in both signs: `[items, 2 d]`.
    static Matrix bothSigns(Matrix x) {
        int n = x.rows();
        int d = x.cols();
        float[] out = new float[n * 2 * d];
        for (int c = 0; c < d; c++) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += x.data()[i * d + c];
            }
            mean /= Math.max(1, n);
            for (int i = 0; i < n; i++) {
                float v = (float) (x.data()[i * d + c] - mean);
                out[i * 2 * d + 2 * c] = v;
                out[i * 2 * d + 2 * c + 1] = -v;
            }
        }
        return Matrix.of(n, 2 * d, out);
    }

    /// `[items, k]` products of the items with `k` random directions of a normal law.
    static Matrix random(Matrix items, int k, Ctx ctx) {
        int d = items.cols();
        float[] r = new float[k * d];
        RandomGenerator random = ctx.random("directions", 0);
        for (int i = 0; i < r.length; i++) {
            r[i] = (float) random.nextGaussian();
        }
        float[] out = new float[items.rows() * k];
        ctx.kernels().multiplyTransposed(items, Matrix.of(k, d, r), null, out);
        return Matrix.of(items.rows(), k, out);
    }

    /// The same activations dealt anew, for each latent by itself, among the items of the same popularity decile.
    static SparseCodes shuffled(SparseCodes byLatent, AttributeTable table, Ctx ctx) {
        int n = table.decile().length;
        int[][] item = new int[byLatent.rows()][];
        float[][] value = new float[byLatent.rows()][];
        int[][] members = new int[AttributeTable.DECILES][];
        for (int s = 0; s < members.length; s++) {
            int decile = s;
            members[s] = java.util.stream.IntStream.range(0, n)
                    .filter(i -> table.decile()[i] == decile)
                    .toArray();
        }
        ctx.kernels().workers().forEach(byLatent.rows(), j -> {
            RandomGenerator random = ctx.random("shuffled", j);
            float[] dense = new float[n];
            int[][] left = new int[members.length][];
            int[] drawn = new int[members.length];
            int from = byLatent.offsets()[j];
            int to = byLatent.offsets()[j + 1];
            for (int p = from; p < to; p++) {
                int s = table.decile()[byLatent.latent()[p]];
                if (left[s] == null) {
                    left[s] = members[s].clone();
                }
                int at = drawn[s] + random.nextInt(left[s].length - drawn[s]);
                int chosen = left[s][at];
                left[s][at] = left[s][drawn[s]];
                left[s][drawn[s]++] = chosen;
                dense[chosen] = byLatent.value()[p];
            }
            item[j] = new int[to - from];
            value[j] = new float[to - from];
            int at = 0;
            for (int i = 0; i < n; i++) {
                if (dense[i] > 0) {
                    item[j][at] = i;
                    value[j][at++] = dense[i];
                }
            }
        });
        return codes(n, item, value);
    }

    private static SparseCodes codes(int items, int[][] item, float[][] value) {
        int[] offsets = new int[item.length + 1];
        for (int j = 0; j < item.length; j++) {
            offsets[j + 1] = offsets[j] + item[j].length;
        }
        int[] all = new int[offsets[item.length]];
        float[] values = new float[all.length];
        for (int j = 0; j < item.length; j++) {
            System.arraycopy(item[j], 0, all, offsets[j], item[j].length);
            System.arraycopy(value[j], 0, values, offsets[j], item[j].length);
        }
        return new SparseCodes(item.length, items, offsets, all, values);
    }
}
