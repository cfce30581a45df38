package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Edit;
import io.github.recscope.model.SteeringMode;
import java.util.ArrayList;
import java.util.List;

/// Finds levels of several concepts that change the lists as far as a budget of NDCG allows.
///
/// Greedy: the step forward of one concept that moves its share most is taken as long as the loss stays within the
/// budget, then each concept is brought to the edge by bisection. Every trial ranks the whole population, so the
/// cost is measured, not predicted.
final class Solver {
    private static final int BISECTIONS = 5;

    private final Steerer steerer;
    private final Population population;
    private final List<Wish> wishes;
    private final SteeringMode mode;
    private final double model;
    private final Ctx ctx;

    /// @param population its labels are those of the wishes that have one, in order
    Solver(Steerer steerer, Population population, List<Wish> wishes, SteeringMode mode, Ctx ctx) {
        this.steerer = steerer;
        this.population = population;
        this.wishes = wishes;
        this.mode = mode;
        this.model = Effects.mean(population.before().ndcg());
        this.ctx = ctx;
    }

    /// What levels lead to.
    ///
    /// @param loss relative loss of NDCG
    /// @param gain by how much the shares moved as wished, added up; the level itself where there is no label
    private record Trial(double loss, double gain) {}

    /// The edits at given levels.
    static Treatment treatment(List<Wish> wishes, double[] levels, SteeringMode mode) {
        List<Edit> edits = new ArrayList<>();
        for (int c = 0; c < levels.length; c++) {
            edits.addAll(wishes.get(c).edits(levels[c]));
        }
        return Treatment.of(edits, mode);
    }

    /// About how many rankings [#solve] takes; as a rule the budget is used up half way.
    static double rankings(int wishes, int steps) {
        return 1 + 0.5 * steps * wishes * wishes + (double) BISECTIONS * wishes;
    }

    /// The levels, one for each wish.
    ///
    /// @param budget allowed relative loss
    /// @param steps  how many steps there are from 0 to 1
    double[] solve(double budget, int steps) {
        double[] level = new double[wishes.size()];
        Trial now = trial(level);
        for (int step = 0; step < steps * wishes.size(); step++) {
            ctx.progress("step " + (step + 1), (double) step / (steps * wishes.size()));
            int best = -1;
            Trial then = now;
            for (int c = 0; c < level.length; c++) {
                if (level[c] + 0.5 / steps < 1) {
                    double[] further = level.clone();
                    further[c] += 1.0 / steps;
                    Trial t = trial(further);
                    boolean better = best < 0 ? t.gain >= now.gain : t.gain > then.gain;
                    if (t.loss <= budget && better) {
                        best = c;
                        then = t;
                    }
                }
            }
            if (best < 0) {
                break;
            }
            level[best] += 1.0 / steps;
            now = then;
        }
        for (int c = 0; c < level.length; c++) {
            level[c] = edge(level, c, Math.min(1, level[c] + 1.0 / steps), budget);
        }
        return level;
    }

    /// The largest level of one concept below `high` that the budget allows.
    private double edge(double[] level, int c, double high, double budget) {
        double low = level[c];
        double over = high;
        for (int i = 0; i < BISECTIONS; i++) {
            double[] tried = level.clone();
            tried[c] = i == 0 ? high : (low + over) / 2;
            if (trial(tried).loss <= budget) {
                low = tried[c];
                if (i == 0) {
                    break;
                }
            } else {
                over = tried[c];
            }
        }
        return low;
    }

    private Trial trial(double[] level) {
        ctx.check();
        Measures after = population.after(steerer.prepare(treatment(wishes, level, mode)), ctx);
        double gain = 0;
        int label = 0;
        for (int c = 0; c < level.length; c++) {
            if (wishes.get(c).label().isPresent()) {
                double moved = Effects.mean(after.shares()[label])
                        - Effects.mean(population.before().shares()[label]);
                gain += wishes.get(c).raise() ? moved : -moved;
                label++;
            } else {
                gain += level[c];
            }
        }
        double loss = (model - Effects.mean(after.ndcg())) / model;
        // Without held-out items nothing can be lost.
        return new Trial(Double.isNaN(loss) ? 0 : loss, gain);
    }
}
