package io.github.recscope.concept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.TestCtx;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Labels on codes that are made by hand: what is there is found, what is not there is not.
class LabelStatisticsTest {
    private static final int ITEMS = 800;
    private static final int LATENTS = 60;
    private static final int TAGS = 30;
    private static final ConceptParams PARAMS = new ConceptParams(0.05, 8, 999, 0.05);

    /// Item `i` was chosen by `1 + i / 10` users, so popularity rises with the row.
    private static Dataset data(List<IntPredicate> tags) {
        List<Integer> row = new ArrayList<>();
        List<Integer> tag = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            for (int t = 0; t < tags.size(); t++) {
                if (tags.get(t).test(i)) {
                    row.add(i);
                    tag.add(t);
                }
            }
        }
        int users = 1 + ITEMS / 10;
        int[] offsets = new int[users + 1];
        List<Integer> chosen = new ArrayList<>();
        for (int u = 0; u < users; u++) {
            for (int i = 0; i < ITEMS; i++) {
                if (1 + i / 10 > u) {
                    chosen.add(i);
                }
            }
            offsets[u + 1] = chosen.size();
        }
        int[] values = ints(chosen);
        return new Dataset(
                "by hand",
                new Ids(IntStream.range(0, users).mapToObj(u -> "u" + u).toList()),
                new Ids(IntStream.range(0, ITEMS).mapToObj(i -> "i" + i).toList()),
                IntStream.range(0, ITEMS).mapToObj(i -> "Item " + i).toList(),
                new Interactions(ITEMS, new IntLists(offsets, values), new float[values.length], false),
                List.of(new ItemColumn(
                        "tags",
                        ItemColumn.Role.MULTI_CATEGORY,
                        IntStream.range(0, tags.size())
                                .mapToObj(t -> "tag " + t)
                                .toList(),
                        IntLists.groupSorted(ITEMS, ints(row), ints(tag)))),
                new ImportSummary(List.of(), values.length, 0, 0, 0, 0, List.of()),
                null);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<IntPredicate> randomTags(long seed) {
        List<IntPredicate> tags = new ArrayList<>();
        for (int t = 0; t < TAGS; t++) {
            boolean[] has = new boolean[ITEMS];
            SplittableRandom random = new SplittableRandom(seed * 1000 + t);
            for (int i = 0; i < ITEMS; i++) {
                has[i] = random.nextDouble() < 0.02 + 0.01 * t;
            }
            tags.add(i -> has[i]);
        }
        return tags;
    }

    private interface Activation {
        double of(int latent, int item, SplittableRandom random);
    }

