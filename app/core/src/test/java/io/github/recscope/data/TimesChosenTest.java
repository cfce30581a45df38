package io.github.recscope.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.recscope.model.ItemColumn;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/// Eighths found by bins are those of the sorted times.
final class TimesChosenTest {
    private static final double START = 1.3e9;
    private static final int ITEMS = 30;

    private static InteractionRows rows(int n, DoubleSupplier times) {
        TableHead head = new TableHead(
                new Source.Entry("t", "t", 0, -1, new Budget("t", Limits.standard(), 1), () -> {
                    throw new AssertionError();
                }),
                Shape.TABLE,
                TextEncoding.LATIN_1,
                Separator.COMMA,
                true,
                List.of("user", "item", "time"),
                new Roles(TableKind.INTERACTIONS, 0, 1, -1, 2, -1, -1, null));
        InteractionRows rows = new InteractionRows(head, new IssueLog());
        Random random = new Random(3);
        rows.user = new int[n];
        rows.item = new int[n];
        rows.rating = new float[n];
        rows.time = new double[n];
        rows.size = n;
        for (int r = 0; r < n; r++) {
            rows.time[r] = times.getAsDouble();
            // Items of high number are chosen late.
            rows.item[r] = (int) Math.min(
                    ITEMS - 1, Math.max(0, (rows.time[r] - START) / 1e8 * ITEMS + 6 * random.nextGaussian()));
        }
        return rows;
    }

    private static void check(InteractionRows rows) {
        int n = rows.size;
        double[] sorted = Arrays.copyOf(rows.time, n);
        Arrays.sort(sorted);
        int[][] count = new int[ITEMS][8];
        int[] all = new int[8];
        for (int r = 0; r < n; r++) {
            int p = 7;
            while (p > 0 && rows.time[r] < sorted[(int) ((long) n * p / 8)]) {
                p--;
            }
            count[ITEMS - 1 - rows.item[r]][p]++;
            all[p]++;
        }
        int[] itemRow = new int[ITEMS];
        Arrays.setAll(itemRow, i -> ITEMS - 1 - i);
        ItemColumn column = TimesChosen.of(rows, itemRow);
        assertNotNull(column);
        for (int i = 0; i < ITEMS; i++) {
            List<String> expected = new ArrayList<>();
            int total = Arrays.stream(count[i]).sum();
            for (int p = 0; p < 8; p++) {
                double z2 = 1.96 * 1.96;
                double share = (double) count[i][p] / total;
                double low = (share
                                + z2 / (2 * total)
                                - 1.96 * Math.sqrt(share * (1 - share) / total + z2 / (4.0 * total * total)))
                        / (1 + z2 / total);
                if (total > 0 && low > (double) all[p] / n) {
                    double end = p == 7 ? sorted[n - 1] : sorted[(int) ((long) n * (p + 1) / 8)];
                    expected.add(date(sorted[(int) ((long) n * p / 8)]) + " to " + date(end));
                }
            }
            List<String> found = new ArrayList<>();
            column.values().forEach(i, v -> found.add(column.vocabulary().get(v)));
            assertEquals(
                    expected.stream().sorted().toList(), found.stream().sorted().toList());
        }
    }

    private static String date(double seconds) {
        return Instant.ofEpochSecond((long) seconds)
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    @Test
    void periodsAreThoseOfTheSortedTimes() {
        Random random = new Random(4);
        check(rows(5000, () -> START + random.nextInt(100_000_000)));
        check(rows(20_001, () -> START + 1e8 * random.nextDouble()));
        // Most of them in a single bin.
        check(rows(4000, () -> START + (random.nextInt(100) == 0 ? 1e8 : 0) + random.nextInt(90)));
        // Few different times.
        check(rows(4000, () -> START + 1e7 * random.nextInt(5)));
        check(rows(4000, () -> START + 1e8 * Math.pow(random.nextDouble(), 8)));
    }

    @Test
    void timesThatAreNoDatesGiveNothing() {
        Random random = new Random(4);
        int[] itemRow = new int[ITEMS];
        assertNull(TimesChosen.of(rows(5000, () -> random.nextInt(100_000_000)), itemRow));
        assertNull(TimesChosen.of(rows(5000, () -> START), itemRow));
        InteractionRows one = rows(5000, () -> START + random.nextInt(100_000_000));
        one.time[77] = Double.NaN;
        assertNull(TimesChosen.of(one, itemRow));
    }
}
