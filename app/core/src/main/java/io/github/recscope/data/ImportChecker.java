package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ItemColumn;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a source to its end and looks at what comes out.
final class ImportChecker implements ImportWatch {
    private static final int[] CORES = {2, 5, 10};

    /// So many different values are counted one by one.
    private static final int SINGLE = 20;

    private static final int BINS = 10;
    private ImportCheck.@Nullable Times times;

    static ImportCheck check(Source source, ImportParams params, Ctx ctx) {
        ImportChecker checker = new ImportChecker();
        Dataset data = CsvBundleImporter.read(source, params, checker, ctx.part(0, 0.9));
        Interactions pairs = data.interactions();
        List<ImportCheck.Core> cores = new ArrayList<>();
        for (int k : CORES) {
            ctx.progress("Looking at the " + k + "-core", 0.9 + 0.03 * cores.size());
            cores.add(core(pairs, k, ctx));
        }
        int usersWithOne = 0;
        for (int u = 0; u < pairs.users(); u++) {
            usersWithOne += pairs.byUser().length(u) == 1 ? 1 : 0;
        }
        int itemsWithOne =
                (int) Arrays.stream(pairs.popularity()).filter(n -> n == 1).count();
        return new ImportCheck(
                data,
                usersWithOne,
                itemsWithOne,
                empty(data),
                constant(data),
                cores,
                checker.times,
                bins(pairs.value(), ctx));
    }

    @Override
    public void interactions(TableHead head, InteractionRows rows) {
        if (head.time() < 0 || rows.size == 0) {
            return;
        }
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < rows.size; r++) {
            double t = rows.time[r];
            if (!Double.isNaN(t)) {
                first = Math.min(first, t);
                last = Math.max(last, t);
            }
        }
        if (first <= last) {
            times = times(first, last, rows.unit, rows.dates > rows.size / 2);
        }
    }

    /// @param first in seconds since 1970, or where the unit is an order as it stands
    static ImportCheck.Times times(double first, double last, EpochUnit unit, boolean dates) {
        if (unit == EpochUnit.ORDER) {
            return new ImportCheck.Times(unit, unit.words(), number(first), number(last));
        }
        return new ImportCheck.Times(unit, dates ? "dates" : unit.words(), date(first), date(last));
    }

    private static String date(double seconds) {
        try {
            return Instant.ofEpochSecond((long) Math.floor(seconds))
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString();
        } catch (DateTimeException _) {
            return number(seconds);
        }
    }

    private static String number(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
    }

    private static ImportCheck.Core core(Interactions pairs, int k, Ctx ctx) {
        IntLists byUser = pairs.byUser();
        KCore core = KCore.of(byUser, pairs.items(), k, ctx::check);
        int users = 0;
        int[] left = new int[1];
        for (int u = 0; u < byUser.rows(); u++) {
            if (!core.users()[u]) {
                users++;
                byUser.forEach(u, i -> left[0] += core.items()[i] ? 0 : 1);
            }
        }
        int items = 0;
        for (boolean out : core.items()) {
            items += out ? 0 : 1;
        }
        return new ImportCheck.Core(k, users, items, left[0]);
    }

    private static List<String> empty(Dataset data) {
        return data.summary().issues().stream()
                .filter(i -> i.code().equals("column.empty"))
                .map(Issue::message)
                .toList();
    }

    private static List<String> constant(Dataset data) {
        List<String> constant = new ArrayList<>();
        for (ItemColumn c : data.columns()) {
            boolean same = c.vocabulary().size() == 1;
            for (int i = 0; i < data.items().size() && same; i++) {
                same = c.values().length(i) == 1;
            }
            if (same && data.items().size() > 1) {
                constant.add(c.name() + " is '"
                        + InteractionRows.shortened(c.vocabulary().getFirst()) + "' for every item");
            }
        }
        float[] value = data.interactions().value();
        boolean rated = value.length > 1 && data.summary().rowsRead() > 0;
        for (float v : value) {
            rated &= v == value[0];
        }
        if (rated && value[0] != 1) {
            constant.add("the value is " + value[0] + " in every interaction");
        }
        return constant;
    }

    /// Each value with its count where there are few, else equally wide bins from the 1st to the 99th percentile with
    /// the rest in the outer ones.
    static List<ImportCheck.Bin> bins(float[] value, Ctx ctx) {
        TreeMap<Float, Long> counts = new TreeMap<>();
        for (int n = 0; n < value.length && counts.size() <= SINGLE; n++) {
            if (n % 65_536 == 0) {
                ctx.check();
            }
            counts.merge(value[n], 1L, Long::sum);
        }
        List<ImportCheck.Bin> bins = new ArrayList<>();
        if (counts.size() <= SINGLE) {
            counts.forEach((v, n) -> bins.add(new ImportCheck.Bin(v, v, n)));
            return bins;
        }
        float[] sorted = value.clone();
        Arrays.sort(sorted);
        ctx.check();
        double low = sorted[(int) (0.01 * (sorted.length - 1))];
        double high = sorted[(int) (0.99 * (sorted.length - 1))];
        double width = high > low ? (high - low) / BINS : 1;
        long[] count = new long[BINS];
        for (float v : sorted) {
            count[(int) Math.clamp((v - low) / width, 0.0, BINS - 1.0)]++;
        }
        for (int b = 0; b < BINS; b++) {
            bins.add(new ImportCheck.Bin(
                    b == 0 ? sorted[0] : low + b * width,
                    b == BINS - 1 ? sorted[sorted.length - 1] : low + (b + 1) * width,
                    count[b]));
        }
        return bins;
    }
}
