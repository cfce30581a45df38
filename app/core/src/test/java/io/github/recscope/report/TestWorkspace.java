package io.github.recscope.report;

import io.github.recscope.concept.ConceptParams;
import io.github.recscope.data.ImportParams;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.*;
import io.github.recscope.model.Activation;
import io.github.recscope.model.Scorer;
import io.github.recscope.projection.MapParams;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.sae.SaeParams;
import io.github.recscope.steering.AblateParams;
import io.github.recscope.steering.DoseParams;
import io.github.recscope.steering.SolveParams;
import io.github.recscope.steering.SteerParams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// A workspace made by hand: the numbers are invented, the shapes are those of a real one.
final class TestWorkspace {
    static final List<String> TITLES = List.of(
            "The “Name” of the Rose’s Garden",
            "Les Misérables",
            "Žižek and the Ж of Μυθολογία",
            "三体 (The Three-Body Problem)",
            "=HYPERLINK(\"http://example.org\")",
            "+1 (555) a novel, with a comma",
            "A very long title that goes on and on until nobody remembers how it began, volume seventeen of the series");

    /// Not the defaults, which may change.
    private static final TrainParams TRAIN =
            new TrainParams(64, 30, TrainParams.Optimiser.ADAM, 0.01, 0.01, 4, 0.2, 20);

    final int users;
    final int items;
    final int latents;

    TestWorkspace(int users, int items, int latents) {
        this.users = users;
        this.items = items;
        this.latents = latents;
    }

    static ArtifactId id(int n) {
        return new ArtifactId(String.format("%064x", n));
    }

    Workspace full() {
        Workspace w = Workspace.empty("Book club");
        w = w.with(entry("import", ImportParams.defaults(), List.of(), 1, 0.8), data());
        w = w.with(entry("train", TRAIN, List.of(1), 2, 12.34), model());
        w = w.with(entry("map", MapParams.defaults(), List.of(1, 2), 3, 0.5), map());
        w = w.with(entry("sae", SaeParams.defaults(), List.of(1, 2), 4, 20.5), sae());
        w = w.with(entry("concepts", ConceptParams.defaults(), List.of(1, 2, 4), 5, 6.7), concepts());
        SteerParams.EditSpec edit = new SteerParams.EditSpec("1", Edit.Kind.ADD, 2.5);
        SteerParams steer = new SteerParams("More fantasy", "u1", List.of(edit), SteeringMode.PRESERVE_RESIDUAL, 20);
        return w.with(entry("steer", steer, List.of(1, 2, 4, 5), 6, 0.3), steering());
    }

    /// The full workspace with a dose curve, a plan and a comparison of ablations; made up.
    Workspace studied() {
        MetricValue some = new MetricValue(0.02, 0.01, 0.03, users);
        List<Steering.ShareChange> shares = List.of(new Steering.ShareChange(
                new Attribute("tags", "fantasy"),
                new Steering.Change(0.2, 0.4, new MetricValue(0.2, 0.1, 0.3, users))));
        List<DoseResponse.Point> points = IntStream.rangeClosed(0, 4)
                .mapToObj(i -> new DoseResponse.Point(i / 2.0, some, some, some, some, some))
                .toList();
        DoseResponse dose = new DoseResponse(
                "More fantasy",
                List.of(new Edit(1, Edit.Kind.ADD, 2)),
                SteeringMode.PRESERVE_RESIDUAL,
                Steering.Scope.EVERYONE,
                20,
                new Attribute("tags", "fantasy"),
                points,
                0.02,
                1.25,
                0.5);
        SteeringPlan plan = new SteeringPlan(
                "Plan",
                "more fantasy by 20 points",
                List.of(new Edit(1, Edit.Kind.ADD, 2)),
                SteeringMode.PRESERVE_RESIDUAL,
                20,
                List.of(new SteeringPlan.Dose("fantasy", true, List.of(1, 2), List.of(3), 0.37)),
                some,
                some,
                new Steering.Change(0.2, 0.19, some),
                shares,
                new SteeringPlan.Calibration(20, 54, 0.37, some, 0.36, some, some, some, 0.97));
        List<Ablation.Trial> trials = Arrays.stream(Ablation.Method.values())
                .map(m -> new Ablation.Trial(
                        m, 0.3, some, new MetricValue(m == Ablation.Method.CONCEPT ? 0 : 1, 0, 9, users), some, 0.8))
                .toList();
        Ablation ablation = new Ablation(
                "Switched off",
                "One concept.",
                20,
                SteeringMode.CLEAR_RESIDUAL,
                List.of(new Ablation.Row(
                        new Attribute("tags", "fantasy"), List.of(1), List.of(1, 2), 100, 0.8, 0.3, 0.1, trials)));
        List<Integer> inputs = List.of(1, 2, 4, 5);
        Workspace w = full();
        w = w.with(entry("dose", DoseParams.defaults(), inputs, 7, 1), dose);
        w = w.with(entry("solve", SolveParams.defaults(), inputs, 8, 1), plan);
        return w.with(entry("ablate", AblateParams.defaults(), inputs, 9, 1), ablation);
    }

