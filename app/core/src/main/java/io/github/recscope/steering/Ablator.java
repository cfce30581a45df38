package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.Seeds;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.model.Ablation;
import io.github.recscope.model.Ablation.Method;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.ConceptGroup;
import io.github.recscope.model.Edit;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.stat.Detection;
import io.github.recscope.stat.RankAgreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Switches one concept off for its keenest users, with every method on the same users and the same lists.
///
/// Which latents belong to the concept, and the directions of the baselines, come from the choosing half of the
/// users; only the strength that makes a baseline remove the same share is set on the reported users, because "the
/// same share" is the terms of the comparison.
final class Ablator {
    private static final int ROUNDS = 18;
    private static final double FURTHEST = 64;
    /// Latents are added until this much of the excess is gone on the choosing half: a little more than all,
    /// because what is chosen on some users removes less on others.
    private static final double ENOUGH = 1.05;
    /// A latent whose silence lowers the share by less, in places of a list, is no helper.
    private static final double LEAST = 0.02;
    /// A disturbance of the list of other items that counts as none.
    private static final double SLIGHT = 0.005;

    private final Subject subject;
    private final Population everyone;
    private final Halves halves;
    private final AblateParams params;
    private final Ctx ctx;

    Ablator(Subject subject, Population everyone, Halves halves, AblateParams params, Ctx ctx) {
        this.subject = subject;
        this.everyone = everyone;
        this.halves = halves;
        this.params = params;
        this.ctx = ctx;
    }

    /// About how many rankings of the keenest one concept takes: each silence with the concept's items and without,
    /// each strength of a baseline.
    static double rankings(int latents, AblateParams params) {
        double silences = params.helpers() > 0 ? latents + 2.0 * params.helpers() : 0;
        return 2 * silences + 6 * ROUNDS + 20;
    }

    /// The comparison for one concept; empty if the keenest have no excess of at least 5 points.
    java.util.Optional<Ablation.Row> row(ConceptGroup group) {
        Attribute attribute = group.attribute();
        Population.Labels labels = Population.Labels.of(List.of(attribute), subject.table());
        IntToDoubleFunction taste = subject.audiences().share(attribute);
        int[] keen = Audiences.largest(halves.reporting(), params.keenest(), taste);
        int[] cold = Audiences.largest(halves.reporting(), params.keenest(), u -> -taste.applyAsDouble(u));
        Population shown = everyone.some(keen, labels);
        double before = Effects.mean(shown.before().shares()[0]);
        double reference = share(everyone.some(halves.reporting(), labels));
        if (!(before - reference >= 0.05)) {
            return java.util.Optional.empty();
        }
        int[] keenChoosing = Audiences.largest(halves.choosing(), params.keenest(), taste);
        List<Integer> carriers = carriers(group, labels, keenChoosing);
        Trials trials = new Trials(shown, keenChoosing, before - reference);
        return java.util.Optional.of(new Ablation.Row(
                attribute,
                group.latents(),
                carriers,
                keen.length,
                before,
                reference,
                share(everyone.some(cold, labels)),
                trials.all(group, carriers)));
    }

    private static double share(Population population) {
        return Effects.mean(population.before().shares()[0]);
    }

    private static List<Edit> zero(List<Integer> latents) {
        return latents.stream().map(j -> new Edit(j, Edit.Kind.ZERO, 0)).toList();
    }

