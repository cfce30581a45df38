package io.github.recscope.stat;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How alike the items are that a latent fires for most (Pach et al., 2504.02821, in the truncated form of 2511.18024):
/// with `a` the activations of the K strongest items, scaled so that the weakest of all items has 0 and the strongest
/// 1, and `cos` the likeness of two items,
/// `MS = Σ_{n≠m} a_n a_m cos(n, m) / Σ_{n≠m} a_n a_m`, computed in linear time as
/// `(‖Σ a_n x_n‖² − Σ a_n² ‖x_n‖²) / ((Σ a_n)² − Σ a_n²)` with x the vectors brought to unit length.
public final class Monosemanticity {
    /// How many items the paper looks at.
    public static final int STRONGEST = 30;

    private Monosemanticity() {}

    /// The mean over all latents; a latent that fires for fewer than two items counts as 0, as in the paper.
    ///
    /// @param codes   `[items, latents]`
    /// @param vectors `[items, d]` what likeness is measured with, of any length; a zero vector is like nothing
    public static double mean(SparseCodes codes, Matrix vectors) {
        SparseCodes byLatent = codes.transpose();
        Matrix unit = unit(vectors);
        double sum = 0;
        for (int j = 0; j < byLatent.rows(); j++) {
            sum += of(byLatent, j, unit);
        }
        return byLatent.rows() == 0 ? Double.NaN : sum / byLatent.rows();
    }

    /// The score of one latent, in `[−1, 1]`; 0 if it fires for fewer than two items.
    ///
    /// @param byLatent `[latents, items]`
    /// @param unit     `[items, d]` rows of unit length or zero
    public static double of(SparseCodes byLatent, int latent, Matrix unit) {
        int from = byLatent.offsets()[latent];
        int n = byLatent.l0(latent);
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> from + i);
        Arrays.sort(order, (x, y) -> Float.compare(byLatent.value()[y], byLatent.value()[x]));
        // Silent items have 0, the least of all, unless every item fires.
        double least = n < byLatent.latents() || n == 0 ? 0 : byLatent.value()[order[n - 1]];
        int d = unit.cols();
        double[] total = new double[d];
        double sum = 0;
        double squares = 0;
        double own = 0;
        for (int k = 0; k < Math.min(STRONGEST, n); k++) {
            double a = byLatent.value()[order[k]] - least;
            int item = byLatent.latent()[order[k]];
            double length = 0;
            for (int c = 0; c < d; c++) {
                double x = unit.get(item, c);
                total[c] += a * x;
                length += x * x;
            }
            sum += a;
            squares += a * a;
            own += a * a * length;
        }
        double pairs = sum * sum - squares;
        if (pairs <= 1e-12 * sum * sum) {
            return 0;
        }
        double both = 0;
        for (double t : total) {
            both += t * t;
        }
        return (both - own) / pairs;
    }

    /// Rows of unit length; rows of zeros stay as they are.
    public static Matrix unit(Matrix x) {
        int d = x.cols();
        float[] out = x.data().clone();
        for (int r = 0; r < x.rows(); r++) {
            double sum = 0;
            for (int c = 0; c < d; c++) {
                sum += (double) out[r * d + c] * out[r * d + c];
            }
            double inverse = sum > 0 ? 1 / Math.sqrt(sum) : 0;
            for (int c = 0; c < d; c++) {
                out[r * d + c] *= (float) inverse;
            }
        }
        return Matrix.of(x.rows(), d, out);
    }

    /// What chance gives: codes of as many items for each latent, but along random directions of the embeddings; the
    /// activation is how far an item lies beyond the last one that does not fire.
    ///
    /// @param items  `[items, d]` the embeddings
    /// @param active for each latent, for how many items it fires
    /// @return `[items, latents]`
    public static SparseCodes randomDirections(Matrix items, int[] active, RandomGenerator random) {
        int n = items.rows();
        int d = items.cols();
        int[] offsets = new int[active.length + 1];
        int[][] fires = new int[active.length][];
        float[][] values = new float[active.length][];
        for (int j = 0; j < active.length; j++) {
            double[] direction = gaussian(d, random);
            double[] along = new double[n];
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < d; c++) {
                    along[i] += direction[c] * items.get(i, c);
                }
            }
            double[] sorted = along.clone();
            Arrays.sort(sorted);
            int keep = Math.min(active[j], n);
            double edge = keep < n ? sorted[n - keep - 1] : sorted[0] - 1;
            int[] item = new int[n];
            float[] value = new float[n];
            int size = 0;
            for (int i = 0; i < n; i++) {
                if (along[i] > edge) {
                    item[size] = i;
                    value[size++] = (float) (along[i] - edge);
                }
            }
            fires[j] = Arrays.copyOf(item, size);
            values[j] = Arrays.copyOf(value, size);
            offsets[j + 1] = offsets[j] + size;
        }
        int[] item = new int[offsets[active.length]];
        float[] value = new float[item.length];
        for (int j = 0; j < active.length; j++) {
            System.arraycopy(fires[j], 0, item, offsets[j], fires[j].length);
            System.arraycopy(values[j], 0, value, offsets[j], values[j].length);
        }
        return new SparseCodes(active.length, n, offsets, item, value).transpose();
    }

    private static double[] gaussian(int d, RandomGenerator random) {
        double[] out = new double[d];
        for (int c = 0; c < d; c++) {
            out[c] = random.nextGaussian();
        }
        return out;
    }
}