    private static Entry entry(String op, Params params, List<Integer> inputs, int output, double seconds) {
        List<ArtifactId> ids = inputs.stream().map(TestWorkspace::id).toList();
        return new Entry(new Step(op, 1, params, ids, 42), id(output), seconds, "simd");
    }

    String title(int i) {
        return i < TITLES.size() ? TITLES.get(i) : "The Book of Chapter " + i;
    }

    /// User u chose the first `items / (u + 1)` items (at least one): item 0 is everybody's.
    Dataset data() {
        int[] offsets = new int[users + 1];
        for (int u = 0; u < users; u++) {
            offsets[u + 1] = offsets[u] + Math.max(1, items / (u + 1));
        }
        int[] values = new int[offsets[users]];
        for (int u = 0; u < users; u++) {
            for (int p = offsets[u]; p < offsets[u + 1]; p++) {
                values[p] = p - offsets[u];
            }
        }
        float[] ones = new float[values.length];
        java.util.Arrays.fill(ones, 1);
        int[] row = IntStream.range(0, items).toArray();
        int[] tag = IntStream.range(0, items).map(i -> i % 2).toArray();
        ItemColumn tags = new ItemColumn(
                "tags",
                ItemColumn.Role.MULTI_CATEGORY,
                List.of("fantasy", "romance"),
                IntLists.groupSorted(items, row, tag));
        ImportSummary summary = new ImportSummary(
                List.of(new ImportSummary.SourceFile(
                        "books.zip!interactions.csv", 123456, "ab".repeat(32), "comma-separated, UTF-8, header")),
                values.length + 3L,
                2,
                1,
                0,
                4,
                List.of(
                        new Issue(
                                Severity.WARNING,
                                "row.columns",
                                "interactions.csv:17",
                                "The row has 2 columns instead of 3."),
                        new Issue(
                                Severity.WARNING,
                                "row.columns",
                                "interactions.csv:18",
                                "The row has 1 column instead of 3."),
                        new Issue(Severity.INFO, "item.unused", "items.csv:9", "Nobody chose this item.")));
        return new Dataset(
                "books",
                new Ids(IntStream.range(0, users).mapToObj(u -> "u" + u).toList()),
                new Ids(IntStream.range(0, items).mapToObj(i -> "b" + i).toList()),
                IntStream.range(0, items).mapToObj(this::title).toList(),
                new Interactions(items, new IntLists(offsets, values), ones, true),
                List.of(tags),
                summary,
                new Credit("Collected by the Book Club, example.org.", "CC BY-SA 4.0"));
    }

    Recommender model() {
        Evaluation.Quality model = new Evaluation.Quality(
                new MetricValue(0.3125, 0.3051, 0.3199, users),
                new MetricValue(0.2871, 0.2802, 0.2944, users),
                new MetricValue(0.9127, 0.9, 0.92, users));
        Evaluation.Quality popular = new Evaluation.Quality(
                new MetricValue(0.125, 0.12, 0.13, users),
                new MetricValue(0.11, 0.105, 0.115, users),
                new MetricValue(0.61, 0.6, 0.62, users));
        Evaluation.Quality random = new Evaluation.Quality(
                new MetricValue(0.00604, 0.0055, 0.0066, users),
                new MetricValue(0.0041, 0.0038, 0.0044, users),
                new MetricValue(0.03, 0.025, 0.035, users));
        return new Recommender(
                "Logistic MF, 8 dimensions",
                Matrix.zeros(users, 8),
                Matrix.zeros(items, 8),
                new float[users],
                new float[items],
                0,
                new Scorer.Dot(),
                new Split(
                        IntLists.empty(users),
                        IntLists.empty(users),
                        "The last 20 % of each user's interactions are held out."),
                new Evaluation(20, "Full ranking of all items, training items masked.", model, popular, random),
                List.of(curve("Loss, nats an interaction"), curve("Norm of the item embeddings")));
    }

