package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Lists of best items, fused with the product that scores them ([TileScan]).
///
/// Each row of scores is offered to the [Candidates] of its query. Where few queries meet many items, those are in
/// several segments, whose lists are merged at the end; the order of candidates is total, so the cut does not show.
final class TopKScan {
    private static final int SEGMENT_ITEMS = 2048;
    private static final int MOST_ROWS = 32 * Gemm.TILE_ROWS;

    private TopKScan() {}

    private static Cut cut(int queries, int items, int depth, int kept) {
        int least = TileScan.leastRows(items, depth);
        Cut byCost = Cut.of(queries, items, depth, new Cut.Limits(MOST_ROWS, least, 1 << 30, SEGMENT_ITEMS));
        // Long lists in many segments would cost more to merge than they save.
        int cols = kept > byCost.colsPerChunk() / 4 ? Math.max(1, items) : byCost.colsPerChunk();
        return Candidates.limited(queries, items, byCost.rowsPerChunk(), cols, kept);
    }

    /// The best items of each query, the best first.
    static TopK best(
            Workers workers,
            Matrix queries,
            Matrix items,
            float @Nullable [] itemBias,
            int k,
            @Nullable IntLists masked) {
        int[] index = new int[queries.rows() * k];
        float[] score = new float[index.length];
        Arrays.fill(index, -1);
        Arrays.fill(score, Float.NEGATIVE_INFINITY);
        int kept = Math.min(k, items.rows());
        Cut cut = cut(queries.rows(), items.rows(), queries.cols(), kept);
        int segments = Math.max(1, Math.ceilDiv(items.rows(), cut.colsPerChunk()));
        TileScan scan = new TileScan(queries, items, itemBias, cut);
        if (segments == 1) {
            CandidateSink.Finish finish =
                    (candidates, row, query, _) -> candidates.finish(row, index, score, query * k);
            scan.run(workers, () -> new CandidateSink(cut, kept, Float.NEGATIVE_INFINITY, masked, finish));
        } else {
            int all = segments * kept;
            int[] parts = new int[Math.multiplyExact(queries.rows(), all)];
            float[] partScores = new float[parts.length];
            Arrays.fill(partScores, Float.NaN);
            CandidateSink.Finish finish = (candidates, row, query, segment) ->
                    candidates.finish(row, parts, partScores, query * all + segment * kept);
            scan.run(workers, () -> new CandidateSink(cut, kept, Float.NEGATIVE_INFINITY, masked, finish));
            workers.forEach(
                    queries.rows(), q -> Candidates.merge(parts, partScores, q * all, all, kept, index, score, q * k));
        }
        return new TopK(k, index, score);
    }
}
