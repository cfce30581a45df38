package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.ProblemException;
import java.util.Arrays;

/// Which interactions a person wants to keep.
///
/// @param minValue the least rating or weight; −∞ for all
/// @param core     users and items need at least so many interactions
record Filter(double minValue, int core) {
    /// What the parameters of an import say.
    ///
    /// @throws ProblemException if the least value is not a number
    static Filter of(ImportParams params) {
        String text = params.minValue().strip();
        double least = text.isEmpty() ? Double.NEGATIVE_INFINITY : Numbers.parse(text, false);
        if (Double.isNaN(least)) {
            throw ProblemException.of(
                    "The least value '" + text + "' is not a number.",
                    "Interactions with a smaller rating or weight are left out.",
                    "Write a number such as 4, or nothing to keep all.");
        }
        return new Filter(least, params.core());
    }

    /// Leaves the other rows out, and says how many.
    ///
    /// @throws ProblemException if none is left
    void apply(InteractionRows rows, String name, IssueLog log, Ctx ctx) {
        int before = rows.size;
        if (minValue > Double.NEGATIVE_INFINITY) {
            rows.retain(r -> rows.rating[r] >= minValue);
            if (rows.size < before) {
                log.info("rows.small", name, left(before - rows.size) + " with a value below " + minValue + ".");
            }
        }
        if (core > 1) {
            int all = rows.size;
            int users = rows.users.values().size();
            int items = rows.items.values().size();
            core(rows, ctx);
            if (rows.size < all) {
                log.info(
                        "rows.core",
                        name,
                        left(all - rows.size) + ": "
                                + IssueLog.number(users - rows.users.values().size())
                                + " users and "
                                + IssueLog.number(items - rows.items.values().size())
                                + " items have fewer than " + core + " interactions.");
            }
        }
        if (rows.size == 0) {
            throw ProblemException.of(
                    "Nothing is left of " + name + ".",
                    "All " + IssueLog.number(before) + " interactions are left out by the least value or the core.",
                    "Ask for less.");
        }
    }

    private static String left(int n) {
        return n == 1 ? "1 row is left out" : IssueLog.number(n) + " rows are left out";
    }

    /// Takes users and items with too few distinct partners out until all that remain have enough.
    private void core(InteractionRows rows, Ctx ctx) {
        int items = rows.items.values().size();
        int[] same = new int[items];
        Arrays.setAll(same, i -> i);
        KCore out = KCore.of(
                Pairs.of(rows, same, ctx.kernels().workers()).interactions().byUser(), items, core, ctx::check);
        rows.retain(r -> !out.users()[rows.user[r]] && !out.items()[rows.item[r]]);
    }
}
