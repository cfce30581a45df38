package io.github.recscope.projection;

import io.github.recscope.op.Forecast;

/// What a map will take, from its settings and sizes, said before it is drawn.
public final class MapForecast {
    // Seconds of one thread, measured with 512-bit vectors at 3.7 GHz on rows around centres.
    private static final double MULTIPLY_ADD = 2 / 60e9;
    private static final double JOIN = 1.3e-4;
    private static final double JOINED_ROWS = 1e5;
    private static final double UMAP_DRAW = 6.7e-8;
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
            work += search(n, d) + MULTIPLY_ADD * n * users * d;
        }
        work += switch (params.method()) {
            case PCA -> 0;
            case UMAP -> UMAP_DRAW * (n + users / 3.0) * k * UmapProjection.epochs(params, items);
            case T_SNE -> TSNE_FORCE * n * k * TsneProjection.iterations(params);
        };
        boolean all = items <= MapQuality.ALL;
        double measured = all ? n : MapQuality.SAMPLE;
        work += measured * n * (2 * COMPARED + d * MULTIPLY_ADD);
        double bytes = MapBudget.bytes(params, items, d) + 8.0 * users * Math.max(1, k);
        if (!all && params.method() == MapParams.Method.PCA) {
            work += search(n, d);
            bytes += MapBudget.searching(items, params.neighbours());
        }
        return new Forecast(bytes, work / Math.max(1, threads));
    }

    /// Exact up to some size, by descent above, whose cost hardly minds the length of a row.
    private static double search(double n, double d) {
        return n * n <= NeighbourSearch.EXACT_PAIRS
                ? MULTIPLY_ADD * n * n * d
                : JOIN * n * Math.log(n) / Math.log(JOINED_ROWS) * Math.max(1, d / 256);
    }
}
