package io.github.recscope.projection;

import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Memory;

/// How much memory a map takes, said before the work begins.
final class MapBudget {
    static final String SMALLER = "Choose PCA or fewer neighbours";

    private MapBudget() {}

    /// An upper estimate of the bytes that a map of `n` rows of `d` numbers takes while it is made.
    static long bytes(MapParams params, long n, long d) {
        long measuring = 64 * n + 4_000_000;
        if (params.method() == MapParams.Method.PCA) {
            // Rows are read where they lie; a randomised search keeps their scores on a few directions.
            return (d > Pca.EXACT ? 96 : 16) * n + 24 * d * Math.min(d, Pca.EXACT) + measuring;
        }
        long copies = 3 * 4 * n * d; // Rows of length 1, and what the search keeps of them.
        return copies + searching(n, neighbours(params, n)) + n * 64 + measuring;
    }

    /// The same for a search of `k` neighbours and the graph that is made of them.
    static long searching(long n, long k) {
        long kept = Math.min(n * n > NeighbourSearch.EXACT_PAIRS ? Math.max(k, NeighbourSearch.DESCENT) : k, n);
        // Neighbours with distances, both directions of them while they are joined, the graph itself with at most two
        // edges a neighbour, and what the layout keeps beside it.
        return n * kept * (8 + 20 + 16 + 8);
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
