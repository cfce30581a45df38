package io.github.recscope.stat;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The monosemanticity score of a whole dictionary ([Cohesion] has that of one latent), as in 2511.18024, and what
/// chance gives.
public final class Monosemanticity {
    private Monosemanticity() {}

    /// The mean over all latents; a latent that fires for fewer than two items counts as 0, as in the paper.
    ///
    /// @param codes   `[items, latents]`
    /// @param vectors `[items, d]` what likeness is measured with, of any length; a zero vector is like nothing
    public static double mean(SparseCodes codes, Matrix vectors) {
        SparseCodes byLatent = codes.transpose();
        Matrix unit = Cohesion.unitRows(vectors);
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
    static double of(SparseCodes byLatent, int latent, Matrix unit) {
        double[] activation = new double[byLatent.latents()];
        for (int p = byLatent.offsets()[latent]; p < byLatent.offsets()[latent + 1]; p++) {
            activation[byLatent.latent()[p]] = byLatent.value()[p];
        }
        double score = Cohesion.score(activation, Cohesion.rows(unit), Cohesion.STRONGEST);
        return Double.isNaN(score) ? 0 : score;
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
