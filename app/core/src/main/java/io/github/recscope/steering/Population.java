package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Recommender;
import java.util.Arrays;
import java.util.List;

/// The users that effects are measured on, with the model's own lists, which are computed once. Training items are
/// masked in all lists, held-out ones are not, so that they can be hits.
final class Population {
    private static final int BLOCK = 8192;
    private static final int CHUNK = 256;

    private final Recommender model;
    private final Workers workers;
    private final int[] users;
    private final int k;
    private final Labels labels;
    private final double[] popularity;
    private final double[] discount;
    private final TopK own;
    private final Measures before;

    private Population(Recommender model, Workers workers, int[] users, Labels labels, double[] popularity, TopK own) {
        this.model = model;
        this.workers = workers;
        this.users = users;
        this.k = own.k();
        this.labels = labels;
        this.popularity = popularity;
        this.discount = discounts(k);
        this.own = own;
        this.before = measure(own);
    }

    /// The labels that are watched.
    ///
    /// @param attributes what they are called
    /// @param members    for each of them, for each item whether it has it
    /// @param concept    for each item whether it has one of the labels that an edit is about
    record Labels(List<Attribute> attributes, List<boolean[]> members, boolean[] concept) {
        /// Watches the attributes; all of them are what the edit is about.
        static Labels of(List<Attribute> attributes, AttributeTable table) {
            boolean[] concept = new boolean[table.decile().length];
            List<boolean[]> members = attributes.stream()
                    .map(a -> {
                        boolean[] m = table.members(a);
                        for (int i = 0; i < m.length; i++) {
                            concept[i] |= m[i];
                        }
                        return m;
                    })
                    .toList();
            return new Labels(List.copyOf(attributes), members, concept);
        }
    }

    /// Computes the model's own lists.
    ///
    /// @param users rows of the model, ascending
    /// @param k     the length of the lists
    static Population of(Steerer steerer, int[] users, int k, Labels labels, Ctx ctx) {
        return of(steerer, users, k, labels, "", ctx);
    }

    /// The same, and says how far it is.
    ///
    /// @param what what this is called; empty to say nothing
    static Population of(Steerer steerer, int[] users, int k, Labels labels, String what, Ctx ctx) {
        Recommender model = steerer.model();
        TopK own = lists(model, steerer.unsteered(), users, k, what, ctx);
        return new Population(model, ctx.kernels().workers(), users, labels, percentiles(model), own);
    }

    /// Some of these users, by their places in [#users()], with other labels; nothing is ranked again.
    Population some(int[] places, Labels others) {
        int[] index = new int[places.length * k];
        float[] score = new float[places.length * k];
        int[] rows = new int[places.length];
        for (int p = 0; p < places.length; p++) {
            rows[p] = users[places[p]];
            System.arraycopy(own.index(), places[p] * k, index, p * k, k);
            System.arraycopy(own.score(), places[p] * k, score, p * k, k);
        }
        return new Population(model, workers, rows, others, popularity, new TopK(k, index, score));
    }

    /// The same users and labels with other lists as what they were shown before.
    Population with(TopK lists) {
        return new Population(model, workers, users, labels, popularity, lists);
    }

    /// For each item the share of items that are chosen no more often in training, ties sharing their mean rank.
    private static double[] percentiles(Recommender model) {
        int n = model.items().rows();
        double[] count = new double[n];
        for (int i : model.split().train().values()) {
            count[i]++;
        }
        double[] rank = io.github.recscope.stat.Ranks.midranks(count);
        for (int i = 0; i < n; i++) {
            rank[i] /= n;
        }
        return rank;
    }

    private static double[] discounts(int k) {
        double[] d = new double[k];
        for (int r = 0; r < k; r++) {
            d[r] = Math.log(2) / Math.log(r + 2.0);
        }
        return d;
    }

    private static TopK lists(Recommender model, Intervention intervention, int[] users, int k, String what, Ctx ctx) {
        int[] index = new int[Math.multiplyExact(users.length, k)];
        float[] score = new float[index.length];
        forEachBlock(model, intervention, users, k, what, ctx, (from, part) -> {
            System.arraycopy(part.index(), 0, index, from * k, part.index().length);
            System.arraycopy(part.score(), 0, score, from * k, part.score().length);
        });
        return new TopK(k, index, score);
    }

    /// Takes the lists of the users from one place on.
    @FunctionalInterface
    private interface Taker {
        void take(int from, TopK lists);
    }

    private static void forEachBlock(
            Recommender model, Intervention intervention, int[] users, int k, String what, Ctx ctx, Taker taker) {
        for (int from = 0; from < users.length; from += BLOCK) {
            say(what, (double) from / users.length, ctx);
            int[] block = Arrays.copyOfRange(users, from, Math.min(users.length, from + BLOCK));
            taker.take(from, intervention.lists(block, k, rows(model.split().train(), block)));
        }
    }

    /// Says how far a part of the work is, unless `what` is empty.
    static void say(String what, double fraction, Ctx ctx) {
        if (what.isEmpty()) {
            ctx.check();
        } else {
            ctx.progress(what, fraction);
        }
    }

