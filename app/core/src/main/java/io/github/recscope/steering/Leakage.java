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
    private static final int SHOWN = 12;
    private static final int BLOCK = 2048;

    /// Encodes the edited rows of the tower that the treatment edits.
    ///
    /// @param users the users whose codes are edited; not looked at when the treatment edits items
    static Leakage of(Steerer steerer, Treatment treatment, int[] users, long seed, Ctx ctx) {
        boolean onUsers = treatment.items().isEmpty();
        int[] rows = onUsers
                ? users
                : treatment.items().stream().mapToInt(Integer::intValue).toArray();
        SparseCodes codes = onUsers ? steerer.sae().users() : steerer.sae().items();
        int m = codes.latents();
        int[] target = treatment.latents();
        double[] before = new double[m];
        double[] after = new double[m];
        double[] purity = new double[rows.length];
        float[][] change = new float[rows.length][];
        for (int from = 0; from < rows.length; from += BLOCK) {
            ctx.check();
            int[] block = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BLOCK));
            Matrix edited = onUsers ? steerer.users(block, treatment) : steerer.items(block, treatment);
            SparseCodes again = steerer.encoded(edited, onUsers, ctx::check);
            for (int r = 0; r < block.length; r++) {
                float[] x = codes.dense(block[r]);
                float[] y = again.dense(r);
                double all = 0;
                double own = 0;
                for (int j = 0; j < m; j++) {
                    before[j] += x[j];
                    after[j] += y[j];
                    all += Math.abs(y[j] - x[j]);
                    y[j] -= x[j];
                }
                for (int j : target) {
                    own += Math.abs(y[j]);
                }
                purity[from + r] = all == 0 ? Double.NaN : own / all;
                change[from + r] = y;
            }
        }
        int n = Math.max(1, rows.length);
        List<Integer> shown = shown(before, after, target);
        List<double[]> columns = new ArrayList<>();
        columns.add(purity);
        for (int j : shown) {
            columns.add(Arrays.stream(change).mapToDouble(c -> c[j]).toArray());
        }
        List<Bootstrap.Interval> intervals =
                Bootstrap.means(columns, seed, ctx.kernels().workers());
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

    private static List<Integer> shown(double[] before, double[] after, int[] target) {
        List<Integer> shown = new ArrayList<>(Arrays.stream(target).boxed().toList());
        IntStream.range(0, before.length)
                .filter(j -> Arrays.binarySearch(target, j) < 0 && after[j] != before[j])
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -Math.abs(after[j] - before[j])))
                .limit(SHOWN)
                .forEach(shown::add);
        return shown;
    }
}
