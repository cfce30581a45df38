package io.github.recscope.projection;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowBlocks;
import io.github.recscope.kernels.Workers;

/// Sums over the rows of a matrix, which is read block by block wherever it lies.
final class Columns {
    private static final int CHUNK = 4096;

    private Columns() {}

    /// The mean of each column, summed in blocks of rows that are added up in order; 0 where there are no rows.
    static double[] mean(Matrix x, Workers workers) {
        int n = x.rows();
        int d = x.cols();
        double[][] sums = new double[Math.ceilDiv(n, CHUNK)][d];
        workers.forEach(sums.length, chunk -> {
            RowBlocks rows = new RowBlocks(x);
            double[] sum = sums[chunk];
            for (int r = chunk * CHUNK; r < end(chunk, n); r++) {
                int at = rows.at(r);
                float[] values = rows.values();
                for (int c = 0; c < d; c++) {
                    sum[c] += values[at + c];
                }
            }
        });
        double[] mean = new double[d];
        for (double[] sum : sums) {
            for (int c = 0; c < d; c++) {
                mean[c] += sum[c];
            }
        }
        for (int c = 0; c < d; c++) {
            mean[c] /= Math.max(1, n);
        }
        return mean;
    }

    /// The squared length of each row.
    static double[] squaredLengths(Matrix x, Workers workers) {
        int n = x.rows();
        double[] out = new double[n];
        workers.forEach(Math.ceilDiv(n, CHUNK), chunk -> {
            RowBlocks rows = new RowBlocks(x);
            for (int r = chunk * CHUNK; r < end(chunk, n); r++) {
                int at = rows.at(r);
                float[] values = rows.values();
                double sum = 0;
                for (int c = at; c < at + x.cols(); c++) {
                    sum += (double) values[c] * values[c];
                }
                out[r] = sum;
            }
        });
        return out;
    }

    /// The rows less a centre, made where they are read.
    static Matrix centred(Matrix x, double[] centre) {
        return Matrix.derived(x, (_, values, at) -> {
            for (int c = 0; c < centre.length; c++) {
                values[at + c] = (float) (values[at + c] - centre[c]);
            }
        });
    }

    private static int end(int chunk, int n) {
        return (int) Math.min(n, (chunk + 1L) * CHUNK);
    }
}
