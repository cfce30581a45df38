package io.github.recscope.kernels.simd;

/// How a result of `rows × cols` is cut into blocks, by its shape and cost alone.
///
/// @param rows         the rows of the result
/// @param cols         its columns
/// @param rowsPerChunk the rows of a block, but for the last ones
/// @param colsPerChunk the columns of a block, but for the last ones
record Cut(int rows, int cols, int rowsPerChunk, int colsPerChunk) {
    /// Enough for the machines in sight; more would only pack the same values more often.
    private static final int ENOUGH_CHUNKS = 16;

    /// Floating point operations below which a problem is not worth handing over.
    private static final double LEAST_WORK = 400_000;

    /// The largest block by which a result is cut, and the smallest that it may be halved to.
    record Limits(int mostRows, int leastRows, int mostCols, int leastCols) {}

    /// Halves the largest blocks until there are enough of them.
    ///
    /// @param depth the length of each element's sum
    static Cut of(int rows, int cols, int depth, Limits limits) {
        double work = 2.0 * rows * cols * depth;
        if (work < LEAST_WORK) {
            return new Cut(rows, cols, Math.max(1, rows), Math.max(1, cols));
        }
        int r = limits.mostRows;
        while (r / 2 >= rows && r > limits.leastRows) {
            r /= 2;
        }
        int c = limits.mostCols;
        while (c / 2 >= cols && c > limits.leastCols) {
            c /= 2;
        }
        while (true) {
            Cut cut = new Cut(rows, cols, r, c);
            int chunks = cut.chunks();
            if (chunks >= ENOUGH_CHUNKS || work < 2 * LEAST_WORK * chunks) {
                return cut;
            }
            boolean rowsCanShrink = r > limits.leastRows;
            boolean colsCanShrink = c > limits.leastCols;
            if (rowsCanShrink && (r >= c / 4 || !colsCanShrink)) {
                r /= 2;
            } else if (colsCanShrink) {
                c /= 2;
            } else {
                return cut;
            }
        }
    }

    int chunks() {
        return Math.multiplyExact(Math.ceilDiv(rows, rowsPerChunk), colBlocks());
    }

    int firstRow(int chunk) {
        return chunk / colBlocks() * rowsPerChunk;
    }

    int firstCol(int chunk) {
        return chunk % colBlocks() * colsPerChunk;
    }

    int rowsOf(int chunk) {
        return Math.min(rowsPerChunk, rows - firstRow(chunk));
    }

    int colsOf(int chunk) {
        return Math.min(colsPerChunk, cols - firstCol(chunk));
    }

    private int colBlocks() {
        return Math.ceilDiv(cols, colsPerChunk);
    }
}
