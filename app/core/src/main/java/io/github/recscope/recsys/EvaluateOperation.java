package io.github.recscope.recsys;

import io.github.recscope.array.NamedArray;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Severity;
import io.github.recscope.model.Split;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Memory;
import io.github.recscope.op.Operation;
import io.github.recscope.scoring.FrozenScorer;
import io.github.recscope.stat.MultipleTesting;
import io.github.recscope.stat.SignedRank;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Judges the current recommender beside the other recommenders of the same data and beside popularity, random
/// order, item-kNN and EASE.
public final class EvaluateOperation implements Operation<EvaluateParams, Benchmark> {
    private static final Set<String> TELLING = Set.of("genres", "genre", "tags", "tag");

    @Override
    public String id() {
        return "evaluate";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String title() {
        return "Evaluate the recommenders";
    }

    @Override
    public Class<EvaluateParams> paramsType() {
        return EvaluateParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class, Recommender.class);
    }

    @Override
    public Optional<Class<? extends Artifact>> others() {
        return Optional.of(Recommender.class);
    }

    @Override
    public double weight() {
        return 8;
    }

    @Override
    public Optional<Forecast> forecast(EvaluateParams params, Inputs inputs, int threads) {
        List<Recommender> models = inputs.all(Recommender.class);
        List<Integer> cutoffs = params.lengths();
        refuse(models.getFirst(), cutoffs);
        return Optional.of(EvaluateForecast.of(params, cutoffs, models, withEase(params, cutoffs, models), threads));
    }

    /// EASE is left out where it does not fit beside all else.
    private static boolean withEase(EvaluateParams params, List<Integer> cutoffs, List<Recommender> models) {
        if (!Ease.fits(models.getFirst().items().rows())) {
            return false;
        }
        double bytes = EvaluateForecast.of(params, cutoffs, models, true, 1).bytes();
        return bytes <= Memory.free(bytes);
    }

    @Override
    public String smaller() {
        return "Choose fewer and shorter lists or fewer neighbours";
    }

    private static void refuse(Recommender model, List<Integer> cutoffs) {
        if (model.split().test().size() == 0) {
            throw ProblemException.of(
                    "There is nothing to evaluate on.",
                    "The recommender was trained with nothing held out.",
                    "Train it with a held-out share, such as 0.2.");
        }
        Memory.checkLength("The lists", model.users().rows(), cutoffs.getLast(), "Choose shorter lists.");
    }

    /// What is wrong with the numbers of a recommender; empty for nothing.
    private static String wrong(Recommender model) {
        String users = NamedArray.nonFinite(model.users().data(), model.dimensions());
        String items = NamedArray.nonFinite(model.items().data(), model.dimensions());
        return !users.isEmpty()
                ? "Of the embeddings of users, " + users + "."
                : items.isEmpty() ? "" : "Of the embeddings of items, " + items + ".";
    }

    /// A method that is still to be measured.
    private record Candidate(String name, Benchmark.Kind kind, String settings, Ranker ranker) {}

    @Override
    public Benchmark run(EvaluateParams params, Inputs inputs, Ctx ctx) {
        Dataset data = inputs.get(Dataset.class);
        List<Recommender> models = inputs.all(Recommender.class);
        Recommender model = models.getFirst();
        Split split = model.split();
        List<Integer> cutoffs = params.lengths();
        int[] users = judged(split);
        refuse(model, cutoffs);
        String wrong = wrong(model);
        if (!wrong.isEmpty()) {
            throw ProblemException.of(
                    "The lists of " + model.name() + " would mean nothing.",
                    wrong,
                    "Train or import that recommender again.");
        }
        Optional<ItemColumn> column = column(data);
        ListMeter meter = meter(data, model, users, cutoffs, ctx);
        boolean ease = withEase(params, cutoffs, models);
        List<Candidate> candidates = candidates(params, models, ease, ctx.part(0, 0.5));
        List<Benchmark.Method> methods = new ArrayList<>();
        Ctx rest = ctx.part(0.5, 1);
        for (int m = 0; m < candidates.size(); m++) {
            Candidate c = candidates.get(m);
            rest.progress("measuring " + c.name(), (double) m / candidates.size());
            List<ListMeter.Series> series = meter.measure(c.ranker().top(users, cutoffs.getLast(), rest));
            methods.add(new Benchmark.Method(c.name(), c.kind(), c.settings(), figures(series, users.length, rest)));
        }
        return new Benchmark(
                "Evaluation of " + model.name(),
                protocol(split, users.length, data, column),
                users,
                cutoffs,
                methods,
                contrasts(methods, users.length, rest));
    }

