package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sparse codes, fused with the product of the encoder ([TileScan]).
final class CodeScan {
    private static final int MOST_ROWS = 16 * Gemm.TILE_ROWS;

    private CodeScan() {}

    /// Codes are never cut by latents.
    private static Cut cut(Matrix rows, Matrix encoder) {
        int least = TileScan.leastRows(encoder.rows(), encoder.cols());
        Cut.Limits limits = new Cut.Limits(MOST_ROWS, least, 1 << 30, 1 << 30);
        Cut byCost = Cut.of(rows.rows(), encoder.rows(), rows.cols(), limits);
        return new Cut(rows.rows(), encoder.rows(), byCost.rowsPerChunk(), Math.max(1, encoder.rows()));
    }

    /// The largest positive values of each row of the product, in the order of the latents.
    static SparseCodes largest(Workers workers, Matrix rows, Matrix encoder, float @Nullable [] bias, int k) {
        int n = rows.rows();
        int m = encoder.rows();
        int kept = Math.min(k, m);
        int[] latent = new int[n * kept];
        float[] value = new float[n * kept];
        int[] size = new int[n];
        Cut cut = cut(rows, encoder);
        Cut limited = Candidates.limited(n, m, cut.rowsPerChunk(), cut.colsPerChunk(), kept);
        new TileScan(rows, encoder, bias, limited)
                .run(
                        workers,
                        () -> new CandidateSink(
                                limited,
                                kept,
                                Float.MIN_VALUE,
                                null,
                                (candidates, row, query, _) ->
                                        size[query] = candidates.finishInOrder(row, latent, value, query * kept)));
        return compact(n, m, kept, size, latent, value);
    }

    private static SparseCodes compact(int n, int m, int kept, int[] size, int[] latent, float[] value) {
        int[] offsets = new int[n + 1];
        for (int r = 0; r < n; r++) {
            offsets[r + 1] = offsets[r] + size[r];
            if (offsets[r] < r * kept) {
                System.arraycopy(latent, r * kept, latent, offsets[r], size[r]);
                System.arraycopy(value, r * kept, value, offsets[r], size[r]);
            }
        }
        boolean full = offsets[n] == latent.length;
        return new SparseCodes(
                n,
                m,
                offsets,
                full ? latent : Arrays.copyOf(latent, offsets[n]),
                full ? value : Arrays.copyOf(value, offsets[n]));
    }

    /// The values of each row of the product that reach the bar of their latent, in the order of the latents.
    static SparseCodes reaching(Workers workers, Matrix rows, Matrix encoder, float @Nullable [] bias, float[] bars) {
        Cut cut = cut(rows, encoder);
        ReachingSink.Part[] parts = new ReachingSink.Part[cut.chunks()];
        new TileScan(rows, encoder, bias, cut)
                .run(workers, () -> new ReachingSink(bars, (first, part) -> parts[first / cut.rowsPerChunk()] = part));
        int[] offsets = new int[rows.rows() + 1];
        for (int chunk = 0; chunk < parts.length; chunk++) {
            int[] size = parts[chunk].size();
            int first = cut.firstRow(chunk);
            for (int r = 0; r < size.length; r++) {
                offsets[first + r + 1] = Math.addExact(offsets[first + r], size[r]);
            }
        }
        int[] latent = new int[offsets[rows.rows()]];
        float[] value = new float[latent.length];
        workers.forEach(parts.length, chunk -> {
            int at = offsets[cut.firstRow(chunk)];
            System.arraycopy(parts[chunk].latent(), 0, latent, at, parts[chunk].latent().length);
            System.arraycopy(parts[chunk].value(), 0, value, at, parts[chunk].value().length);
        });
        return new SparseCodes(rows.rows(), encoder.rows(), offsets, latent, value);
    }
}