    private static List<Integer> joined(List<Integer> a, List<Integer> b) {
        List<Integer> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    /// The latents to silence, chosen on the keenest of the choosing half from those that bear the name and those
    /// that lower the share when silenced alone: one by one the latent that removes most of the share for what it
    /// disturbs in the order of all other items *beside those already silent*, until the excess is gone; then those
    /// are left out again that turn out not to be needed.
    private List<Integer> carriers(ConceptGroup group, Population.Labels labels, int[] keen) {
        Population chosen = everyone.some(keen, labels);
        double excess = share(chosen) - share(everyone.some(halves.choosing(), labels));
        if (params.helpers() == 0 || !(excess > 0)) {
            return group.latents();
        }
        Trials trials = new Trials(chosen, keen, excess);
        double goal = ENOUGH * excess;
        // Silence beside others rarely removes more than silence alone did, so that the order of the last round
        // tells whom to try first (lazy greedy selection, Minoux 1978).
        List<Candidate> candidates = new ArrayList<>(candidates(group, trials));
        List<Integer> carriers = new ArrayList<>();
        Silence now = new Silence(0, 0);
        while (now.removed() < goal && !candidates.isEmpty()) {
            Candidate best = next(candidates, carriers, now, trials);
            candidates.removeIf(c -> c.latent() == best.latent());
            if (!(best.with().removed() > now.removed())) {
                break;
            }
            carriers.add(best.latent());
            now = best.with();
        }
        return needed(carriers, Math.min(goal, now.removed()), trials);
    }

    /// What silence removes of the share, and how much of the list of other items it replaces.
    private record Silence(double removed, double disturbed) {
        double worthBeside(Silence other) {
            return (removed - other.removed) / (Math.max(0, disturbed - other.disturbed) + SLIGHT);
        }
    }

    /// A latent with what silencing it beside the carriers of some round did.
    private record Candidate(int latent, Silence with, double worth, int round) {}

    /// The candidate of highest worth beside the carriers so far; only those are tried anew that may still be it.
    private Candidate next(List<Candidate> candidates, List<Integer> carriers, Silence now, Trials trials) {
        while (true) {
            candidates.sort(
                    Comparator.comparingDouble((Candidate c) -> -c.worth()).thenComparingInt(Candidate::latent));
            Candidate first = candidates.getFirst();
            if (first.round() == carriers.size()) {
                return first;
            }
            Silence with = trials.silenced(joined(carriers, List.of(first.latent())));
            candidates.set(0, new Candidate(first.latent(), with, with.worthBeside(now), carriers.size()));
        }
    }

    private List<Integer> needed(List<Integer> carriers, double goal, Trials trials) {
        List<Integer> needed = new ArrayList<>(carriers);
        for (int latent : carriers.subList(0, Math.max(0, carriers.size() - 1))) {
            List<Integer> without = needed.stream().filter(j -> j != latent).toList();
            if (trials.silenced(without).removed() >= goal) {
                needed.remove(Integer.valueOf(latent));
            }
        }
        return needed;
    }

    /// The latents that lower the share when silenced alone: all that bear the name, and the strongest others.
    private List<Candidate> candidates(ConceptGroup group, Trials trials) {
        List<Candidate> alone = IntStream.range(0, subject.steerer().sae().latents())
                .mapToObj(j -> {
                    Silence with = trials.silenced(List.of(j));
                    return new Candidate(j, with, with.worthBeside(new Silence(0, 0)), 0);
                })
                .filter(c -> c.with().removed() > 0)
                .toList();
        List<Candidate> own =
                alone.stream().filter(c -> group.latents().contains(c.latent())).toList();
        List<Candidate> helpers = alone.stream()
                .filter(c -> !group.latents().contains(c.latent()))
                .filter(c -> c.with().removed() * params.cutoff() > LEAST)
                .sorted(Comparator.comparingDouble((Candidate c) -> -c.with().removed()))
                .limit(params.helpers())
                .toList();
        return java.util.stream.Stream.concat(own.stream(), helpers.stream()).toList();
    }

    /// All methods on one set of users.
    private final class Trials {
        private final Population population;
        private final int[] keenChoosing;
        private final double excess;
        private final double before;
        private final Population masked;
        private final IntLists maskedItems;
        private final long seed;

        Trials(Population population, int[] keenChoosing, double excess) {
            this.population = population;
            this.keenChoosing = keenChoosing;
            this.excess = excess;
            this.before = share(population);
            this.maskedItems = Reranking.union(
                    Population.rows(subject.steerer().model().split().train(), population.users()),
                    population.labels().concept());
            this.masked = population.with(
                    subject.steerer().unsteered().lists(population.users(), population.cutoff(), maskedItems));
            this.seed = Seeds.generator(ctx.seed(), "ablation", 0).nextLong();
        }

        /// What silencing latents removes of the share, and how much of the list of other items it replaces.
        Silence silenced(List<Integer> latents) {
            ctx.check();
            Intervention edit = subject.steerer().prepare(Treatment.of(zero(latents), params.mode()));
            return new Silence(
                    before - Effects.mean(population.after(edit, ctx).shares()[0]),
                    1 - Effects.mean(stays(masked(edit))));
        }

        List<Ablation.Trial> all(ConceptGroup group, List<Integer> carriers) {
            Steerer steerer = subject.steerer();
            Treatment concept = Treatment.of(zero(carriers), params.mode());
            List<Ablation.Trial> trials = new ArrayList<>();
            Ablation.Trial own = trial(Method.CONCEPT, steerer.prepare(concept));
            trials.add(own);
            Treatment named = Treatment.of(zero(group.latents()), SteeringMode.PRESERVE_RESIDUAL);
            trials.add(trial(Method.NAMED_LATENTS, steerer.prepare(named)));
            int strongest = strongest(group);
            trials.add(trial(
                    Method.ONE_LATENT,
                    steerer.prepare(Treatment.of(zero(List.of(strongest)), SteeringMode.PRESERVE_RESIDUAL))));
            baselines(trials, own.after(), concept);
            trials.add(trial(Method.RAW_DIMENSIONS, flattened(carriers.size())));
            trials.add(random(concept, group));
            return trials;
        }

        private int strongest(ConceptGroup group) {
            return group.latents().stream()
                    .max(Comparator.comparingDouble((Integer j) -> {
                        double sum = 0;
                        for (int u : population.users()) {
                            sum += subject.steerer().sae().users().get(u, j);
                        }
                        return sum;
                    }))
                    .orElseThrow();
        }

        private void baselines(List<Ablation.Trial> trials, double target, Treatment concept) {
            Matrix users = subject.steerer().model().users();
            Matrix items = subject.steerer().model().items();
            RowOps ops = ctx.kernels().rows();
            Set<Integer> chosen =
                    new java.util.HashSet<>(Arrays.stream(keenChoosing).boxed().toList());
            int[] others = Arrays.stream(halves.choosing())
                    .filter(u -> !chosen.contains(u))
                    .toArray();
            boolean[] member = population.labels().concept();
            int[] with =
                    IntStream.range(0, member.length).filter(i -> member[i]).toArray();
            int[] without =
                    IntStream.range(0, member.length).filter(i -> !member[i]).toArray();
            float[] means = better(
                    Directions.differenceInMeans(users, keenChoosing, others),
                    Directions.differenceInMeans(items, with, without));
            float[] probe = better(
                    Directions.probe(users, keenChoosing, others, ctx::check),
                    Directions.probe(items, with, without, ctx::check));
            trials.add(equalShare(Method.DIFFERENCE_IN_MEANS, means, target));
            trials.add(equalShare(Method.LINEAR_PROBE, probe, target));
            IntLists train = Population.rows(subject.steerer().model().split().train(), population.users());
            Reranking reranking = new Reranking(
                    subject.steerer().unsteered(), population.users(), population.cutoff(), train, member);
            double amount = strength(
                    s -> Effects.mean(population.measure(reranking.lists(-s)).shares()[0]), target);
            trials.add(trial(Method.RERANKING, population.measure(reranking.lists(-amount)), masked.before()));
            Matrix moved = subject.steerer().users(population.users(), concept);
            double[] length = new double[users.rows()];
            int d = users.cols();
            for (int r = 0; r < population.users().length; r++) {
                int u = population.users()[r];
                length[u] = Math.sqrt(ops.squaredDistance(users.data(), u * d, moved.data(), r * d, d));
            }
            trials.add(trial(
                    Method.DIFFERENCE_IN_MEANS_SAME_LENGTH,
                    subject.steerer().moved(Directions.shift(users, means, u -> -length[u], ops))));
        }

        /// Of two directions the one that costs less outside the concept when half of the excess is gone, on the
        /// choosing half: a baseline is given its best form.
        private float[] better(float[] first, float[] second) {
            Population chosen = everyone.some(keenChoosing, population.labels());
            double goal = share(chosen) - excess / 2;
            return cost(chosen, first, goal) <= cost(chosen, second, goal) ? first : second;
        }

        private double cost(Population chosen, float[] direction, double goal) {
            DoubleFunction<Measures> at = s -> chosen.after(shifted(direction, s), ctx);
            double s = strength(x -> Effects.mean(at.apply(x).shares()[0]), goal);
            return -Effects.mean(at.apply(s).ndcgOutside());
        }

        private Intervention shifted(float[] direction, double amount) {
            Matrix users = subject.steerer().model().users();
            return subject.steerer()
                    .moved(Directions.shift(
                            users, direction, -amount, ctx.kernels().rows()));
        }

        private Ablation.Trial equalShare(Method method, float[] direction, double target) {
            double amount = strength(
                    s -> Effects.mean(
                            population.after(shifted(direction, s), ctx).shares()[0]),
                    target);
            return trial(method, shifted(direction, amount));
        }

        /// The strength at which a share that falls with it reaches a target, by bisection.
        private double strength(DoubleFunction<Double> share, double target) {
            double low = 0;
            double high = FURTHEST;
            for (int i = 0; i < ROUNDS; i++) {
                ctx.check();
                double middle = (low + high) / 2;
                if (share.apply(middle) > target) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return high;
        }

        /// Sets the dimensions that know the label best, by how far their AUROC over items is from ½, to their
        /// means.
        private Intervention flattened(int count) {
            Matrix items = subject.steerer().model().items();
            double[] knows = new double[items.cols()];
            for (int c = 0; c < knows.length; c++) {
                double[] x = new double[items.rows()];
                for (int i = 0; i < x.length; i++) {
                    x[i] = items.get(i, c);
                }
                knows[c] = Math.abs(Detection.auroc(x, population.labels().concept()) - 0.5);
            }
            int[] dimensions = IntStream.range(0, knows.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer c) -> -knows[c]))
                    .limit(count)
                    .mapToInt(Integer::intValue)
                    .toArray();
            return subject.steerer()
                    .moved(Directions.flatten(subject.steerer().model().users(), dimensions));
        }

        private Ablation.Trial random(Treatment concept, ConceptGroup group) {
            Set<Integer> avoid = Set.copyOf(group.latents());
            List<Measures> shown = new ArrayList<>();
            List<Measures> order = new ArrayList<>();
            Arms arms = Arms.of(subject.steerer(), concept, avoid, ctx);
            for (int draw = 0; draw < Arms.DRAWS; draw++) {
                Intervention moved = arms.control(draw);
                shown.add(population.after(moved, ctx));
                order.add(masked(moved));
            }
            return trial(Method.RANDOM_LATENTS, shown, order);
        }

        private Measures masked(Intervention intervention) {
            return masked.measure(intervention.lists(population.users(), population.cutoff(), maskedItems));
        }

        private Ablation.Trial trial(Method method, Intervention intervention) {
            return trial(method, population.after(intervention, ctx), masked(intervention));
        }

        private Ablation.Trial trial(Method method, Measures after, Measures maskedAfter) {
            return trial(method, List.of(after), List.of(maskedAfter));
        }

        private Ablation.Trial trial(Method method, List<Measures> after, List<Measures> maskedAfter) {
            double[] share = mean(after, m -> m.shares()[0]);
            MetricValue removed = Ratio.of(
                    Effects.difference(share, population.before().shares()[0]),
                    population.before().shares()[0],
                    before - excess,
                    seed);
            return new Ablation.Trial(
                    method,
                    Effects.mean(share),
                    removed,
                    Ratio.loss(population.before().ndcgOutside(), mean(after, Measures::ndcgOutside), seed),
                    Ratio.loss(masked.before().ndcgOutside(), mean(maskedAfter, Measures::ndcgOutside), seed),
                    Effects.mean(mean(maskedAfter, this::stays)));
        }

        private double[] stays(Measures maskedAfter) {
            double[] stays = new double[population.users().length];
            for (int r = 0; r < stays.length; r++) {
                stays[r] = RankAgreement.overlap(
                        masked.before().lists().row(r), maskedAfter.lists().row(r));
            }
            return stays;
        }

        private double[] mean(List<Measures> several, java.util.function.Function<Measures, double[]> column) {
            double[] mean = new double[population.users().length];
            for (Measures m : several) {
                double[] x = column.apply(m);
                for (int r = 0; r < mean.length; r++) {
                    mean[r] += x[r] / several.size();
                }
            }
            return mean;
        }
    }
}
