package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowBlocks;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Severity;

/// What a map cannot be drawn of, said before the work begins.
final class MapInput {
    private static final int FEWEST = 4;
    private static final float LARGEST = 1e15f;

    private MapInput() {}

    /// Refuses numbers that are not finite.
    ///
    /// @param what a row is, such as "item"
    static void check(Matrix x, String what) {
        int first = firstNonFinite(x);
        if (first >= 0) {
            throw ProblemException.of(
                    "No map can be drawn of these embeddings.",
                    x.countNonFinite() + " of their numbers are not finite, the first in the row of " + what + " "
                            + first + ".",
                    "Train the recommender again with a smaller learning rate, or import other vectors.");
        }
    }

    /// Refuses numbers whose squared differences are infinite in single precision.
    ///
    /// @param what a row is, such as "item"
    static void checkRange(Matrix x, String what) {
        RowBlocks rows = new RowBlocks(x);
        for (int r = 0; r < x.rows(); r++) {
            int at = rows.at(r);
            for (int v = at; v < at + x.cols(); v++) {
                if (Math.abs(rows.values()[v]) > LARGEST) {
                    throw ProblemException.of(
                            "No map can be drawn of these embeddings.",
                            "The row of " + what + " " + r + " has a number of " + rows.values()[v]
                                    + "; distances are computed for numbers up to " + LARGEST + ".",
                            "Scale the vectors down and import them again.");
                }
            }
        }
    }

    private static int firstNonFinite(Matrix x) {
        RowBlocks rows = new RowBlocks(x);
        for (int r = 0; r < x.rows(); r++) {
            int at = rows.at(r);
            for (int v = at; v < at + x.cols(); v++) {
                if (!Float.isFinite(rows.values()[v])) {
                    return r;
                }
            }
        }
        return -1;
    }

    /// Refuses too few rows and too little memory; notes where there are fewer neighbours than asked for.
    static void checkSize(MapParams params, Matrix items, Ctx ctx) {
        int n = items.rows();
        if (n == 0 || items.cols() == 0) {
            throw ProblemException.of(
                    "There is nothing to draw.",
                    "The recommender has " + n + " items with " + items.cols() + " dimensions.",
                    "Choose a recommender with embeddings of items.");
        }
        if (params.method() != MapParams.Method.PCA && n < FEWEST) {
            throw ProblemException.of(
                    "There are too few items for this map.",
                    "Neighbourhoods begin to mean something at " + FEWEST + " items; there are " + n + ".",
                    "Choose PCA.");
        }
        checkRange(items, "item");
        MapBudget.check(params, n, items.cols());
        int wanted = switch (params.method()) {
            case PCA -> 0;
            case UMAP -> params.umapNeighbours();
            case T_SNE -> (int) Math.ceil(3 * params.perplexity()) + 1;
        };
        if (wanted > n) {
            ctx.issue(new Issue(
                    Severity.WARNING,
                    "map.neighbours",
                    params.method() == MapParams.Method.UMAP ? "umapNeighbours" : "perplexity",
                    "There are only " + n + " items, so each has all others as neighbours."));
        }
    }
}