    private static Autoencoder codes(int users, Activation activation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] offsets = new int[ITEMS + 1];
        List<Integer> latent = new ArrayList<>();
        List<Float> value = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            for (int j = 0; j < LATENTS; j++) {
                double z = activation.of(j, i, random);
                if (z > 0) {
                    latent.add(j);
                    value.add((float) z);
                }
            }
            offsets[i + 1] = latent.size();
        }
        float[] values = new float[value.size()];
        for (int p = 0; p < values.length; p++) {
            values[p] = value.get(p);
        }
        SparseCodes items = new SparseCodes(ITEMS, LATENTS, offsets, ints(latent), values);
        SparseCodes none = new SparseCodes(users, LATENTS, new int[users + 1], new int[0], new float[0]);
        MetricValue nothing = new MetricValue(0, 0, 0, 0);
        return new Autoencoder(
                "by hand",
                Matrix.zeros(LATENTS, 2),
                new float[LATENTS],
                Matrix.zeros(LATENTS, 2),
                new float[2],
                1,
                false,
                new io.github.recscope.model.Activation.Threshold(0, 0),
                none,
                items,
                new Fidelity(
                        0, 0, 0, 0, 0, LATENTS, 0, 20, 0, nothing, nothing, nothing, nothing, nothing, nothing,
                        nothing),
                List.of());
    }

    private static LabelSearch.Candidate candidate(AttributeTable table, int row) {
        return new LabelSearch.Candidate(table.attributes().get(row), table.members(row), 1, 0);
    }

    /// Embeddings that say nothing; nobody holds anything out.
    private static Recommender model(Dataset data) {
        SplittableRandom random = new SplittableRandom(4);
        float[] x = new float[ITEMS * 4];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextDouble() - 0.5f;
        }
        int users = data.users().size();
        MetricValue nothing = new MetricValue(0, 0, 0, 0);
        Evaluation.Quality scores = new Evaluation.Quality(nothing, nothing, nothing);
        return new Recommender(
                "by hand",
                Matrix.zeros(users, 4),
                Matrix.of(ITEMS, 4, x),
                new float[users],
                new float[ITEMS],
                0,
                new Scorer.Dot(),
                new Split(data.interactions().byUser(), IntLists.empty(users), "by hand"),
                new Evaluation(20, "by hand", scores, scores, scores),
                List.of());
    }

    private static ConceptSet name(Dataset data, Autoencoder sae, long seed) {
        return new ConceptsOperation().run(PARAMS, PlantedRun.inputs(data, model(data), sae), TestCtx.of(seed));
    }

    @Test
    void plantedTagsAreFoundAtThePromisedErrorRate() {
        List<IntPredicate> tags = randomTags(1);
        Dataset data = data(tags);
        // Even latents fire mostly for the items of a tag, odd ones for random items.
        Autoencoder sae = codes(
                data.users().size(),
                (j, i, random) -> {
                    boolean planted = j % 2 == 0 && tags.get(j / 2).test(i);
                    return random.nextDouble() < (planted ? 0.6 : 0.02) ? random.nextDouble() + (planted ? 1 : 0) : 0;
                },
                4);
        ConceptSet set = name(data, sae, 1);
        int right = 0;
        int wrong = 0;
        for (Concept c : set.concepts()) {
            if (c.status() == Concept.Status.NAMED) {
                if (c.latent() % 2 == 0 && c.label().equals("tag " + c.latent() / 2)) {
                    right++;
                } else {
                    wrong++;
                }
            }
        }
        assertTrue(right >= 26, "found " + right + " of 30");
        assertTrue(wrong <= 4, wrong + " false names beside " + right + " right ones");
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        int named = 0;
        for (int run = 0; run < 5; run++) {
            Dataset data = data(randomTags(run + 10));
            Autoencoder sae = codes(
                    data.users().size(), (j, i, random) -> random.nextDouble() < 0.05 ? random.nextDouble() : 0, run);
            named += name(data, sae, run).count(Concept.Status.NAMED);
        }
        // 300 latents in five sets: Benjamini–Hochberg allows a false name in one set of twenty.
        assertTrue(named <= 3, named + " names for noise");
    }

    @Test
    void popularityDoesNotPassForATag() {
        // Tag 0 is more common among popular items and otherwise random; the latents fire for popular items.
        boolean[] has = new boolean[ITEMS];
        SplittableRandom draw = new SplittableRandom(8);
        for (int i = 0; i < ITEMS; i++) {
            int decile = i * 10 / ITEMS;
            has[i] = draw.nextDouble() < 0.02 + 0.07 * decile;
        }
        Dataset data = data(List.of(i -> has[i]));
        Autoencoder sae = codes(
                data.users().size(),
                (j, i, random) -> random.nextDouble() < 0.4 * Math.pow((double) i / ITEMS, 3) ? random.nextDouble() : 0,
                3);
        AttributeTable table = AttributeTable.of(data, 8);
        int tag = table.indexOf(new Attribute("tags", "tag 0"));
        LabelTest test = new LabelTest(table, Halves.split(table, TestCtx.of(5).random("halves", 0)));
        int significant = 0;
        for (int j = 0; j < LATENTS; j++) {
            double p = test.pValue(
                    sae.items().transpose(),
                    j,
                    candidate(table, tag),
                    999,
                    TestCtx.of(5).random("p", j),
                    () -> {});
            significant += p <= 0.05 ? 1 : 0;
        }
        // 60 tests at 5 %: three are expected, more than nine have a chance below 1 in 1,000.
        assertTrue(significant <= 9, significant + " of 60 latents of popularity passed for a tag");
        for (Concept c : name(data, sae, 5).concepts()) {
            if (c.status() == Concept.Status.NAMED && c.popularityCorrelation() > 0.3) {
                assertEquals(
                        Attribute.POPULARITY, c.fits().getFirst().attribute().family(), c.label());
            }
        }
    }

    @Test
    void pValuesOfNoiseAreUniform() {
        Dataset data = data(randomTags(3));
        AttributeTable table = AttributeTable.of(data, 8);
        LabelTest test = new LabelTest(table, Halves.split(table, TestCtx.of(5).random("halves", 0)));
        Autoencoder sae =
                codes(data.users().size(), (j, i, random) -> random.nextDouble() < 0.1 ? random.nextDouble() : 0, 77);
        SparseCodes byLatent = sae.items().transpose();
        int below = 0;
        int tests = 0;
        for (int j = 0; j < LATENTS; j++) {
            for (int a = 0; a < TAGS; a += 3) {
                below += test.pValue(
                                        byLatent,
                                        j,
                                        candidate(table, a),
                                        199,
                                        TestCtx.of(5).random("p", j * 100L + a),
                                        () -> {})
                                <= 0.1
                        ? 1
                        : 0;
                tests++;
            }
        }
        // 600 tests, 60 expected at 10 %.
        assertEquals(60, below, 30, below + " of " + tests + " below 0.1");
    }

    @Test
    void fitsCountTheTestingHalfByHand() {
        Dataset data = data(List.of(i -> i % 4 == 0));
        Autoencoder sae = codes(data.users().size(), (j, i, random) -> j == 0 && i % 8 == 0 ? 1 : 0, 1);
        AttributeTable table = AttributeTable.of(data, 8);
        Halves halves = Halves.split(table, TestCtx.of(1).random("halves", 0));
        LabelTest test = new LabelTest(table, halves);
        int tag = table.indexOf(new Attribute("tags", "tag 0"));
        AttributeFit fit = test.measure(sae.items().transpose(), 0, candidate(table, tag));
        int support = 0;
        int firing = 0;
        for (int i = 0; i < ITEMS; i++) {
            if (!halves.choosing()[i]) {
                support += i % 4 == 0 ? 1 : 0;
                firing += i % 8 == 0 ? 1 : 0;
            }
        }
        assertEquals(400, halves.testing());
        assertEquals(support, fit.support());
        assertEquals(firing, fit.firing());
        assertEquals(1, fit.precision());
        assertEquals((double) firing / support, fit.recall());
        assertEquals(400.0 / support, fit.lift(), 1e-12);
    }

    @Test
    void silentLatentsAreDeadAndHaveNoName() {
        Dataset data = data(randomTags(2));
        Autoencoder sae = codes(data.users().size(), (j, i, random) -> j == 7 && i < 50 ? 1 : 0, 1);
        ConceptSet set = name(data, sae, 2);
        assertEquals(LATENTS - 1, set.count(Concept.Status.DEAD));
        assertEquals("dead 0", set.concepts().getFirst().title());
        assertEquals(50, set.concepts().get(7).activeItems());
        assertEquals(20, set.concepts().get(7).topItems().size());
    }
}
