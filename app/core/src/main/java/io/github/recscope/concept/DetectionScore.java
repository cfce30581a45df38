package io.github.recscope.concept;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.stat.Proportion;
import io.github.recscope.stat.Quantiles;
import java.util.Arrays;
import java.util.List;

/// The balanced accuracy of a label as a guess of where a latent fires, on the testing half.
///
/// Positives are the items where it fires above its threshold, negatives are silent (activation 0). *Easy* negatives
/// have the popularity of the positives: all silent items of each decile, weighted by the positives there. *Near*
/// ones are for each positive the silent item with the closest embedding.
final class DetectionScore {
    private final AttributeTable table;
    private final boolean[] choosing;
    private final Neighbours neighbours;

    DetectionScore(AttributeTable table, Halves halves, Neighbours neighbours) {
        this.table = table;
        this.choosing = halves.choosing();
        this.neighbours = neighbours;
    }

    Concept.Detection of(SparseCodes byLatent, int latent, LabelSearch.Candidate label) {
        int n = choosing.length;
        boolean[] silent = new boolean[n];
        for (int i = 0; i < n; i++) {
            silent[i] = !choosing[i];
        }
        boolean[] fires = new boolean[n];
        int firing = 0;
        int hits = 0;
        int[] firingIn = new int[AttributeTable.DECILES];
        for (int p = byLatent.offsets()[latent]; p < byLatent.offsets()[latent + 1]; p++) {
            int i = byLatent.latent()[p];
            silent[i] = false;
            if (!choosing[i] && byLatent.value()[p] > label.threshold()) {
                fires[i] = true;
                firing++;
                hits += label.has()[i] ? 1 : 0;
                firingIn[table.decile()[i]]++;
            }
        }
        int[] silentIn = new int[AttributeTable.DECILES];
        int[] rejectedIn = new int[AttributeTable.DECILES];
        for (int i = 0; i < n; i++) {
            if (silent[i]) {
                silentIn[table.decile()[i]]++;
                rejectedIn[table.decile()[i]] += label.has()[i] ? 0 : 1;
            }
        }
        Proportion sensitivity = Proportion.wilson(firing == 0 ? 0 : (double) hits / firing, firing);
        Proportion easy =
                label.attribute().isPopularity() ? Proportion.wilson(0, 0) : weighted(firingIn, silentIn, rejectedIn);
        Proportion near = near(fires, silent, label.has());
        double[] e = balanced(sensitivity, easy);
        double[] c = balanced(sensitivity, near);
        return new Concept.Detection(firing, e[0], e[1], e[2], c[0], c[1], c[2]);
    }

    /// The share of silent items without the label, the deciles weighted as the positives are. The effective
    /// sample size is that of the weights.
    private static Proportion weighted(int[] firingIn, int[] silentIn, int[] rejectedIn) {
        double weight = 0;
        double squares = 0;
        double rejected = 0;
        for (int s = 0; s < firingIn.length; s++) {
            if (silentIn[s] > 0 && firingIn[s] > 0) {
                double each = (double) firingIn[s] / silentIn[s];
                weight += firingIn[s];
                squares += each * each * silentIn[s];
                rejected += each * rejectedIn[s];
            }
        }
        return Proportion.wilson(weight > 0 ? rejected / weight : 0, squares > 0 ? weight * weight / squares : 0);
    }

    private Proportion near(boolean[] fires, boolean[] silent, boolean[] has) {
        int[] times = new int[fires.length];
        int drawn = 0;
        int rejected = 0;
        for (int i = 0; i < fires.length; i++) {
            int other = fires[i] ? neighbours.closestSilent(i, silent) : -1;
            if (other >= 0) {
                drawn++;
                times[other]++;
                rejected += has[other] ? 0 : 1;
            }
        }
        double squares = Arrays.stream(times).mapToDouble(t -> (double) t * t).sum();
        return Proportion.wilson(
                drawn > 0 ? (double) rejected / drawn : 0, squares > 0 ? (double) drawn * drawn / squares : 0);
    }

    /// The mean of two shares; the interval puts the two together by squares (Newcombe, 1998).
    private static double[] balanced(Proportion a, Proportion b) {
        double mean = (a.value() + b.value()) / 2;
        double down = Math.hypot(a.value() - a.low(), b.value() - b.low()) / 2;
        double up = Math.hypot(a.high() - a.value(), b.high() - b.value()) / 2;
        return new double[] {mean, Math.max(0, mean - down), Math.min(1, mean + up)};
    }

    /// Medians over those that were measured.
    static ConceptSet.Median median(List<Concept.Detection> scores) {
        return new ConceptSet.Median(
                (int) scores.stream().filter(s -> Double.isFinite(s.near())).count(),
                median(scores.stream().mapToDouble(Concept.Detection::easy).toArray()),
                median(scores.stream().mapToDouble(Concept.Detection::near).toArray()));
    }

    static double median(double[] values) {
        return Quantiles.of(Arrays.stream(values).filter(Double::isFinite).toArray(), 0.5);
    }
}