    /// The users with held-out items.
    static int[] judged(Split split) {
        return IntStream.range(0, split.test().rows())
                .filter(u -> split.test().length(u) > 0)
                .toArray();
    }

    /// Measures lists of those users.
    static ListMeter meter(Dataset data, Recommender model, int[] users, List<Integer> cutoffs, Ctx ctx) {
        Optional<ItemColumn> column = column(data);
        return new ListMeter(
                model.split(),
                users,
                cutoffs,
                unit(model.items(), ctx),
                column.map(ItemColumn::values).orElse(null),
                column.map(c -> c.vocabulary().size()).orElse(0),
                ctx);
    }

    private static String protocol(Split split, int users, Dataset data, Optional<ItemColumn> column) {
        return split.protocol() + "; all " + data.items().size() + " items ranked, training items masked; means over "
                + users + " users with held-out items, 95 % bootstrap intervals from " + Resamples.COUNT
                + " resamples of users; differences are paired by user, tested by Wilcoxon's signed-rank test, p-values"
                + " adjusted by Holm's method for all tests of the table"
                + column.map(c -> "; attributes are those of column '" + c.name() + "'")
                        .orElse("; the data has no attributes");
    }

    private static List<Candidate> candidates(EvaluateParams params, List<Recommender> models, boolean ease, Ctx ctx) {
        Recommender model = models.getFirst();
        IntLists train = model.split().train();
        int items = model.items().rows();
        List<Candidate> list = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Recommender r : models) {
            if (!r.split().train().equals(train)
                    || !r.split().test().equals(model.split().test())) {
                ctx.issue(new Issue(
                        Severity.WARNING,
                        "evaluate.split",
                        r.name(),
                        r.name() + " was trained on another part of the data and is left out."));
                continue;
            }
            String wrong = wrong(r);
            if (!wrong.isEmpty()) {
                ctx.issue(
                        new Issue(Severity.WARNING, "evaluate.numbers", r.name(), r.name() + " is left out. " + wrong));
                continue;
            }
            String name = r.name();
            for (int n = 2; !names.add(name); n++) {
                name = r.name() + " (" + n + ")";
            }
            list.add(new Candidate(
                    name, list.isEmpty() ? Benchmark.Kind.MODEL : Benchmark.Kind.OTHER, "", of(r, train)));
        }
        list.add(new Candidate(
                "Popularity", Benchmark.Kind.YARDSTICK, "most chosen items", Yardsticks.popularity(train, items)));
        list.add(new Candidate("Random", Benchmark.Kind.YARDSTICK, "random order", Yardsticks.random(train, items)));
        ctx.progress("finding neighbours", 0);
        list.add(new Candidate(
                "Item-kNN",
                Benchmark.Kind.YARDSTICK,
                params.neighbours() + " neighbours, shrinkage " + params.shrinkage(),
                new ItemKnn(train, items, params.neighbours(), params.shrinkage(), ctx)));
        if (ease) {
            ctx.progress("solving EASE", 0.2);
            list.add(new Candidate(
                    "EASE",
                    Benchmark.Kind.YARDSTICK,
                    "penalty " + params.easePenalty(),
                    new Ease(train, items, params.easePenalty(), ctx.part(0.2, 1))));
        } else {
            ctx.issue(new Issue(
                    Severity.WARNING,
                    "evaluate.ease",
                    items + " items",
                    "EASE is left out: for " + items + " items it needs " + (Ease.bytes(items) >> 20)
                            + " MiB, which is not free."));
        }
        return list;
    }

    /// The lists of a recommender.
    static Ranker of(Recommender r, IntLists train) {
        return (users, k, ctx) -> FrozenScorer.of(r, ctx.kernels())
                .top(r.users().gather(users), r.items(), k, Yardsticks.rows(train, users));
    }

    /// The items' embeddings at length 1, by which lists of all methods are called diverse.
    private static Matrix unit(Matrix items, Ctx ctx) {
        RowOps ops = ctx.kernels().rows();
        int d = items.cols();
        float[] out = items.data().clone();
        for (int i = 0; i < items.rows(); i++) {
            double length = Math.sqrt(ops.dot(out, i * d, out, i * d, d));
            ops.scale(length == 0 ? 0 : (float) (1 / length), out, i * d, d);
        }
        return Matrix.of(items.rows(), d, out);
    }

    /// The column that says most about what an item is.
    private static Optional<ItemColumn> column(Dataset data) {
        Optional<ItemColumn> named = data.columns().stream()
                .filter(c -> c.role() == ItemColumn.Role.MULTI_CATEGORY || c.role() == ItemColumn.Role.CATEGORY)
                .filter(c -> TELLING.contains(c.name()))
                .findFirst();
        return named.or(() -> data.columns().stream()
                .filter(c -> c.role() == ItemColumn.Role.MULTI_CATEGORY)
                .findFirst());
    }

    private static List<Benchmark.Figure> figures(List<ListMeter.Series> series, int users, Ctx ctx) {
        List<MetricValue> intervals = Resamples.means(
                users,
                series.stream()
                        .filter(s -> s.metric().perUser())
                        .map(ListMeter.Series::value)
                        .toList(),
                ctx);
        List<Benchmark.Figure> out = new ArrayList<>();
        int at = 0;
        for (ListMeter.Series s : series) {
            out.add(
                    s.metric().perUser()
                            ? new Benchmark.Figure(s.metric(), s.cutoff(), intervals.get(at++), s.value())
                            : new Benchmark.Figure(
                                    s.metric(),
                                    s.cutoff(),
                                    new MetricValue(s.value()[0], Double.NaN, Double.NaN, users),
                                    new float[0]));
        }
        return out;
    }

    private static List<Benchmark.Contrast> contrasts(List<Benchmark.Method> methods, int users, Ctx ctx) {
        List<Benchmark.Contrast> raw = new ArrayList<>();
        List<Benchmark.Figure> own = methods.getFirst().figures();
        for (int m = 1; m < methods.size(); m++) {
            ctx.progress("comparing with " + methods.get(m).name(), 1);
            List<Benchmark.Figure> other = methods.get(m).figures();
            List<float[]> difference = new ArrayList<>();
            List<Benchmark.Figure> of = new ArrayList<>();
            for (int f = 0; f < own.size(); f++) {
                if (own.get(f).metric().perUser()) {
                    difference.add(difference(own.get(f).perUser(), other.get(f).perUser()));
                    of.add(own.get(f));
                }
            }
            List<MetricValue> means = Resamples.means(users, difference, ctx);
            SignedRank[] test = new SignedRank[difference.size()];
            ctx.kernels().workers().forEach(test.length, t -> test[t] = SignedRank.of(doubles(difference.get(t))));
            for (int t = 0; t < test.length; t++) {
                raw.add(new Benchmark.Contrast(
                        m,
                        of.get(t).metric(),
                        of.get(t).cutoff(),
                        means.get(t),
                        test[t].p(),
                        Double.NaN,
                        test[t].effect()));
            }
        }
        double[] adjusted = MultipleTesting.holm(
                raw.stream().mapToDouble(Benchmark.Contrast::p).toArray());
        return IntStream.range(0, raw.size())
                .mapToObj(t -> {
                    Benchmark.Contrast c = raw.get(t);
                    return new Benchmark.Contrast(
                            c.method(), c.metric(), c.cutoff(), c.difference(), c.p(), adjusted[t], c.effect());
                })
                .toList();
    }

    private static float[] difference(float[] a, float[] b) {
        float[] out = new float[a.length];
        for (int r = 0; r < out.length; r++) {
            out[r] = a[r] - b[r];
        }
        return out;
    }

    private static double[] doubles(float[] x) {
        double[] out = new double[x.length];
        for (int r = 0; r < out.length; r++) {
            out[r] = x[r];
        }
        return out;
    }
}
