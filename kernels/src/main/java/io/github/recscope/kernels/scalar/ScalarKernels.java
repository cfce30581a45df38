package io.github.recscope.kernels.scalar;

import io.github.recscope.kernels.ByLatent;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowBlocks;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import io.github.recscope.kernels.spi.Shapes;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The operations as their definitions read. One chunk is a block of result rows.
final class ScalarKernels implements Kernels {
    private static final int ROWS_PER_CHUNK = 32;
    private static final RowOps ROWS = new ScalarRowOps();

    private final Workers workers;

    ScalarKernels(Workers workers) {
        this.workers = workers;
    }

    @Override
    public String id() {
        return "scalar";
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public Kernels on(Workers others) {
        return new ScalarKernels(others);
    }

    @Override
    public RowOps rows() {
        return ROWS;
    }

    @Override
    public void multiplyTransposed(Matrix a, Matrix b, float @Nullable [] columnBias, float[] out) {
        Shapes.multiplyTransposed(a, b, columnBias, out);
        int k = a.cols();
        int n = b.rows();
        eachRow(a.rows(), i -> {
            float[] left = a.row(i);
            RowBlocks right = new RowBlocks(b);
            for (int j = 0; j < n; j++) {
                int at = right.at(j);
                double sum = ScalarRowOps.sumOfProducts(left, 0, right.values(), at, k);
                out[i * n + j] = (float) (columnBias == null ? sum : sum + columnBias[j]);
            }
        });
    }

    @Override
    public void multiply(Matrix a, Matrix b, float[] out) {
        Shapes.multiply(a, b, out);
        eachRow(a.rows(), i -> {
            double[] sum = new double[b.cols()];
            float[] left = a.row(i);
            RowBlocks right = new RowBlocks(b);
            for (int p = 0; p < b.rows(); p++) {
                addScaled(left[p], right, p, sum);
            }
            store(sum, out, i);
        });
    }

    @Override
    public void transposedMultiply(Matrix a, Matrix b, float[] out) {
        Shapes.transposedMultiply(a, b, out);
        eachRow(a.cols(), i -> {
            double[] sum = new double[b.cols()];
            RowBlocks left = new RowBlocks(a);
            RowBlocks right = new RowBlocks(b);
            for (int r = 0; r < a.rows(); r++) {
                int at = left.at(r);
                addScaled(left.values()[at + i], right, r, sum);
            }
            store(sum, out, i);
        });
    }

    @Override
    public TopK topKInner(Matrix queries, Matrix items, float @Nullable [] itemBias, int k, @Nullable IntLists masked) {
        Shapes.topK(queries, items, itemBias, k, masked);
        int d = queries.cols();
        int[] index = new int[queries.rows() * k];
        float[] score = new float[queries.rows() * k];
        Arrays.fill(index, -1);
        Arrays.fill(score, Float.NEGATIVE_INFINITY);
        eachRow(queries.rows(), q -> {
            int begin = q * k;
            int end = begin;
            float[] query = queries.row(q);
            RowBlocks rows = new RowBlocks(items);
            for (int i = 0; i < items.rows(); i++) {
                int from = rows.at(i);
                double sum = ScalarRowOps.sumOfProducts(query, 0, rows.values(), from, d);
                float s = (float) (itemBias == null ? sum : sum + itemBias[i]);
                if (Float.isNaN(s) || (masked != null && masked.containsSorted(q, i))) {
                    continue;
                }
                // Items come in ascending order, so an equal score goes behind the ones already there.
                int at = end;
                while (at > begin && score[at - 1] < s) {
                    at--;
                }
                if (at == begin + k) {
                    continue;
                }
                end = Math.min(end + 1, begin + k);
                System.arraycopy(index, at, index, at + 1, end - at - 1);
                System.arraycopy(score, at, score, at + 1, end - at - 1);
                index[at] = i;
                score[at] = s;
            }
        });
        return new TopK(k, index, score);
    }

    @Override
    public SparseCodes encodeLargest(Matrix rows, Matrix encoder, float @Nullable [] bias, int k) {
        Shapes.encode(rows, encoder, bias, k);
        TopK best = topKInner(rows, encoder, bias, Math.max(1, Math.min(k, encoder.rows())), null);
        int n = rows.rows();
        int[] offsets = new int[n + 1];
        for (int r = 0; r < n; r++) {
            offsets[r + 1] = offsets[r] + positive(best, r);
        }
        int[] latent = new int[offsets[n]];
        float[] value = new float[offsets[n]];
        for (int r = 0; r < n; r++) {
            int from = offsets[r];
            System.arraycopy(best.index(), r * best.k(), latent, from, offsets[r + 1] - from);
            Arrays.sort(latent, from, offsets[r + 1]);
            for (int p = 0; p < positive(best, r); p++) {
                int at = Arrays.binarySearch(latent, from, offsets[r + 1], best.index()[r * best.k() + p]);
                value[at] = best.score()[r * best.k() + p];
            }
        }
        return new SparseCodes(n, encoder.rows(), offsets, latent, value);
    }

    @Override
    public SparseCodes encodeReaching(Matrix rows, Matrix encoder, float @Nullable [] bias, float[] bars) {
        Shapes.encode(rows, encoder, bias, bars);
        int n = rows.rows();
        int m = encoder.rows();
        int[][] latents = new int[n][];
        float[][] values = new float[n][];
        eachRow(n, r -> {
            float[] pre = new float[m];
            multiplyTransposed(Matrix.of(1, rows.cols(), rows.row(r)), encoder, bias, pre);
            int[] active = IntStream.range(0, m).filter(j -> pre[j] >= bars[j]).toArray();
            latents[r] = active;
            values[r] = new float[active.length];
            for (int p = 0; p < active.length; p++) {
                values[r][p] = pre[active[p]];
            }
        });
        int[] offsets = new int[n + 1];
        for (int r = 0; r < n; r++) {
            offsets[r + 1] = Math.addExact(offsets[r], latents[r].length);
        }
        int[] latent = new int[offsets[n]];
        float[] value = new float[offsets[n]];
        for (int r = 0; r < n; r++) {
            System.arraycopy(latents[r], 0, latent, offsets[r], latents[r].length);
            System.arraycopy(values[r], 0, value, offsets[r], values[r].length);
        }
        return new SparseCodes(n, m, offsets, latent, value);
    }

    private static int positive(TopK best, int row) {
        int n = 0;
        while (n < best.k() && best.score()[row * best.k() + n] > 0) {
            n++;
        }
        return n;
    }

    @Override
    public void decode(SparseCodes codes, Matrix dictionary, float @Nullable [] bias, float[] out) {
        Shapes.decode(codes, dictionary, bias, out);
        eachRow(codes.rows(), r -> {
            double[] sum = new double[dictionary.cols()];
            for (int i = 0; bias != null && i < sum.length; i++) {
                sum[i] = bias[i];
            }
            RowBlocks rows = new RowBlocks(dictionary);
            for (int p = codes.offsets()[r]; p < codes.offsets()[r + 1]; p++) {
                addScaled(codes.value()[p], rows, codes.latent()[p], sum);
            }
            store(sum, out, r);
        });
    }

    @Override
    public void codeGradient(SparseCodes codes, Matrix g, Matrix dictionary, float[] out) {
        Shapes.codeGradient(codes, g, dictionary, out);
        int d = g.cols();
        eachRow(codes.rows(), r -> {
            for (int p = codes.offsets()[r]; p < codes.offsets()[r + 1]; p++) {
                out[p] = ROWS.dot(g.data(), r * d, dictionary.data(), codes.latent()[p] * d, d);
            }
        });
    }

    @Override
    public void dictionaryGradient(ByLatent active, float[] value, Matrix g, boolean add, float[] out) {
        Shapes.dictionaryGradient(active, value, g, out);
        int d = g.cols();
        eachRow(active.latents(), j -> {
            RowBlocks rows = new RowBlocks(g);
            double[] sum = new double[d];
            for (int i = 0; add && i < d; i++) {
                sum[i] = out[j * d + i];
            }
            for (int a = active.offsets()[j]; a < active.offsets()[j + 1]; a++) {
                addScaled(value[active.position()[a]], rows, active.row()[a], sum);
            }
            store(sum, out, j);
        });
    }

    @Override
    public void decodeBackward(
            ByLatent active, float[] value, Matrix g, Matrix dictionary, float[] delta, boolean add, float[] out) {
        Shapes.decodeBackward(active, value, g, dictionary, delta, out);
        int d = g.cols();
        eachRow(active.latents(), j -> {
            for (int a = active.offsets()[j]; a < active.offsets()[j + 1]; a++) {
                delta[active.position()[a]] = ROWS.dot(g.data(), active.row()[a] * d, dictionary.data(), j * d, d);
            }
        });
        dictionaryGradient(active, value, g, add, out);
    }

    private void eachRow(int rows, IntConsumer body) {
        workers.forEach(Math.ceilDiv(rows, ROWS_PER_CHUNK), chunk -> {
            int end = (int) Math.min(rows, (chunk + 1L) * ROWS_PER_CHUNK);
            for (int r = chunk * ROWS_PER_CHUNK; r < end; r++) {
                body.accept(r);
            }
        });
    }

    private static void addScaled(double factor, RowBlocks rows, int row, double[] sum) {
        int at = rows.at(row);
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * rows.values()[at + j];
        }
    }

    private static void store(double[] sum, float[] out, int row) {
        for (int j = 0; j < sum.length; j++) {
            out[row * sum.length + j] = (float) sum[j];
        }
    }
}
