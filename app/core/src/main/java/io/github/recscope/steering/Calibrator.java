package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.model.SteeringPlan;
import io.github.recscope.stat.Bootstrap;
import java.util.Arrays;
import java.util.List;

/// Makes "+20 points" mean that: finds the level of one concept that moves the share of its label by so much, on
/// one half of the users, and measures on the other half what it does there.
final class Calibrator {
    private static final int ROUNDS = 14;

    private final Steerer steerer;
    private final Wish wish;
    private final SteeringMode mode;
    private final int steps;
    private final Ctx ctx;

    Calibrator(Steerer steerer, Wish wish, SteeringMode mode, int steps, Ctx ctx) {
        this.steerer = steerer;
        this.wish = wish;
        this.mode = mode;
        this.steps = steps;
        this.ctx = ctx;
    }

    /// About how many rankings of one half of the users [#calibrate] takes.
    static double rankings(int steps) {
        return steps + 2 + 1 + ROUNDS + 1;
    }

    /// Fits and reports.
    ///
    /// @param fitted   the half to fit on; its only label is the wish's
    /// @param reported the other half
    /// @param points   the wished change, in points of the list
    SteeringPlan.Calibration calibrate(Population fitted, Population reported, double points, long seed) {
        double[] curve = new double[steps + 1];
        double xy = 0;
        double xx = 0;
        for (int s = 1; s <= steps; s++) {
            ctx.progress("level " + s + " of " + steps, 0.5 * s / steps);
            double level = (double) s / steps;
            double moved = 100 * Effects.mean(moved(fitted, at(fitted, level)));
            curve[s] = Math.max(curve[s - 1], moved);
            // The line is to hold around what was asked for, not where everybody is saturated.
            if (curve[s - 1] <= points) {
                xy += level * moved;
                xx += level * level;
            }
        }
        double slope = xy / xx;
        double linearLevel = slope > 0 ? Math.min(1, points / slope) : 1;
        double level = monotone(curve, points);
        double[] wished = wished(reported, points);
        double[] linear = moved(reported, at(reported, linearLevel));
        double[] mean = moved(reported, at(reported, level));
        ctx.progress("a level for each user", 0.6);
        double[] own = moved(reported, ownLevels(reported, wished));
        double[] reached = new double[own.length];
        double half = 0.5 / reported.cutoff();
        for (int r = 0; r < own.length; r++) {
            reached[r] = Double.isNaN(own[r]) ? Double.NaN : Math.abs(own[r] - wished[r]) <= half + 1e-9 ? 1 : 0;
        }
        List<Bootstrap.Interval> i = Bootstrap.means(
                List.of(scaled(linear), scaled(mean), error(mean, wished), error(own, wished)), seed, ctx.kernels());
        return new SteeringPlan.Calibration(
                points,
                slope,
                linearLevel,
                value(i.get(0)),
                level,
                value(i.get(1)),
                value(i.get(2)),
                value(i.get(3)),
                Effects.mean(reached));
    }

    private static MetricValue value(Bootstrap.Interval i) {
        return Effects.value(i);
    }

    /// The level where a rising curve meets the wish, by interpolation; 1 if it never does.
    private static double monotone(double[] curve, double points) {
        for (int s = 1; s < curve.length; s++) {
            if (curve[s] >= points) {
                double part = (points - curve[s - 1]) / (curve[s] - curve[s - 1]);
                return (s - 1 + part) / (curve.length - 1);
            }
        }
        return 1;
    }

    private Measures at(Population population, double level) {
        return population.after(steerer.prepare(Treatment.of(wish.edits(level), mode)), ctx);
    }

    /// The change of each user's share as wished (a fall counts as positive when there is to be less), in `[−1,
    /// 1]`.
    private double[] moved(Population population, Measures after) {
        double[] moved = Effects.difference(population.before().shares()[0], after.shares()[0]);
        return wish.raise() ? moved : Arrays.stream(moved).map(x -> -x).toArray();
    }

    /// What is asked of each user: as much of the wish as there is room for.
    private double[] wished(Population population, double points) {
        return Arrays.stream(population.before().shares()[0])
                .map(share -> Math.min(points / 100, wish.raise() ? 1 - share : share))
                .toArray();
    }

    /// Everyone at a level of their own: the smallest that moves the share as far as asked, by bisection; the most
    /// where none does. Of the last two levels tried the one that comes closer.
    private Measures ownLevels(Population population, double[] wished) {
        int n = wished.length;
        double[] low = new double[n];
        double[] high = new double[n];
        double[] best = new double[n];
        double[] error = new double[n];
        Arrays.fill(high, 1);
        Arrays.fill(error, Double.POSITIVE_INFINITY);
        double[] tried = new double[n];
        for (int round = -1; round < ROUNDS; round++) {
            for (int r = 0; r < n; r++) {
                tried[r] = round < 0 ? 1 : (low[r] + high[r]) / 2;
            }
            double[] moved = moved(population, at(population, tried));
            for (int r = 0; r < n; r++) {
                double off = Math.abs(moved[r] - wished[r]);
                if (off < error[r]) {
                    error[r] = off;
                    best[r] = tried[r];
                }
                if (round >= 0 && moved[r] >= wished[r] - 1e-9) {
                    high[r] = tried[r];
                } else if (round >= 0) {
                    low[r] = tried[r];
                }
            }
        }
        // Doing nothing is a level as well.
        for (int r = 0; r < n; r++) {
            if (wished[r] <= error[r]) {
                best[r] = 0;
            }
        }
        return at(population, best);
    }

    private Measures at(Population population, double[] level) {
        int[] place = new int[steerer.model().users().rows()];
        for (int r = 0; r < level.length; r++) {
            place[population.users()[r]] = r;
        }
        return population.after(steerer.each(mode, u -> Treatment.of(wish.edits(level[place[u]]), mode)), ctx);
    }

    private static double[] scaled(double[] x) {
        return Arrays.stream(x).map(v -> 100 * v).toArray();
    }

    private static double[] error(double[] moved, double[] wished) {
        double[] error = new double[moved.length];
        for (int r = 0; r < error.length; r++) {
            error[r] = 100 * Math.abs(moved[r] - wished[r]);
        }
        return error;
    }
}
