package io.github.recscope.data;

import io.github.recscope.model.Attribute;
import io.github.recscope.model.ItemColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When items were chosen, as a column: the eighths of all interactions by time in which an item has more than its
/// share.
final class TimesChosen {
    private static final int PERIODS = 8;
    /// Fewer interactions say nothing about times.
    private static final int LEAST = 1000;
    private static final double DAY = 86_400;
    /// Numbers outside 1990 to 2100 are no seconds since 1970; they order a history, but are not dates.
    private static final double EARLIEST = 631_152_000;
    private static final double LATEST = 4_102_444_800.0;

    private TimesChosen() {}

    /// An item has a period when the lower end of the 95 % interval of its interactions' share there lies above
    /// the period's share of all interactions.
    ///
    /// @param itemRow the row in the data set of each item of the table
    /// @return null unless there are many interactions with dates over at least a month
    static @Nullable ItemColumn of(InteractionRows rows, int[] itemRow) {
        if (rows.time.length == 0 || rows.size < LEAST) {
            return null;
        }
        double[] sorted = Arrays.copyOf(rows.time, rows.size);
        Arrays.sort(sorted);
        double first = sorted[0];
        double last = sorted[rows.size - 1];
        if (!(first >= EARLIEST && last <= LATEST && last - first >= 30 * DAY)) {
            return null;
        }
        double[] begin = new double[PERIODS];
        for (int p = 0; p < PERIODS; p++) {
            begin[p] = sorted[(int) ((long) rows.size * p / PERIODS)];
        }
        int[][] count = new int[itemRow.length][PERIODS];
        int[] all = new int[PERIODS];
        for (int n = 0; n < rows.size; n++) {
            int p = PERIODS - 1;
            while (p > 0 && rows.time[n] < begin[p]) {
                p--;
            }
            count[itemRow[rows.item[n]]][p]++;
            all[p]++;
        }
        List<String> names = new ArrayList<>();
        for (int p = 0; p < PERIODS; p++) {
            double end = p + 1 < PERIODS ? begin[p + 1] : last;
            names.add(date(begin[p]) + " to " + date(end));
        }
        List<List<String>> values = new ArrayList<>();
        for (int[] item : count) {
            int total = Arrays.stream(item).sum();
            List<String> own = new ArrayList<>();
            for (int p = 0; p < PERIODS; p++) {
                if (low(item[p], total) > (double) all[p] / rows.size) {
                    own.add(names.get(p));
                }
            }
            values.add(own);
        }
        return ItemColumns.column(Attribute.CHOSEN, ItemColumn.Role.MULTI_CATEGORY, values);
    }

    /// Wilson's lower end at 95 %.
    private static double low(int hits, int n) {
        double z2 = 1.96 * 1.96;
        double share = (double) hits / n;
        double centre = share + z2 / (2 * n);
        return n == 0 ? 0 : (centre - 1.96 * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n))) / (1 + z2 / n);
    }

    private static LocalDate date(double seconds) {
        return Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
