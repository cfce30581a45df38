package io.github.recscope.projection;

import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Memory;

/// How much memory a map takes, said before the work begins.
final class MapBudget {
    static final String SMALLER = "Choose PCA or fewer neighbours";

    /// What [io.github.recscope.kernels.Kernels#topKInner] packs at most.
    private static final long PACKED = 64L << 20;

    private static final long BLOCKS = 16L << 20;

    /// Bytes for each value of the grid of t-SNE, how many there are for each row, and at most.
    private static final long GRID = 48;

    private static final long GRID_CELLS = 30;
    private static final long MOST_GRID = 2048L * 2048;

    private MapBudget() {}

    /// An upper estimate of the bytes that a map of `n` rows of `d` numbers takes while it is made.
    static long bytes(MapParams params, long n, long d) {
        long measuring = 64 * n + 4_000_000;
        if (params.method() == MapParams.Method.PCA) {
            // Rows are read where they lie; a randomised search keeps their scores on a few directions.
            return (d > Pca.EXACT ? 96 : 16) * n + 24 * d * Math.min(d, Pca.EXACT) + measuring;
        }
        // Rows of length 1, and what a product packs of rows.
        long copies = (params.distance() == Distance.COSINE ? 4 * n * d : 0) + Math.min(4 * n * d, PACKED);
        long k = neighbours(params, n);
        long kept = searched(params, n);
        // Neighbours with distances, their weights, both directions of them while they are joined, and a graph of at
        // most two edges a neighbour.
        long joining = n * k * (4 + 16 + 16) + 8 * n * kept;
        long layout = params.method() == MapParams.Method.UMAP
                ? n * k * (16 + 16 + 8) + 8 * n * kept
                : n * k * (16 + 16) + 8 * n * kept + GRID * Math.min(MOST_GRID, GRID_CELLS * n);
        return copies + Math.max(searching(n, kept), Math.max(joining, layout)) + n * 64 + measuring;
    }

    /// The same for a search of `k` neighbours.
    static long searching(long n, long k) {
        if (n * n <= NeighbourSearch.EXACT_PAIRS) {
            return n * 8 * k + BLOCKS;
        }
        // Lists, who asks at which cells or who is joined with whom, and the result.
        return n * (8 * Math.max(k, NeighbourSearch.DESCENT) + CellSearch.BYTES + 8 * k) + BLOCKS;
    }

    /// The neighbours that are searched: where the quality of a map is measured on a sample, as many as that needs.
    static long searched(MapParams params, long n) {
        long k = neighbours(params, n);
        return n <= MapQuality.ALL ? k : Math.min(n - 1, Math.max(k, params.neighbours()));
    }

    /// The neighbours that each of `n` rows has in the graph; 0 for a method without one.
    static long neighbours(MapParams params, long n) {
        return Math.min(
                n,
                switch (params.method()) {
                    case PCA -> 0;
                    case UMAP -> params.umapNeighbours();
                    case T_SNE -> (long) Math.ceil(3 * params.perplexity());
                });
    }

    /// @throws ProblemException if it does not fit
    static void check(MapParams params, long n, long d) {
        check(params, n, d, Memory.free(bytes(params, n, d)));
    }

    static void check(MapParams params, long n, long d, long free) {
        long bytes = bytes(params, n, d);
        long edges = n
                * switch (params.method()) {
                    case PCA -> params.neighbours();
                    case UMAP -> 2L * params.umapNeighbours();
                    case T_SNE -> 2 * (long) Math.ceil(3 * params.perplexity());
                };
        if (edges > Integer.MAX_VALUE - 8) {
            throw ProblemException.of(
                    "The map would have too many neighbours.",
                    String.format(
                            java.util.Locale.ROOT,
                            "%,d items have up to %,d pairs, at most %,d fit.",
                            n,
                            edges,
                            Integer.MAX_VALUE - 8),
                    "Choose fewer neighbours or a smaller perplexity.");
        }
        Memory.missing("Draw the map", new Forecast(bytes, 0), SMALLER, free).ifPresent(p -> {
            throw new ProblemException(p);
        });
    }
}