    private static Curve curve(String name) {
        List<Double> x = IntStream.rangeClosed(1, 30).mapToObj(i -> (double) i).toList();
        return new Curve(name, x, x.stream().map(e -> 0.2 + 0.5 / e).toList());
    }

    SpaceMap map() {
        Random random = new Random(7);
        float[] xy = new float[items * 2];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = (float) (random.nextGaussian() * (i % 2 == 0 ? 2 : 1) + (i / 2 % 3));
        }
        return new SpaceMap(
                "PCA",
                Matrix.zeros(users, 2),
                Matrix.of(items, 2, xy),
                List.of(0.183, 0.097),
                new SpaceMap.Quality(0.8123, 0.2345, 15, Math.min(items, 1000)));
    }

    /// Every item is active in latent `item % latents` with activation `1 + item`.
    Autoencoder sae() {
        int[] offsets = IntStream.rangeClosed(0, items).toArray();
        int[] latent = IntStream.range(0, items).map(i -> i % latents).toArray();
        float[] value = new float[items];
        for (int i = 0; i < items; i++) {
            value[i] = 1 + i;
        }
        Fidelity fidelity = new Fidelity(
                0.1234,
                0.2345,
                0.0567,
                7.93,
                8.12,
                latents,
                1,
                20,
                users,
                new MetricValue(0.6254, 0.6188, 0.6321, users),
                new MetricValue(0.7121, 0.7051, 0.7189, users),
                new MetricValue(0.4512, 0.4432, 0.4591, users),
                new MetricValue(0.6832, 0.6771, 0.6899, users),
                new MetricValue(0.2871, 0.2802, 0.2944, users),
                new MetricValue(0.2699, 0.2633, 0.2761, users),
                new MetricValue(0.0172, 0.0151, 0.0193, users));
        return new Autoencoder(
                "BatchTopK, " + latents + " latents",
                Matrix.zeros(latents, 8),
                new float[latents],
                Matrix.zeros(latents, 8),
                new float[8],
                1,
                false,
                new Activation.Threshold(0, 0),
                new SparseCodes(users, latents, new int[users + 1], new int[0], new float[0]),
                new SparseCodes(items, latents, offsets, latent, value),
                fidelity,
                List.of(curve("Reconstruction loss")));
    }

    static AttributeFit fit(String tag, double precision, double q) {
        return new AttributeFit(
                new Attribute("tags", tag),
                120,
                0.05,
                0.7,
                40,
                precision,
                0.25,
                precision / 0.05,
                precision / 0.06,
                precision / 0.04,
                0.876,
                0.41,
                precision / 0.02,
                precision / 0.03,
                precision / 0.01,
                0.00004,
                0.0006,
                0.0001,
                q);
    }

    /// Latent 0 is dead, the last quarter has no name.
    ConceptSet concepts() {
        List<Concept> list = new ArrayList<>();
        String[] tags = {"fantasy", "romance", "science fiction", "graphic novels", "history", "young adult", "poetry"};
        for (int l = 0; l < latents; l++) {
            List<Integer> top = new ArrayList<>();
            for (int i = l; i < items && top.size() < 20; i += latents) {
                top.addFirst(i);
            }
            Concept.Levels levels = new Concept.Levels(1, 2, 3, 4);
            List<Concept.Related> related = List.of(new Concept.Related((l + 1) % latents, 0.4));
            if (l == 0) {
                list.add(new Concept(
                        l,
                        Concept.Status.DEAD,
                        "",
                        List.of(),
                        0,
                        0,
                        levels,
                        levels,
                        List.of(),
                        List.of(),
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Concept.Evidence.NONE,
                        List.of()));
            } else if (l < latents - latents / 4) {
                String tag = tags[l % tags.length] + (l < tags.length ? "" : " " + l / tags.length);
                double purity = 1 - 0.8 * (l - 1) / latents;
                list.add(new Concept(
                        l,
                        Concept.Status.NAMED,
                        tag,
                        List.of(fit(tag, 0.8, 0.0004), fit("series", 0.3, 0.02), fit("classics", 0.1, Double.NaN)),
                        top.size(),
                        17,
                        levels,
                        levels,
                        top,
                        List.of(0),
                        purity,
                        (purity - 0.05) / 0.95,
                        -0.12,
                        evidence(purity, (l + 1) % latents),
                        related));
            } else {
                list.add(new Concept(
                        l,
                        Concept.Status.UNNAMED,
                        "",
                        l % 2 == 0 ? List.of() : List.of(fit("classics", 0.07, 0.4)),
                        top.size(),
                        3,
                        levels,
                        levels,
                        top,
                        List.of(0),
                        Double.NaN,
                        Double.NaN,
                        0.3,
                        Concept.Evidence.NONE,
                        related));
            }
        }
        return new ConceptSet(
                "Concepts",
                list,
                0.05,
                312,
                "Labels are chosen on one half of the items and tested on the other.",
                new ConceptSet.Quality(
                        new ConceptSet.Median(latents, 0.83, 0.66),
                        new ConceptSet.Median(12, 0.63, 0.58),
                        new ConceptSet.Median(latents, 0.5, 0.45),
                        0.71,
                        0.52,
                        0.21,
                        0.18,
                        0.04,
                        2496,
                        211));
    }

    private static Concept.Evidence evidence(double purity, int other) {
        return new Concept.Evidence(
                List.of(
                        new Concept.Purity(10, purity, (purity - 0.05) / 0.95),
                        new Concept.Purity(20, purity, (purity - 0.05) / 0.95),
                        new Concept.Purity(50, purity - 0.05, (purity - 0.1) / 0.95)),
                0.55,
                0.2,
                new Concept.Detection(40, 0.84, 0.8, 0.88, 0.67, 0.61, 0.73),
                new Concept.Validity(150, 0.31, 0.16, 0.44, 0.24, 0.09, 0.68, 0.6, 0.76),
                List.of(new Concept.Relation(Concept.Relation.Kind.COMPANION, other, 0.2, 3.1, 2.0, 4.4)));
    }

    Steering steering() {
        List<Steering.Listed> model = new ArrayList<>();
        List<Steering.Listed> reconstructed = new ArrayList<>();
        List<Steering.Listed> steered = new ArrayList<>();
        for (int r = 0; r < 20; r++) {
            model.add(new Steering.Listed(r % items, 5 - r * 0.1, r + 1));
            reconstructed.add(new Steering.Listed((r + 1) % 20 % items, 4 - r * 0.1, (r + 1) % 20 + 1));
            int rank = r == 0 ? 0 : r == 2 ? 20 : r + 1;
            steered.add(new Steering.Listed((rank == 0 ? 21 : rank - 1) % items, 5 - r * 0.1, rank));
        }
        Steering.Change ndcg = new Steering.Change(0.2871, 0.2711, new MetricValue(-0.016, -0.0181, -0.0139, users));
        Steering.Change recall = new Steering.Change(0.3125, 0.2999, new MetricValue(-0.0126, -0.015, -0.01, users));
        Steering.Change coverage = new Steering.Change(0.512, 0.498, new MetricValue(-0.014, -0.014, -0.014, users));
        Steering.Change share = new Steering.Change(0.081, 0.192, new MetricValue(0.111, 0.108, 0.114, users));
        Steering.Change random = new Steering.Change(0.081, 0.084, new MetricValue(0.003, 0.001, 0.005, users));
        return new Steering(
                "More fantasy",
                List.of(new Edit(1, Edit.Kind.ADD, 2.5), new Edit(latents - 1, Edit.Kind.ZERO, 0)),
                SteeringMode.PRESERVE_RESIDUAL,
                Steering.Scope.EVERYONE,
                new Steering.UserLists(1, model, reconstructed, steered),
                new Steering.Effect(
                        users,
                        20,
                        ndcg,
                        recall,
                        new MetricValue(0.713, 0.708, 0.718, users),
                        coverage,
                        List.of(new Steering.ShareChange(new Attribute("tags", "fantasy"), share)),
                        new Steering.Side(
                                ndcg,
                                new Steering.Change(0.871, 0.882, new MetricValue(0.011, 0.008, 0.014, users)),
                                new Steering.Change(0.913, 0.905, new MetricValue(-0.008, -0.009, -0.007, users)),
                                new Steering.Change(0.310, 0.201, new MetricValue(-0.109, -0.121, -0.097, users)),
                                new MetricValue(0.021, 0.017, 0.025, users),
                                new MetricValue(0.061, 0.052, 0.070, users),
                                new MetricValue(0.640, 0.632, 0.648, users),
                                List.of(
                                        new Steering.Drift(
                                                1,
                                                true,
                                                new Steering.Change(0.4, 2.7, new MetricValue(2.3, 2.2, 2.4, users))),
                                        new Steering.Drift(
                                                0,
                                                false,
                                                new Steering.Change(
                                                        1.1, 0.9, new MetricValue(-0.2, -0.22, -0.18, users))))),
                        List.of(),
                        new Steering.Control(
                                3,
                                List.of(new Steering.ShareChange(new Attribute("tags", "fantasy"), random)),
                                recall)));
    }
}
