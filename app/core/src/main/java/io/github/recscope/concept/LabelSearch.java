package io.github.recscope.concept;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.stat.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses, on the choosing half of the items, the attributes that a latent fits best and the thresholds at which
/// it counts as firing.
final class LabelSearch {
    /// How many attributes are kept for a latent: the label's candidate and the alternatives to show.
    static final int KEPT = 8;
    /// How many of the best attributes are joined with each other.
    private static final int JOINED = 10;
    /// "A or B" must gain this many times the margin: of two things one always fits a little better.
    private static final double OR_MARGIN = 2;

    /// A threshold leaves at least so many items of the choosing half firing, or the rest says too little.
    private static final int FIRING = 10;

    private final AttributeTable table;
    private final int minSupport;
    private final double margin;
    private final Halves halves;
    private final Neighbours neighbours;
    private final boolean[] second;
    private final int[] support;
    private final double[][] base;
    private final boolean[] popularity;
    private final int[] deciles = new int[AttributeTable.DECILES];
    private final int total;
    private final int[][] attributesOf;

    /// An attribute that a latent fits, before it was tested.
    ///
    /// @param attribute the attribute
    /// @param has       `[items]` whether an item has it
    /// @param score     how well it fits on the choosing half
    /// @param threshold activations above it count as firing
    record Candidate(Attribute attribute, boolean[] has, double score, double threshold) {}

    LabelSearch(AttributeTable table, int minSupport, double margin, Halves halves, Neighbours neighbours) {
        this.table = table;
        this.minSupport = minSupport;
        this.margin = margin;
        this.halves = halves;
        this.neighbours = neighbours;
        int items = halves.choosing().length;
        this.second = new boolean[items];
        int n = 0;
        for (int i = 0; i < items; i++) {
            second[i] = halves.choosing()[i] && !halves.first()[i];
            if (halves.choosing()[i]) {
                n++;
                deciles[table.decile()[i]]++;
            }
        }
        this.total = n;
        int attributes = table.attributes().size();
        this.support = new int[attributes];
        this.base = new double[attributes][AttributeTable.DECILES];
        this.popularity = new boolean[attributes];
        for (int a = 0; a < attributes; a++) {
            popularity[a] = table.attributes().get(a).isPopularity();
            for (int i : table.items().row(a)) {
                if (halves.choosing()[i]) {
                    support[a]++;
                    base[a][table.decile()[i]]++;
                }
            }
            for (int s = 0; s < deciles.length; s++) {
                base[a][s] /= Math.max(1, deciles[s]);
            }
        }
        this.attributesOf = attributesOf(table, items);
    }

    private static int[][] attributesOf(AttributeTable table, int items) {
        var inverse = table.items().invert(items);
        int[][] of = new int[items][];
        for (int i = 0; i < items; i++) {
            of[i] = inverse.row(i);
        }
        return of;
    }

    /// The best attributes for a latent, best first; empty when it fires for no item of the choosing half or fits
    /// nothing.
    ///
    /// The score of an attribute is the lower end of the 95 % Wilson interval of its activation-weighted share
    /// among the firing items (whose sample size is Kish's effective one), less the share that one would expect:
    /// a mixture of that among items of the same popularity and that among the closest silent items
    /// ([Part#NEAR]). For an attribute of popularity one expects its share of all items.
    ///
    /// Two attributes joined take the first place if the search for them gains `margin` over the search for one
    /// on items that it has not seen: it is done on each part of the choosing half and judged on the other.
    ///
    /// @param byLatent codes by latent: row `j` lists the items where latent `j` fires
    List<Candidate> search(SparseCodes byLatent, int latent) {
        int from = byLatent.offsets()[latent];
        int to = byLatent.offsets()[latent + 1];
        boolean[] silent = new boolean[halves.choosing().length];
        Arrays.fill(silent, true);
        for (int p = from; p < to; p++) {
            silent[byLatent.latent()[p]] = false;
        }
        int[] closest = new int[to - from];
        for (int p = from; p < to; p++) {
            int item = byLatent.latent()[p];
            closest[p - from] = halves.choosing()[item] ? neighbours.closestSilent(item, silent) : -1;
        }
        Part whole = Part.of(byLatent, latent, halves.choosing(), closest, table.decile());
        if (!(whole.mass() > 0)) {
            return List.of();
        }
        List<Scored> plain = plain(whole);
        if (plain.isEmpty()) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        Scored joined = joined(whole, plain);
        if (joined != null && joined.gain() > 0 && isBetterElsewhere(byLatent, latent, closest)) {
            found.add(candidate(byLatent, latent, joined.attribute(), joined.has(), joined.score()));
        }
        for (Scored s : plain.subList(0, Math.min(KEPT - found.size(), plain.size()))) {
            found.add(candidate(byLatent, latent, s.attribute(), s.has(), s.score()));
        }
        return found;
    }

    /// @param gain by how much more than the margin it beats the best plain attribute
    private record Scored(Attribute attribute, boolean[] has, double score, double gain) {}

    private record Row(int attribute, double score) {}

