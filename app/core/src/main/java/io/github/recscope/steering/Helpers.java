package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Severity;
import io.github.recscope.model.SteeringMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Latents that join a concept because those that bear its name cannot move its share as far as asked within what the
/// encoder produces: a label may be split over latents that bear other names.
final class Helpers {
    static final int SAMPLE = 300;
    /// So many users of the sample are to be movable as far as asked.
    private static final double ENOUGH = 0.97;

    private Helpers() {}

    /// The wish with helpers, as few as needed; those first that move the share most when they are moved alone.
    ///
    /// @param fitted the users to choose on; its only label is the wish's
    static Wish added(Wish wish, Steerer steerer, Population fitted, SolveParams params, Ctx ctx) {
        int n = Math.min(SAMPLE, fitted.users().length);
        int all = fitted.users().length;
        Population sample = fitted.some(
                IntStream.range(0, n).map(r -> (int) ((long) r * all / n)).toArray(), fitted.labels());
        Wish now = wish;
        if (params.helpers() == 0 || movable(now, steerer, sample, params, ctx) >= ENOUGH) {
            return now;
        }
        if (n < all) {
            ctx.issue(new Issue(
                    Severity.INFO,
                    "solve.sample",
                    "",
                    String.format(
                            Locale.ROOT,
                            "The latents that help were chosen on %,d of the %,d users of the half that is fitted, evenly"
                                    + " spaced.",
                            n,
                            all)));
        }
        List<Integer> own = Arrays.stream(wish.latents()).boxed().toList();
        int m = steerer.sae().latents();
        double[] gain = new double[m];
        for (int j = 0; j < m; j++) {
            ctx.progress("latents that carry the label", (double) j / m);
            if (!own.contains(j)) {
                gain[j] = Effects.mean(moved(wish.only(j, steerer.sae()), 0.5, steerer, sample, params.mode(), ctx));
            }
        }
        List<Integer> best = IntStream.range(0, m)
                .boxed()
                .filter(j -> gain[j] > 0)
                .sorted(Comparator.comparingDouble((Integer j) -> -gain[j]))
                .limit(params.helpers())
                .toList();
        for (int j : best) {
            now = now.with(j, steerer.sae());
            if (movable(now, steerer, sample, params, ctx) >= ENOUGH) {
                break;
            }
        }
        return now;
    }

    /// The share of the users whom the most moves at least as far as asked, or as far as there is room.
    private static double movable(Wish wish, Steerer steerer, Population sample, SolveParams params, Ctx ctx) {
        double[] moved = moved(wish, 1, steerer, sample, params.mode(), ctx);
        double[] share = sample.before().shares()[0];
        int far = 0;
        for (int r = 0; r < moved.length; r++) {
            double wished = Math.min(params.points() / 100, wish.raise() ? 1 - share[r] : share[r]);
            far += moved[r] >= wished - 1e-9 ? 1 : 0;
        }
        return (double) far / moved.length;
    }

    private static double[] moved(
            Wish wish, double level, Steerer steerer, Population sample, SteeringMode mode, Ctx ctx) {
        Measures after = sample.after(steerer.prepare(Treatment.of(wish.edits(level), mode)), ctx);
        double[] moved = Effects.difference(sample.before().shares()[0], after.shares()[0]);
        return wish.raise() ? moved : Arrays.stream(moved).map(x -> -x).toArray();
    }
}
