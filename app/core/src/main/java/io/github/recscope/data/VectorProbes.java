package io.github.recscope.data;

import java.util.List;
import java.util.Locale;

/// What imported vectors make of the data they were joined with.
///
/// @param given      known pairs against others, with the rows as they were joined
/// @param shifts     the same with the rows of users, of items or of both one further up or down
/// @param neighbours the nearest items of the items that most people chose
/// @param metric     what "nearest" means: "cosine" or "distance"
/// @param byNumber   whether rows were found by their number and not by ids that stand beside them
/// @param users      how many users the data has
public record VectorProbes(
        Auc given, List<Shift> shifts, List<Neighbours> neighbours, String metric, boolean byNumber, int users) {
    /// A shift that is better by less than this may be so by chance.
    static final double MARGIN = 0.03;

    /// Copies the lists.
    public VectorProbes {
        shifts = List.copyOf(shifts);
        neighbours = List.copyOf(neighbours);
    }

    /// How often a pair of the data scores higher than the same user with an item that they did not choose and that
    /// is about as popular; ties count a half. The mean over users with its 95 % interval.
    ///
    /// @param value 0.5 is chance, 1 is perfect
    /// @param low   lower end
    /// @param high  upper end
    /// @param users how many users there were pairs of
    public record Auc(double value, double low, double high, int users) {}

    /// The same with shifted rows.
    ///
    /// @param users how many rows further down users are looked for: −1, 0 or 1
    /// @param items the same for items
    /// @param auc   what comes of it
    /// @param gain  the mean difference to the rows as given, of the same pairs
    /// @param low   lower end of its 95 % interval, widened for there being eight shifts
    public record Shift(int users, int items, Auc auc, double gain, double low) {
        /// Whether it is so much better that the rows are probably off by one.
        public boolean isClear() {
            return gain > MARGIN && low > 0;
        }
    }

    /// The items nearest to one.
    ///
    /// @param item    its title
    /// @param nearest the titles of others, the nearest first
    public record Neighbours(String item, List<String> nearest) {
        /// Copies the list.
        public Neighbours {
            nearest = List.copyOf(nearest);
        }
    }

    /// The best clear shift.
    public java.util.Optional<Shift> shift() {
        return shifts.stream().filter(Shift::isClear).max(java.util.Comparator.comparingDouble(Shift::gain));
    }

    /// What the comparison of pairs says, in a sentence.
    public String words() {
        String auc = String.format(
                Locale.ROOT,
                "Pairs of the data score higher than the same users with equally popular items %.1f %% of the time"
                        + " (95 %% interval %.1f to %.1f; 50 %% is chance%s)",
                100 * given.value(),
                100 * given.low(),
                100 * given.high(),
                given.users() < users ? String.format(Locale.ROOT, "; on %,d of %,d users", given.users(), users) : "");
        return isPoor()
                ? auc + ": the vectors hardly know this data; look whether the rows are joined right."
                : auc + ".";
    }

    /// Whether it may all be chance.
    public boolean isPoor() {
        return !(given.low() > 0.5);
    }

    /// A warning in words where rows look off by one; empty where they do not.
    public String warning() {
        return shift().map(this::warning).orElse("");
    }

    private String warning(Shift s) {
        String whose = s.users() != 0 && s.items() != 0
                ? "rows of users and items"
                : s.users() != 0 ? "users' rows" : "items' rows";
        int by = s.items() != 0 ? s.items() : s.users();
        boolean same = s.users() == 0 || s.items() == 0 || s.users() == s.items();
        return String.format(
                Locale.ROOT,
                "The %s look off by one: shifted by one row%s it would be %.1f %% instead of %.1f %%. Ids may count from"
                        + " %s.",
                whose,
                same ? (by < 0 ? " up" : " down") : ", in opposite directions,",
                100 * s.auc().value(),
                100 * given.value(),
                by < 0
                        ? "one where they were taken to count from zero"
                        : "zero where they were taken to count from one");
    }

    /// How ids should count so that the best clear shift is undone; empty where there is none or where that would not
    /// do it.
    public java.util.Optional<VectorParams.Rows> remedy() {
        return shift().filter(s -> byNumber && (s.users() == 0 || s.items() == 0 || s.users() == s.items()))
                .map(s -> {
                    int by = s.items() != 0 ? s.items() : s.users();
                    return by < 0 ? VectorParams.Rows.FROM_ONE : VectorParams.Rows.FROM_ZERO;
                });
    }
}
