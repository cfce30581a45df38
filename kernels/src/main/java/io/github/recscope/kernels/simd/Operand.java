package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowBlocks;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// One side of a product: `count` vectors of length `depth`, the inner dimension.
///
/// @param matrix   the values
/// @param count    the number of vectors
/// @param depth    their length
/// @param together whether a vector is a row of the matrix or a column
record Operand(Matrix matrix, int count, int depth, boolean together) {
    static Operand ofRows(Matrix m) {
        return new Operand(m, m.rows(), m.cols(), true);
    }

    static Operand ofColumns(Matrix m) {
        return new Operand(m, m.cols(), m.rows(), false);
    }

    /// What a thread reads the values by.
    RowBlocks reader() {
        return new RowBlocks(matrix);
    }

    /// Copies inner indices `[pFrom, pFrom + depth)` of `n` vectors from `from` on into panels of `width`
    /// vectors.
    ///
    /// In a panel the values of one inner index lie next to each other. The last panel is filled up with zeros.
    void pack(RowBlocks reader, int from, int n, int pFrom, int depthHere, int width, float[] panels, int panelsAt) {
        int base = together ? reader.at(from, n) + pFrom : reader.at(pFrom, depthHere) + from;
        float[] data = reader.values();
        int at = panelsAt;
        for (int i = 0; i < n; i += width) {
            int w = Math.min(width, n - i);
            if (w < width) {
                Arrays.fill(panels, at, at + width * depthHere, 0f);
            }
            if (together) {
                transpose(data, base + i * depth, depth, w, depthHere, panels, at, width);
            } else {
                copy(data, base + i, count, w, depthHere, panels, at, width);
            }
            at += width * depthHere;
        }
    }

    /// The same for `n` rows, of length `depth`, that begin at a place in an array.
    static void packRows(
            float[] rows,
            int rowsAt,
            int depth,
            int n,
            int pFrom,
            int depthHere,
            int width,
            float[] panels,
            int panelsAt) {
        int at = panelsAt;
        for (int i = 0; i < n; i += width) {
            int w = Math.min(width, n - i);
            if (w < width) {
                Arrays.fill(panels, at, at + width * depthHere, 0f);
            }
            transpose(rows, rowsAt + i * depth + pFrom, depth, w, depthHere, panels, at, width);
            at += width * depthHere;
        }
    }

    private static void transpose(
            float[] src, int srcAt, int stride, int vectors, int length, float[] dst, int dstAt, int width) {
        int v = 0;
        for (; v + 4 <= vectors; v += 4) {
            int s0 = srcAt + v * stride;
            int s1 = s0 + stride;
            int s2 = s1 + stride;
            int s3 = s2 + stride;
            for (int p = 0; p < length; p++) {
                int d = dstAt + p * width + v;
                dst[d] = src[s0 + p];
                dst[d + 1] = src[s1 + p];
                dst[d + 2] = src[s2 + p];
                dst[d + 3] = src[s3 + p];
            }
        }
        for (; v < vectors; v++) {
            int s = srcAt + v * stride;
            for (int p = 0; p < length; p++) {
                dst[dstAt + p * width + v] = src[s + p];
            }
        }
    }

    private static void copy(
            float[] src, int srcAt, int stride, int vectors, int length, float[] dst, int dstAt, int width) {
        // The two widths of a register block, which is nearly all of it.
        if (vectors == 2 * Lanes.COUNT) {
            for (int p = 0; p < length; p++) {
                int from = srcAt + p * stride;
                int to = dstAt + p * width;
                FloatVector.fromArray(Lanes.SPECIES, src, from).intoArray(dst, to);
                FloatVector.fromArray(Lanes.SPECIES, src, from + Lanes.COUNT).intoArray(dst, to + Lanes.COUNT);
            }
            return;
        }
        if (vectors == 6) {
            for (int p = 0; p < length; p++) {
                int from = srcAt + p * stride;
                int to = dstAt + p * width;
                dst[to] = src[from];
                dst[to + 1] = src[from + 1];
                dst[to + 2] = src[from + 2];
                dst[to + 3] = src[from + 3];
                dst[to + 4] = src[from + 4];
                dst[to + 5] = src[from + 5];
            }
            return;
        }
        for (int p = 0; p < length; p++) {
            for (int v = 0; v < vectors; v++) {
                dst[dstAt + p * width + v] = src[srcAt + p * stride + v];
            }
        }
    }
}