    private List<Scored> plain(Part part) {
        if (!(part.mass() > 0)) {
            return List.of();
        }
        double[] mass = new double[support.length];
        double[] near = new double[support.length];
        for (int n = 0; n < part.item().length; n++) {
            for (int a : attributesOf[part.item()[n]]) {
                mass[a] += part.value()[n];
            }
            if (part.closest()[n] >= 0) {
                for (int a : attributesOf[part.closest()[n]]) {
                    near[a] += part.value()[n];
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int a = 0; a < mass.length; a++) {
            if (mass[a] > 0 && 2 * support[a] >= minSupport) {
                double expected =
                        popularity[a] ? (double) support[a] / total : part.expected(base[a], near[a] / part.mass());
                double score = part.lowShare(mass[a] / part.mass()) - expected;
                if (score > 0) {
                    rows.add(new Row(a, score));
                }
            }
        }
        rows.sort(Comparator.comparingDouble(Row::score).reversed().thenComparingInt(Row::attribute));
        return rows.stream()
                .limit(JOINED)
                .map(r -> new Scored(table.attributes().get(r.attribute()), table.members(r.attribute()), r.score(), 0))
                .toList();
    }

    /// The best of two attributes joined; null where no two can be.
    private @Nullable Scored joined(Part part, List<Scored> plain) {
        Scored best = null;
        double single = plain.getFirst().score();
        for (int i = 0; i < plain.size(); i++) {
            for (int j = 0; j < plain.size(); j++) {
                Scored x = plain.get(i);
                Scored y = plain.get(j);
                if (i == j || x.attribute().isPopularity() || y.attribute().isPopularity()) {
                    continue;
                }
                for (Attribute.Kind kind : Attribute.Kind.values()) {
                    if (kind == Attribute.Kind.NOT || i < j) {
                        Scored s = joined(part, x, y, kind, single);
                        if (s != null && (best == null || s.gain() > best.gain())) {
                            best = s;
                        }
                    }
                }
            }
        }
        return best;
    }

    private @Nullable Scored joined(Part part, Scored x, Scored y, Attribute.Kind kind, double single) {
        boolean[] has = new boolean[x.has().length];
        for (int i = 0; i < has.length; i++) {
            has[i] = switch (kind) {
                case AND -> x.has()[i] && y.has()[i];
                case OR -> x.has()[i] || y.has()[i];
                case NOT -> x.has()[i] && !y.has()[i];
            };
        }
        double share = part.share(has);
        double needed = single + margin * (kind == Attribute.Kind.OR ? OR_MARGIN : 1);
        // The cheap test first: a score is never more than the share.
        if (part.lowShare(share) <= needed) {
            return null;
        }
        double score = part.lowShare(share) - expected(part, has);
        int all = 0;
        int here = 0;
        for (int i = 0; i < has.length; i++) {
            all += has[i] ? 1 : 0;
            here += has[i] && halves.choosing()[i] ? 1 : 0;
        }
        return all < minSupport || 2 * here < minSupport || score <= needed
                ? null
                : new Scored(x.attribute().joined(kind, y.attribute()), has, score, score - needed);
    }

    private double expected(Part part, boolean[] has) {
        double[] share = new double[deciles.length];
        for (int i = 0; i < has.length; i++) {
            if (has[i] && halves.choosing()[i]) {
                share[table.decile()[i]]++;
            }
        }
        for (int s = 0; s < share.length; s++) {
            share[s] /= Math.max(1, deciles[s]);
        }
        return part.expected(share, part.near(has));
    }

    /// Searches on each part of the choosing half, and asks on the other by how much the joined attribute beats
    /// the plain one; whether that is the margin on average.
    private boolean isBetterElsewhere(SparseCodes byLatent, int latent, int[] closest) {
        Part first = Part.of(byLatent, latent, halves.first(), closest, table.decile());
        Part other = Part.of(byLatent, latent, second, closest, table.decile());
        return (gain(first, other) + gain(other, first)) / 2 >= margin;
    }

    private double gain(Part seen, Part unseen) {
        List<Scored> plain = plain(seen);
        if (plain.isEmpty() || !(unseen.mass() > 0)) {
            return 0;
        }
        Scored joined = joined(seen, plain);
        if (joined == null) {
            return 0;
        }
        double gain = contrast(unseen, joined.has())
                - contrast(unseen, plain.getFirst().has());
        boolean or = joined.attribute().join() instanceof Attribute.Join(var kind, var _) && kind == Attribute.Kind.OR;
        return or ? gain / OR_MARGIN : gain;
    }

    private double contrast(Part part, boolean[] has) {
        return part.share(has) - expected(part, has);
    }

    /// A given attribute with the threshold chosen for it.
    Candidate candidate(SparseCodes byLatent, int latent, Attribute a, boolean[] has, double score) {
        return new Candidate(a, has, score, threshold(byLatent, latent, has));
    }

    /// The threshold above which the lower end of the interval of the precision is highest: from there on the
    /// label can be relied on most. At least [#FIRING] items must fire, or all that there are. 0 (fires at all) if
    /// nothing better is found.
    private double threshold(SparseCodes byLatent, int latent, boolean[] has) {
        List<Integer> order = new ArrayList<>();
        for (int p = byLatent.offsets()[latent]; p < byLatent.offsets()[latent + 1]; p++) {
            if (halves.choosing()[byLatent.latent()[p]]) {
                order.add(p);
            }
        }
        order.sort((a, b) -> Float.compare(byLatent.value()[b], byLatent.value()[a]));
        double best = -1;
        double threshold = 0;
        int hits = 0;
        for (int r = 0; r < order.size(); r++) {
            hits += has[byLatent.latent()[order.get(r)]] ? 1 : 0;
            float here = byLatent.value()[order.get(r)];
            float next = r + 1 < order.size() ? byLatent.value()[order.get(r + 1)] : 0;
            double low = Proportion.wilson((double) hits / (r + 1), r + 1).low();
            if (next < here && hits > 0 && low >= best && r + 1 >= Math.min(FIRING, order.size())) {
                best = low;
                threshold = next;
            }
        }
        return threshold;
    }
}
