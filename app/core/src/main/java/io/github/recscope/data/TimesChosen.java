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
        Bins bins = Bins.of(rows.time, rows.size);
        double first = bins.first();
        double last = bins.last();
        if (!(first >= EARLIEST && last <= LATEST && last - first >= 30 * DAY)) {
            return null;
        }
        double[] begin = begins(rows, bins);
        int[][] count = counts(rows, itemRow, bins, begin);
        int[] all = new int[PERIODS];
        for (int[] item : count) {
            for (int p = 0; p < PERIODS; p++) {
                all[p] += item[p];
            }
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

    /// Equal bins of time, so narrow that most of them lie in one period.
    ///
    /// @param first the least time
    /// @param last  the greatest; both are NaN where a time is
    /// @param scale bins a second
    private record Bins(double first, double last, double scale) {
        static final int COUNT = 1 << 14;

        static Bins of(double[] time, int size) {
            double first = Double.POSITIVE_INFINITY;
            double last = Double.NEGATIVE_INFINITY;
            boolean missing = false;
            for (int n = 0; n < size; n++) {
                double t = time[n];
                first = t < first ? t : first;
                last = t > last ? t : last;
                missing |= Double.isNaN(t);
            }
            return missing ? new Bins(Double.NaN, Double.NaN, 0) : new Bins(first, last, (COUNT - 1) / (last - first));
        }

        /// Never falls when the time rises.
        int of(double time) {
            return (int) ((time - first) * scale);
        }
    }

    /// The values at eighths of the sorted times; only the bins that hold one are sorted.
    private static double[] begins(InteractionRows rows, Bins bins) {
        int[] count = new int[Bins.COUNT];
        for (int n = 0; n < rows.size; n++) {
            count[bins.of(rows.time[n])]++;
        }
        int[] bin = new int[PERIODS];
        int[] place = new int[PERIODS];
        double[][] held = new double[Bins.COUNT][];
        int before = 0;
        int b = 0;
        for (int p = 0; p < PERIODS; p++) {
            int rank = (int) ((long) rows.size * p / PERIODS);
            while (before + count[b] <= rank) {
                before += count[b++];
            }
            bin[p] = b;
            place[p] = rank - before;
            held[b] = new double[count[b]];
        }
        int[] filled = new int[Bins.COUNT];
        for (int n = 0; n < rows.size; n++) {
            int in = bins.of(rows.time[n]);
            if (held[in] != null) {
                held[in][filled[in]++] = rows.time[n];
            }
        }
        double[] begin = new double[PERIODS];
        for (int p = 0; p < PERIODS; p++) {
            if (p == 0 || bin[p] != bin[p - 1]) {
                Arrays.sort(held[bin[p]]);
            }
            begin[p] = held[bin[p]][place[p]];
        }
        return begin;
    }

    /// For each item its interactions in each period.
    private static int[][] counts(InteractionRows rows, int[] itemRow, Bins bins, double[] begin) {
        int[] least = new int[Bins.COUNT];
        for (int p = 1; p < PERIODS; p++) {
            // A time in the bin where a period begins may still lie in the one before.
            for (int b = bins.of(begin[p]) + 1; b < Bins.COUNT; b++) {
                least[b] = p;
            }
        }
        int[][] count = new int[itemRow.length][PERIODS];
        for (int n = 0; n < rows.size; n++) {
            double t = rows.time[n];
            int p = least[bins.of(t)];
            while (p + 1 < PERIODS && t >= begin[p + 1]) {
                p++;
            }
            count[itemRow[rows.item[n]]][p]++;
        }
        return count;
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
