package io.github.recscope.projection;

import io.github.recscope.model.ProblemException;

/// How much memory a map takes, said before the work begins.
final class MapBudget {
    private static final double MIB = 1 << 20;

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

    /// What may still be used, as far as it is known before a collection.
    static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /// @throws ProblemException if it does not fit
    static void check(MapParams params, long n, long d) {
        check(params, n, d, free());
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
        if (bytes > free) {
            throw doesNotFit(bytes, free);
        }
    }

    static ProblemException doesNotFit(double bytes, double free) {
        return ProblemException.of(
                "The map does not fit in memory.",
                String.format(
                        java.util.Locale.ROOT,
                        "It takes about %,.0f MiB, and %,.0f MiB are free.",
                        bytes / MIB,
                        free / MIB),
                "Choose PCA or fewer neighbours, close other data, or start the program with a larger -Xmx.");
    }
}
