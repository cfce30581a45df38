package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Steering;
import io.github.recscope.stat.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What becomes of all concepts when edited embeddings are encoded again: an edit that only touched its own latents
/// would leave the others where they were.
///
/// @param purity how much of the change falls on the edited latents
/// @param drifts the edited latents, then the others that change most
record Leakage(MetricValue purity, List<Steering.Drift> drifts) {
    /// How many latents are shown beside the edited ones.
    static final int SHOWN = 12;
    private static final int BLOCK = 2048;

    /// Encodes the edited rows of the tower that the treatment edits.
    ///
    /// @param users  the users whose codes are edited; not looked at when the treatment edits items
    /// @param others how many latents are shown beside the edited ones, those that change most
    /// @param what   what this is called while it goes on; empty to say nothing
    static Leakage of(Steerer steerer, Treatment treatment, int[] users, int others, long seed, String what, Ctx ctx) {
        boolean onUsers = treatment.items().isEmpty();
        int[] rows = onUsers
                ? users
                : treatment.items().stream().mapToInt(Integer::intValue).toArray();
        SparseCodes codes = onUsers ? steerer.sae().users() : steerer.sae().items();
        int m = codes.latents();
        int[] target = treatment.latents();
        boolean[] targeted = new boolean[m];
        for (int j : target) {
            targeted[j] = true;
        }
        double[] before = new double[m];
        double[] after = new double[m];
        double[] purity = new double[rows.length];
        List<SparseCodes> blocks = new ArrayList<>();
        for (int from = 0; from < rows.length; from += BLOCK) {
            Population.say(what, (double) from / rows.length, ctx);
            int[] block = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BLOCK));
            Matrix edited = onUsers ? steerer.users(block, treatment) : steerer.items(block, treatment);
            SparseCodes again = steerer.encoded(edited, onUsers, ctx::check);
            blocks.add(again);
            for (int r = 0; r < block.length; r++) {
                purity[from + r] = purity(codes, block[r], again, r, targeted, before, after);
            }
        }
        int n = Math.max(1, rows.length);
        List<Integer> shown = shown(before, after, target, others);
        List<double[]> columns = new ArrayList<>();
        columns.add(purity);
        for (int j : shown) {
            double[] change = new double[rows.length];
            for (int r = 0; r < rows.length; r++) {
                change[r] = blocks.get(r / BLOCK).get(r % BLOCK, j) - codes.get(rows[r], j);
            }
            columns.add(change);
        }
        List<Bootstrap.Interval> intervals = Bootstrap.means(columns, seed, ctx.kernels());
        List<Steering.Drift> drifts = new ArrayList<>();
        for (int s = 0; s < shown.size(); s++) {
            int j = shown.get(s);
            drifts.add(new Steering.Drift(
                    j,
                    Arrays.binarySearch(target, j) >= 0,
                    new Steering.Change(before[j] / n, after[j] / n, Effects.value(intervals.get(s + 1)))));
        }
        return new Leakage(Effects.value(intervals.getFirst()), drifts);
    }

    /// The share of a row's change that falls on targeted latents; NaN where nothing changed. Adds both codes to the
    /// sums.
    private static double purity(
            SparseCodes x, int rx, SparseCodes y, int ry, boolean[] targeted, double[] before, double[] after) {
        int p = x.offsets()[rx];
        int q = y.offsets()[ry];
        int endP = x.offsets()[rx + 1];
        int endQ = y.offsets()[ry + 1];
        double all = 0;
        double own = 0;
        while (p < endP || q < endQ) {
            int jp = p < endP ? x.latent()[p] : Integer.MAX_VALUE;
            int jq = q < endQ ? y.latent()[q] : Integer.MAX_VALUE;
            int j = Math.min(jp, jq);
            float was = jp == j ? x.value()[p++] : 0;
            float is = jq == j ? y.value()[q++] : 0;
            before[j] += was;
            after[j] += is;
            double change = Math.abs(is - was);
            all += change;
            own += targeted[j] ? change : 0;
        }
        return all == 0 ? Double.NaN : own / all;
    }

    private static List<Integer> shown(double[] before, double[] after, int[] target, int others) {
        List<Integer> shown = new ArrayList<>(Arrays.stream(target).boxed().toList());
        IntStream.range(0, before.length)
                .filter(j -> Arrays.binarySearch(target, j) < 0 && after[j] != before[j])
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -Math.abs(after[j] - before[j])))
                .limit(others)
                .forEach(shown::add);
        return shown;
    }
}
