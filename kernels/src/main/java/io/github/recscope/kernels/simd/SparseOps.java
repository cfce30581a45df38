package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.ByLatent;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.Workers;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Sums of dictionary rows weighted by sparse codes, and the inner products that go with them.
///
/// An element of a sum is added up in the order of the codes, whichever lane it falls into.
final class SparseOps {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    /// Floating point operations in a chunk, about.
    private static final double WORK_PER_CHUNK = 200_000;

    private static final int MOST_CHUNKS = 64;

    private SparseOps() {}

    /// `out[r] = bias + Σ_j z_rj · rows[j]`.
    static void weightedSums(Workers workers, SparseCodes codes, Matrix rows, float @Nullable [] bias, float[] out) {
        int d = rows.cols();
        float[] base = bias == null ? new float[d] : bias;
        eachBlock(workers, codes.rows(), codes.size(), d, (from, to) -> {
            for (int r = from; r < to; r++) {
                weightedSum(
                        codes.latent(),
                        codes.value(),
                        codes.offsets()[r],
                        codes.offsets()[r + 1],
                        rows.data(),
                        d,
                        base,
                        0,
                        out,
                        r * d);
            }
        });
    }

    /// `out[p] = g[row(p)] · rows[latent(p)]`.
    static void products(Workers workers, SparseCodes codes, Matrix g, Matrix rows, float[] out) {
        int d = rows.cols();
        eachBlock(workers, codes.rows(), codes.size(), d, (from, to) -> {
            for (int r = from; r < to; r++) {
                for (int p = codes.offsets()[r]; p < codes.offsets()[r + 1]; p++) {
                    out[p] = SimdRowOps.product(g.data(), r * d, rows.data(), codes.latent()[p] * d, d);
                }
            }
        });
    }

    /// `out[j] = Σ_r z_rj · g[r]`, or that added to what is there.
    static void sumsByLatent(Workers workers, ByLatent active, float[] value, Matrix g, boolean add, float[] out) {
        byLatent(workers, active, value, g, null, null, add, out);
    }

    /// The same, and `delta[p] = g[row(p)] · dictionary[latent(p)]`. The rows that a latent needs are few, so the sum
    /// finds them in the cache after the inner products.
    static void backward(
            Workers workers,
            ByLatent active,
            float[] value,
            Matrix g,
            Matrix dictionary,
            float[] delta,
            boolean add,
            float[] out) {
        byLatent(workers, active, value, g, dictionary.data(), delta, add, out);
    }

    private static void byLatent(
            Workers workers,
            ByLatent active,
            float[] value,
            Matrix g,
            float @Nullable [] dictionary,
            float @Nullable [] delta,
            boolean add,
            float[] out) {
        int d = g.cols();
        float[] rows = g.data();
        float[] inOrder = new float[active.size()];
        float[] zeros = add ? out : new float[d];
        eachBlock(workers, active.latents(), active.size(), d, (from, to) -> {
            for (int j = from; j < to; j++) {
                int begin = active.offsets()[j];
                int end = active.offsets()[j + 1];
                for (int a = begin; a < end; a++) {
                    inOrder[a] = value[active.position()[a]];
                }
                if (dictionary != null && delta != null) {
                    for (int a = begin; a < end; a++) {
                        delta[active.position()[a]] =
                                SimdRowOps.product(rows, active.row()[a] * d, dictionary, j * d, d);
                    }
                }
                weightedSum(active.row(), inOrder, begin, end, rows, d, zeros, add ? j * d : 0, out, j * d);
            }
        });
    }

    private interface Block {
        void run(int from, int to);
    }

    private static void eachBlock(Workers workers, int rows, int size, int d, Block block) {
        double work = (2.0 * size + rows) * d;
        int chunks = (int) Math.min(Math.min(rows, MOST_CHUNKS), Math.ceil(work / WORK_PER_CHUNK));
        workers.forEach(rows == 0 ? 0 : Math.max(1, chunks), chunk -> {
            int n = Math.max(1, chunks);
            block.run((int) ((long) rows * chunk / n), (int) ((long) rows * (chunk + 1) / n));
        });
    }

    private static void weightedSum(
            int[] latent,
            float[] value,
            int from,
            int to,
            float[] rows,
            int d,
            float[] base,
            int baseAt,
            float[] out,
            int outAt) {
        int i = 0;
        for (; i <= d - 4 * LANES; i += 4 * LANES) {
            FloatVector s0 = FloatVector.fromArray(SPECIES, base, baseAt + i);
            FloatVector s1 = FloatVector.fromArray(SPECIES, base, baseAt + i + LANES);
            FloatVector s2 = FloatVector.fromArray(SPECIES, base, baseAt + i + 2 * LANES);
            FloatVector s3 = FloatVector.fromArray(SPECIES, base, baseAt + i + 3 * LANES);
            for (int p = from; p < to; p++) {
                FloatVector z = FloatVector.broadcast(SPECIES, value[p]);
                int at = latent[p] * d + i;
                s0 = Lanes.fma(z, FloatVector.fromArray(SPECIES, rows, at), s0);
                s1 = Lanes.fma(z, FloatVector.fromArray(SPECIES, rows, at + LANES), s1);
                s2 = Lanes.fma(z, FloatVector.fromArray(SPECIES, rows, at + 2 * LANES), s2);
                s3 = Lanes.fma(z, FloatVector.fromArray(SPECIES, rows, at + 3 * LANES), s3);
            }
            s0.intoArray(out, outAt + i);
            s1.intoArray(out, outAt + i + LANES);
            s2.intoArray(out, outAt + i + 2 * LANES);
            s3.intoArray(out, outAt + i + 3 * LANES);
        }
        for (; i <= d - LANES; i += LANES) {
            FloatVector s = FloatVector.fromArray(SPECIES, base, baseAt + i);
            for (int p = from; p < to; p++) {
                FloatVector z = FloatVector.broadcast(SPECIES, value[p]);
                s = Lanes.fma(z, FloatVector.fromArray(SPECIES, rows, latent[p] * d + i), s);
            }
            s.intoArray(out, outAt + i);
        }
        for (; i < d; i++) {
            float s = base[baseAt + i];
            for (int p = from; p < to; p++) {
                s = Math.fma(value[p], rows[latent[p] * d + i], s);
            }
            out[outAt + i] = s;
        }
    }
}
