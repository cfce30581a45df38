package io.github.recscope.concept;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Chooses, on the choosing half of the items, the attributes that a latent fits best and the thresholds at which
/// it counts as firing.
final class LabelSearch {
    /// How many attributes are kept for a latent: the label's candidate and the alternatives to show.
    static final int KEPT = 8;

    private static final double Z = 1.96;
    private final AttributeTable table;
    private final int minSupport;
    private final boolean[] choosing;
    private final int[] support;
    private final int total;
    private final int[][] attributesOf;

    /// An attribute that a latent fits, before it was tested.
    ///
    /// @param attribute its row in the table
    /// @param score     how well it fits on the choosing half
    /// @param threshold activations above it count as firing
    record Candidate(int attribute, double score, double threshold) {}

    LabelSearch(AttributeTable table, int minSupport, Halves halves) {
        this.table = table;
        this.minSupport = minSupport;
        this.choosing = halves.choosing();
        this.support = new int[table.attributes().size()];
        int items = choosing.length;
        int[] degree = new int[items];
        for (int a = 0; a < support.length; a++) {
            for (int i : table.items().row(a)) {
                degree[i]++;
                if (choosing[i]) {
                    support[a]++;
                }
            }
        }
        this.attributesOf = new int[items][];
        for (int i = 0; i < items; i++) {
            attributesOf[i] = new int[degree[i]];
        }
        Arrays.fill(degree, 0);
        for (int a = 0; a < support.length; a++) {
            for (int i : table.items().row(a)) {
                attributesOf[i][degree[i]++] = a;
            }
        }
        int n = 0;
        for (boolean c : choosing) {
            n += c ? 1 : 0;
        }
        this.total = n;
    }

    /// The best attributes for a latent, best first; empty when it fires for too few items of the choosing
    /// half.
    ///
    /// The score of an attribute is the lower end of the 95 % Wilson interval of its activation-weighted share
    /// among the firing items, corrected for the base rate: `(share − base) / (1 − base)`. The weighted share
    /// counts items that fire strongly more; its sample size is Kish's effective one, `(Σa)² / Σa²`.
    ///
    /// @param byLatent codes by latent: row `j` lists the items where latent `j` fires
    List<Candidate> search(SparseCodes byLatent, int latent) {
        int from = byLatent.offsets()[latent];
        int to = byLatent.offsets()[latent + 1];
        double[] mass = new double[support.length];
        double all = 0;
        double squares = 0;
        for (int p = from; p < to; p++) {
            int item = byLatent.latent()[p];
            if (choosing[item]) {
                double a = byLatent.value()[p];
                all += a;
                squares += a * a;
                for (int attribute : attributesOf[item]) {
                    mass[attribute] += a;
                }
            }
        }
        if (all <= 0) {
            return List.of();
        }
        double n = all * all / squares;
        List<Candidate> found = new ArrayList<>();
        for (int a = 0; a < mass.length; a++) {
            if (mass[a] > 0 && 2 * support[a] >= minSupport) {
                double base = (double) support[a] / total;
                double score = (wilsonLow(mass[a] / all, n) - base) / (1 - base);
                if (score > 0) {
                    found.add(new Candidate(a, score, 0));
                }
            }
        }
        found.sort(Comparator.comparingDouble(Candidate::score).reversed().thenComparingInt(Candidate::attribute));
        return found.stream()
                .limit(KEPT)
                .map(c -> new Candidate(c.attribute, c.score, threshold(byLatent, from, to, c.attribute)))
                .toList();
    }

    private static double wilsonLow(double share, double n) {
        double z2 = Z * Z;
        double centre = share + z2 / (2 * n);
        double spread = Z * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return Math.max(0, (centre - spread) / (1 + z2 / n));
    }

    /// The threshold with the largest F½ of "fires above it" as a detector of the attribute, which weighs
    /// precision over recall; 0 (fires at all) if nothing better is found.
    private double threshold(SparseCodes byLatent, int from, int to, int attribute) {
        List<Integer> order = new ArrayList<>();
        for (int p = from; p < to; p++) {
            if (choosing[byLatent.latent()[p]]) {
                order.add(p);
            }
        }
        order.sort((a, b) -> Float.compare(byLatent.value()[b], byLatent.value()[a]));
        boolean[] has = new boolean[order.size()];
        for (int r = 0; r < has.length; r++) {
            has[r] = table.items().containsSorted(attribute, byLatent.latent()[order.get(r)]);
        }
        double best = -1;
        double threshold = 0;
        int hits = 0;
        for (int r = 0; r < has.length; r++) {
            hits += has[r] ? 1 : 0;
            float here = byLatent.value()[order.get(r)];
            float next = r + 1 < has.length ? byLatent.value()[order.get(r + 1)] : 0;
            double precision = (double) hits / (r + 1);
            double recall = (double) hits / Math.max(1, support[attribute]);
            double f = hits == 0 ? 0 : 1.25 * precision * recall / (0.25 * precision + recall);
            if (next < here && f > best) {
                best = f;
                threshold = next;
            }
        }
        return threshold;
    }
}