    /// The lists of some rows.
    static IntLists rows(IntLists all, int[] rows) {
        int[] offsets = new int[rows.length + 1];
        for (int r = 0; r < rows.length; r++) {
            offsets[r + 1] = offsets[r] + all.length(rows[r]);
        }
        int[] values = new int[offsets[rows.length]];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(all.values(), all.offsets()[rows[r]], values, offsets[r], all.length(rows[r]));
        }
        return new IntLists(offsets, values);
    }

    /// The users, as rows of the model.
    int[] users() {
        return users;
    }

    /// The length of the lists.
    int cutoff() {
        return k;
    }

    /// The watched labels.
    Labels labels() {
        return labels;
    }

    /// The model's own lists.
    Measures before() {
        return before;
    }

    /// Whether a user has an item already: it is masked in the lists.
    boolean has(int place, int item) {
        return model.split().train().containsSorted(users[place], item);
    }

    /// The number of items.
    int items() {
        return popularity.length;
    }

    /// The lists after an intervention.
    Measures after(Intervention intervention, Ctx ctx) {
        return after(intervention, "", ctx);
    }

    /// The same, and says how far it is, unless `what` is empty.
    Measures after(Intervention intervention, String what, Ctx ctx) {
        return measure(lists(model, intervention, users, k, what, ctx));
    }

    /// What the lists after an intervention are like, without the lists themselves: they take most of the memory.
    ///
    /// @param what as in [#after(Intervention, String, Ctx)]
    /// @return with no lists in it
    Measures figures(Intervention intervention, String what, Ctx ctx) {
        Measures m = measures(new TopK(k, new int[0], new float[0]));
        forEachBlock(model, intervention, users, k, what, ctx, (from, part) -> measure(part, from, m));
        return m;
    }

    /// What given lists are like.
    Measures measure(TopK lists) {
        Measures m = measures(lists);
        measure(lists, 0, m);
        return m;
    }

    private Measures measures(TopK lists) {
        int n = users.length;
        return new Measures(
                lists,
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[labels.members().size()][n]);
    }

    /// Measures the lists of the users from one place on.
    private void measure(TopK lists, int from, Measures m) {
        int n = lists.queries();
        workers.forEach((n + CHUNK - 1) / CHUNK, c -> {
            for (int q = c * CHUNK; q < Math.min(n, (c + 1) * CHUNK); q++) {
                measure(lists, q, from + q, m);
            }
        });
    }

    /// Measures list `q`, which is that of the user at place `r`.
    private void measure(TopK lists, int q, int r, Measures m) {
        IntLists test = model.split().test();
        int user = users[r];
        double gain = 0;
        double gainOutside = 0;
        double popular = 0;
        int hits = 0;
        int size = 0;
        int[] with = new int[labels.members().size()];
        for (int p = 0; p < k && lists.index()[q * k + p] >= 0; p++) {
            int item = lists.index()[q * k + p];
            size++;
            popular += popularity[item];
            for (int a = 0; a < with.length; a++) {
                with[a] += labels.members().get(a)[item] ? 1 : 0;
            }
            if (test.containsSorted(user, item)) {
                hits++;
                gain += discount[p];
                gainOutside += labels.concept()[item] ? 0 : discount[p];
            }
        }
        int outside = 0;
        for (int t = test.offsets()[user]; t < test.offsets()[user + 1]; t++) {
            outside += labels.concept()[test.values()[t]] ? 0 : 1;
        }
        int held = test.length(user);
        m.ndcg()[r] = gain / ideal(held);
        m.ndcgOutside()[r] = gainOutside / ideal(outside);
        m.recall()[r] = held == 0 ? Double.NaN : (double) hits / held;
        m.popularity()[r] = size == 0 ? Double.NaN : popular / size;
        for (int a = 0; a < with.length; a++) {
            m.shares()[a][r] = size == 0 ? Double.NaN : (double) with[a] / size;
        }
    }

    /// The best possible gain; NaN for nobody.
    private double ideal(int relevant) {
        double sum = 0;
        for (int r = 0; r < Math.min(k, relevant); r++) {
            sum += discount[r];
        }
        return relevant == 0 ? Double.NaN : sum;
    }

    /// The share of each user's list that stays.
    double[] overlap(Measures after) {
        double[] overlap = new double[users.length];
        for (int r = 0; r < overlap.length; r++) {
            int[] a = own.row(r);
            int[] b = after.lists().row(r);
            overlap[r] = a.length + b.length == 0 ? Double.NaN : io.github.recscope.stat.RankAgreement.overlap(a, b);
        }
        return overlap;
    }

    /// For each user 1 if the list stays as it is, otherwise 0.
    double[] unchanged(Measures after) {
        double[] same = new double[users.length];
        for (int r = 0; r < same.length; r++) {
            same[r] = Arrays.equals(own.index(), r * k, r * k + k, after.lists().index(), r * k, r * k + k) ? 1 : 0;
        }
        return same;
    }
}
