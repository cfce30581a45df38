package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.IntLists;
import org.jspecify.annotations.Nullable;

/// Keeps the best candidates of each query of a chunk.
final class CandidateSink implements TileScan.Sink {
    private final Candidates candidates;
    private final @Nullable IntLists masked;
    private final Finish finish;
    private int first;
    private int rows;

    /// Takes the list of a query when a segment is done.
    interface Finish {
        void accept(Candidates candidates, int row, int query, int segment);
    }

    /// @param kept  the length of the lists
    /// @param floor what a candidate must reach
    CandidateSink(Cut cut, int kept, float floor, @Nullable IntLists masked, Finish finish) {
        this.candidates = Candidates.of(cut.rowsPerChunk(), kept, Math.min(cut.colsPerChunk(), cut.cols()), floor);
        this.masked = masked;
        this.finish = finish;
    }

    @Override
    public void begin(int query, int queries) {
        first = query;
        rows = queries;
        candidates.clear();
    }

    @Override
    public void offer(int row, float[] scores, int from, int count, int item) {
        candidates.offer(row, scores, from, count, item, masked, first + row);
    }

    @Override
    public void end(int segment) {
        for (int r = 0; r < rows; r++) {
            finish.accept(candidates, r, first + r, segment);
        }
    }
}
