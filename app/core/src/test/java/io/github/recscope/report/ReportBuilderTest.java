package io.github.recscope.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.data.ImportParams;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.recsys.TrainParams;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportBuilderTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    /// 4 users who chose 8, 4, 2 and 2 of 8 items: 16 of 32 pairs.
    private final TestWorkspace small = new TestWorkspace(4, 8, 8);

    private static Report report(Workspace w) {
        return ReportBuilder.build(w, ReportSection.all(), NOON);
    }

    private static Table table(Report r, String id) {
        return r.tables().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
    }

    /// The printed cells of a column.
    private static List<String> printed(Table t, String column) {
        int c = t.column(column);
        return IntStream.range(0, t.rows().size())
                .mapToObj(r -> t.rows().get(r).get(c).print(t.columns().get(c).format()))
                .toList();
    }

    @Test
    void hasASectionForEachTopic() {
        Report r = report(small.full());
        assertEquals(
                List.of("summary", "data", "model", "map", "autoencoder", "concepts", "steering", "provenance"),
                r.sections().stream().map(Section::id).toList());
        Set<String> ids = new HashSet<>();
        r.tables().forEach(t -> assertTrue(ids.add(t.id()), t.id()));
    }

    @Test
    void leavesOutWhatIsNotThere() {
        Workspace w = Workspace.empty("half");
        Step step = new Step("import", 1, ImportParams.defaults(), List.of(), 1);
        Report r = report(w.with(new Entry(step, TestWorkspace.id(1), 1, "scalar"), small.data()));
        assertEquals(
                List.of("summary", "data", "provenance"),
                r.sections().stream().map(Section::id).toList());
    }

    @Test
    void doesNotMixModelsOfDifferentData() {
        Workspace w = small.full();
        Step again = new Step("train", 1, TrainParams.defaults(), List.of(TestWorkspace.id(1)), 43);
        Report r = report(w.with(new Entry(again, new ArtifactId("f".repeat(64)), 1, "simd"), small.model()));
        assertEquals(
                List.of("summary", "data", "model", "provenance"),
                r.sections().stream().map(Section::id).toList(),
                "the second model has no map, autoencoder or concepts yet");
    }

    @Test
    void saysWhenThereIsNothing() {
        Report r = report(Workspace.empty("new"));
        assertEquals(1, r.sections().size());
        Block.Text text = (Block.Text) r.sections().getFirst().blocks().getFirst();
        assertTrue(text.text().startsWith("There is nothing to report yet"), text.text());
        assertEquals(List.of(), r.tables());
    }

    @Test
    void namesTheOwnersOfTheDataWhateverIsChosen() {
        for (ReportSection s : ReportSection.values()) {
            Table credits = table(ReportBuilder.build(small.full(), EnumSet.of(s), NOON), "credits");
            assertEquals(List.of("CC BY-SA 4.0"), printed(credits, "licence"), s.name());
            assertEquals(List.of("Collected by the Book Club, example.org."), printed(credits, "source"));
        }
        Report none = ReportBuilder.build(small.full(), EnumSet.noneOf(ReportSection.class), NOON);
        assertEquals(
                List.of("nothing"), none.sections().stream().map(Section::id).toList());
        assertEquals(1, table(none, "credits").rows().size());
    }

    @Test
    void countsTheData() {
        Table t = table(report(small.full()), "data_counts");
        assertEquals(
                List.of("4", "8", "16", "50.0%", "2", "3", "8", "1", "1.50", "4"),
                printed(t, "value"),
                "users choose 2, 2, 4, 8; items are chosen by 4, 4, 2, 2, 1, 1, 1, 1");
        Table tail = table(report(small.full()), "data_popularity");
        assertEquals(List.of("4", "4", "2", "2", "1", "1", "1", "1"), printed(tail, "users"));
        assertEquals("b0", printed(tail, "item").getFirst());
    }

    @Test
    void measuresInequality() {
        assertEquals(0, DataSection.gini(new int[] {3, 3, 3}), 1e-12);
        assertEquals(0.75, DataSection.gini(new int[] {0, 0, 0, 5}), 1e-12);
        assertTrue(Double.isNaN(DataSection.gini(new int[] {0, 0})));
        int[] x = {4, 4, 2, 2, 1, 1, 1, 1};
        double difference = 0;
        for (int a : x) {
            for (int b : x) {
                difference += Math.abs(a - b);
            }
        }
        assertEquals(difference / (2.0 * x.length * 16), DataSection.gini(x), 1e-12);
    }

    @Test
    void groupsIssuesByCode() {
        Table t = table(report(small.full()), "data_issues");
        assertEquals(List.of("item.unused", "row.columns"), printed(t, "code"));
        assertEquals(List.of("1", "2"), printed(t, "count"));
        assertEquals(List.of("info", "warning"), printed(t, "severity"));
        assertEquals(
                "interactions.csv:17: The row has 2 columns instead of 3.",
                printed(t, "first").get(1));
    }

    @Test
    void putsTheModelBesideItsBaselines() {
        Table t = table(report(small.full()), "model_accuracy");
        assertEquals(List.of("Model", "Most popular items", "Random order"), printed(t, "method"));
        assertEquals("0.313 [0.305, 0.320]", printed(t, "recall").getFirst());
        assertEquals("0.125 [0.120, 0.130]", printed(t, "recall").get(1));
        assertEquals("Recall@20", t.columns().get(t.column("recall")).title());
        Table settings = table(report(small.full()), "model_settings");
        assertEquals(
                List.of(
                        "logistic-mf",
                        "64",
                        "30",
                        "adam",
                        "0.01",
                        "0.01",
                        "4",
                        "64,32,16",
                        "10",
                        "0.5",
                        "0.2",
                        "20",
                        "42"),
                printed(settings, "value"));
    }

    @Test
    void tellsWhatTheCodesLose() {
        Table t = table(report(small.full()), "autoencoder_fidelity");
        assertEquals(
                List.of(
                        "12.3%",
                        "23.5%",
                        "5.7%",
                        "7.93",
                        "8.12",
                        "8",
                        "1",
                        "0.712 [0.705, 0.719]",
                        "0.625 [0.619, 0.632]",
                        "0.451 [0.443, 0.459]",
                        "0.683 [0.677, 0.690]",
                        "0.287 [0.280, 0.294]",
                        "0.270 [0.263, 0.276]",
                        "0.0172 [0.0151, 0.0193]"),
                printed(t, "value"));
    }

    @Test
    void listsNamedConceptsPurestFirstAndUnnamedOnesHonestly() {
        Report r = report(small.full());
        Table named = table(r, "concepts_named");
        assertEquals(List.of("1", "2", "3", "4", "5"), printed(named, "latent"));
        assertEquals("romance", printed(named, "label").getFirst());
        assertEquals("80.0%", printed(named, "precision").getFirst());
        assertEquals("16.0 [13.3, 20.0]", printed(named, "lift").getFirst());
        assertEquals("<0.001", printed(named, "q_value").getFirst());
        assertEquals("1.00", printed(named, "purity_corrected").getFirst());
        Table unnamed = table(r, "concepts_unnamed");
        assertEquals(List.of("6", "7"), printed(unnamed, "latent"));
        assertEquals(List.of("–", "classics"), printed(unnamed, "closest"));
        assertEquals(List.of("–", "1.40"), printed(unnamed, "closest_lift"));
        Table histogram = table(r, "concepts_purity");
        int sum = 0;
        for (int b = 0; b < histogram.rows().size(); b++) {
            sum += (int) histogram.number(b, histogram.column("concepts"));
        }
        assertEquals(5, sum, "each named concept is in one bar");
        assertEquals(1, histogram.number(19, 2), "purity 1 is in the last bar");
    }

    @Test
    void showsTheItemsOfAConceptWithTheirActivation() {
        Table items = table(report(small.full()), "concept_1_items");
        assertEquals(List.of("b1"), printed(items, "item"));
        assertEquals(List.of("Les Misérables"), printed(items, "title"));
        assertEquals(List.of("2.00"), printed(items, "activation"), "item 1 has activation 1 + 1");
        assertEquals(List.of("4"), printed(items, "users"));
    }

    @Test
    void putsThreeListsSideBySide() {
        TestWorkspace big = new TestWorkspace(4, 30, 8);
        Table t = table(report(big.full()), "steering_1_lists");
        assertEquals(20, t.rows().size());
        assertEquals("new", printed(t, "steered_change").getFirst());
        assertEquals("=", printed(t, "steered_change").get(1));
        assertEquals("▲ 17", printed(t, "steered_change").get(2), "from place 20 to place 3");
        assertEquals("▲ 1", printed(t, "reconstructed_change").getFirst());
        assertEquals("▼ 19", printed(t, "reconstructed_change").getLast());
        assertTrue(Double.isNaN(t.number(0, t.column("steered_model_rank"))));
        Table effect = table(report(big.full()), "steering_1_effect");
        assertEquals(
                List.of(
                        "+11.1 pp [+10.8, +11.4]",
                        "+0.3 pp [+0.1, +0.5]",
                        "−0.0160 [−0.0181, −0.0139]",
                        "−0.0160 [−0.0181, −0.0139]",
                        "−0.109 [−0.121, −0.097]",
                        "−0.0126 [−0.0150, −0.0100]",
                        "−0.0126 [−0.0150, −0.0100]",
                        "−1.4 pp"),
                printed(effect, "difference").subList(0, 8));
        Table leakage = table(report(big.full()), "steering_1_leakage");
        assertEquals(List.of("yes", ""), printed(leakage, "edited"));
        assertTrue(leakage.caption().contains("64.0%"), leakage.caption());
    }

    @Test
    void tellsDosesPlansAndWhoWins() {
        Report r = report(new TestWorkspace(4, 30, 8).studied());
        assertEquals(5, table(r, "dose_1").rows().size());
        assertEquals(List.of("37.0%"), printed(table(r, "plan_2"), "level"));
        Table all = table(r, "ablation_3");
        assertEquals(9, all.rows().size());
        assertEquals(
                "The latents that carry the concept", printed(all, "method").getFirst());
        Section steering = r.sections().stream()
                .filter(x -> x.id().equals("steering"))
                .findFirst()
                .orElseThrow();
        String words = steering.blocks().stream()
                .filter(Block.Text.class::isInstance)
                .map(b -> ((Block.Text) b).text())
                .reduce("", (a, b) -> a + " " + b);
        assertTrue(words.contains("largest dose that costs at most 2.0% of NDCG is 1.25"), words);
        assertTrue(words.contains("less outside than the difference in means for 1 of 1 concepts"), words);
        assertTrue(words.contains("97.0% of the users can be brought"), words);
    }

    @Test
    void saysEditsInWords() {
        TestWorkspace big = new TestWorkspace(4, 30, 8);
        Section s = report(big.full()).sections().stream()
                .filter(x -> x.id().equals("steering"))
                .findFirst()
                .orElseThrow();
        Block.Text words = (Block.Text) s.blocks().get(2);
        assertTrue(
                words.text().startsWith("Add 2.50 to “romance” (latent 1); then switch latent 7 off."), words.text());
    }

    @Test
    void listsEveryStep() {
        Table t = table(report(small.full()), "provenance_steps");
        assertEquals(
                List.of("import v1", "train v1", "map v1", "sae v1", "concepts v1", "steer v1"), printed(t, "step"));
        assertEquals("#1, #2, #4", printed(t, "inputs").get(4));
        assertEquals("12.3", printed(t, "seconds").get(1));
        assertEquals("0".repeat(63) + "2", printed(t, "output_sha256").get(1));
        assertTrue(printed(t, "parameters").get(1).startsWith("model logistic-mf, dimensions 64, epochs 30"));
        assertFalse(printed(t, "parameters").get(5).contains("{"), "edits are not shown as JSON");
    }

    /// Lists without a common item have a Kendall's τ-b of about −2/3, so that 0 is not what chance gives.
    @Test
    void saysWhatKendallMeans() {
        String meaning = printed(table(report(small.full()), "autoencoder_fidelity"), "meaning")
                .get(9);
        assertFalse(meaning.contains("chance"), meaning);
        assertTrue(meaning.contains("−0.7"), meaning);
    }

    /// The data has 8 items: one of them is no tenth.
    @Test
    void oneItemOfFewIsNotCalledATenth() {
        Section data = report(small.full()).sections().get(1);
        assertTrue(data.blocks().stream()
                .noneMatch(b -> b instanceof Chart c && c.caption().contains("a tenth")));
    }
}
