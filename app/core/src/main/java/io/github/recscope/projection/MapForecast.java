package io.github.recscope.projection;

import io.github.recscope.op.Forecast;

/// What a map will take, from its settings and sizes, said before it is drawn.
public final class MapForecast {
    // Seconds of one thread, measured with 512-bit vectors at 3.7 GHz on rows around centres.
    private static final double MULTIPLY_ADD = 2 / 60e9;
    private static final double LISTED = 2.2e-6;
    private static final double UMAP_DRAW = 6.7e-8;
    private static final double CACHED_ROWS = 2e5;
    private static final double TSNE_FORCE = 6.8e-9;
    private static final double COMPARED = 2e-8;
    private static final double PASS = 4e-9;

    private MapForecast() {}

    /// The forecast for items and users of a recommender.
    ///
    /// @param items   rows of the map, at least 0
    /// @param users   rows that are placed among them
    /// @param d       the length of a row
    /// @param threads at work
    public static Forecast of(MapParams params, long items, long users, long d, int threads) {
        double n = items;
        double work = PASS * (n + users) * d + MULTIPLY_ADD * n * d * Math.min(d, Pca.EXACT);
        double k = MapBudget.neighbours(params, items);
        if (params.method() != MapParams.Method.PCA) {
            work += search(n, d, MapBudget.searched(params, items)) + MULTIPLY_ADD * n * users * d;
        }
        work += switch (params.method()) {
            case PCA -> 0;
            // Places of many rows do not fit into the caches, and those of random others are read.
            case UMAP ->
                UMAP_DRAW
                        * Math.clamp(n / CACHED_ROWS, 1, 2)
                        * (n + users / 3.0)
                        * k
                        * UmapProjection.epochs(params, items);
            case T_SNE -> TSNE_FORCE * n * k * TsneProjection.iterations(params);
        };
        boolean all = items <= MapQuality.ALL;
        double measured = all ? n : MapQuality.SAMPLE;
        work += measured * n * (2 * COMPARED + d * MULTIPLY_ADD);
        double bytes = MapBudget.bytes(params, items, d) + 8.0 * users * Math.max(1, k);
        if (!all && params.method() == MapParams.Method.PCA) {
            work += search(n, d, params.neighbours());
            bytes += MapBudget.searching(items, Math.min(items, params.neighbours()));
        }
        return new Forecast(bytes, work / Math.max(1, threads));
    }

    /// Exact up to some size; above, rows are compared with centres and with rows of close cells, and lists are kept.
    private static double search(double n, double d, double k) {
        if (n * n <= NeighbourSearch.EXACT_PAIRS) {
            return MULTIPLY_ADD * n * n * d;
        }
        double compared = 2 * Cells.centres((long) n) + CellSearch.MOST_COMPARED * Math.min(1, 64 / d);
        return n * (MULTIPLY_ADD * d * compared + LISTED * Math.max(k, NeighbourSearch.DESCENT));
    }
}
