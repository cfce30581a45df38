package io.github.recscope.ui.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.job.Observable;
import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Metric;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Workspace;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Session;
import io.github.recscope.ui.fixture.Fx;
import io.github.recscope.ui.fixture.Library;
import io.github.recscope.ui.fx.Sheets;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class EvaluatePaneTest {
    /// Two methods and two lengths, the figures by hand.
    private static Benchmark benchmark() {
        return new Benchmark(
                "Evaluation of M",
                "all items ranked",
                new int[] {0, 1},
                List.of(5, 20),
                List.of(
                        new Benchmark.Method(
                                "M",
                                Benchmark.Kind.MODEL,
                                "",
                                List.of(
                                        figure(Metric.NDCG, 5, 0.1),
                                        figure(Metric.NDCG, 20, 0.25),
                                        new Benchmark.Figure(
                                                Metric.COVERAGE,
                                                20,
                                                new MetricValue(0.5, Double.NaN, Double.NaN, 2),
                                                new float[0]))),
                        new Benchmark.Method(
                                "Popularity",
                                Benchmark.Kind.YARDSTICK,
                                "most chosen items",
                                List.of(figure(Metric.NDCG, 5, 0.2), figure(Metric.NDCG, 20, 0.125)))),
                List.of(contrast(5, -0.1, 0.3), contrast(20, 0.125, 0.01)));
    }

    private static Benchmark.Figure figure(Metric metric, int k, double mean) {
        return new Benchmark.Figure(
                metric, k, new MetricValue(mean, mean - 0.01, mean + 0.01, 2), new float[] {(float) mean, (float) mean
                });
    }

    private static Benchmark.Contrast contrast(int k, double difference, double p) {
        return new Benchmark.Contrast(
                1, Metric.NDCG, k, new MetricValue(difference, difference - 0.02, difference + 0.02, 2), p / 2, p, 0.5);
    }

    @Test
    void theTableMarksWhatIsBestAndWhatIsSure() {
        EvaluateTable t = EvaluateTable.of(benchmark(), 20);
        assertEquals("All items ranked.", t.protocol());
        assertEquals(
                List.of("NDCG@20", "Coverage@20"),
                t.rows().stream().map(EvaluateTable.Row::name).toList());
        EvaluateTable.Row ndcg = t.rows().getFirst();
        assertTrue(ndcg.formula().endsWith("More is better."), ndcg.formula());
        assertEquals(
                new EvaluateTable.Cell("0.2500", "0.240 to 0.260", "", true, ""),
                ndcg.cells().getFirst());
        EvaluateTable.Cell popularity = ndcg.cells().get(1);
        assertEquals("*", popularity.mark());
        assertTrue(!popularity.best());
        assertEquals("Less Popularity: +0.1250 (+0.1050 to +0.1450), p = 0.010, effect +0.50", popularity.help());
        assertEquals("–", t.rows().get(1).cells().get(1).mean(), "not measured");
        assertTrue(t.rows().get(1).details().contains("no test"));
        EvaluateTable.Cell short5 =
                EvaluateTable.of(benchmark(), 5).rows().getFirst().cells().get(1);
        assertTrue(short5.best() && short5.mark().isEmpty(), short5.toString());
    }

    /// A view is taken out of the window while another one is shown; what ends meanwhile must be seen after.
    @Test
    void theButtonFollowsWorkThatEndsWhileAnotherViewIsShown() {
        try (Engine engine = Engine.create("scalar", 1)) {
            Session session = new Session(engine, Platform::runLater, Library.workspace());
            Observable<Boolean> busy = new Observable<>(false);
            EvaluateModel model = Fx.get(() -> new EvaluateModel(session, busy, Platform::runLater));
            TrainParams train = new TrainParams(4, 3, TrainParams.Optimiser.SGD, 0.05, 0.01, 2, 0.2, 5);
            Fx.run(() -> session.submit("train", train, 1));
            Fx.await(
                    "the model",
                    () -> session.workspace().entries().getLast().step().op().equals("train"));
            EvaluatePane pane = Fx.get(() -> new EvaluatePane(model, new Sheets()));
            StackPane window = Fx.get(() -> new StackPane(pane));
            Stage stage = Fx.show(() -> window, 904, 825);
            Fx.await(
                    "the button",
                    () -> !Fx.find(stage, "evaluate-run", Button.class).isDisabled());
            Fx.run(() -> busy.set(true));
            assertTrue(Fx.get(() -> Fx.find(stage, "evaluate-run", Button.class).isDisabled()));
            Fx.run(() -> window.getChildren().clear());
            Fx.run(() -> busy.set(false));
            Fx.run(() -> window.getChildren().add(pane));
            assertFalse(
                    Fx.get(() -> Fx.find(stage, "evaluate-run", Button.class).isDisabled()));
            Fx.run(stage::close);
        }
    }

    @Test
    void runsAndShowsOtherLengths() {
        try (Engine engine = Engine.create("scalar", 1)) {
            Session session = new Session(engine, Platform::runLater, Library.workspace());
            EvaluateModel model = Fx.get(() -> new EvaluateModel(session, new Observable<>(false), Platform::runLater));
            TrainParams train = new TrainParams(4, 3, TrainParams.Optimiser.SGD, 0.05, 0.01, 2, 0.2, 5);
            Fx.run(() -> session.submit("train", train, 1));
            Fx.await(
                    "the model",
                    () -> session.workspace().entries().getLast().step().op().equals("train"));
            Stage stage = Fx.show(() -> new EvaluatePane(model, new Sheets()), 904, 825);
            Fx.run(() -> Fx.find(stage, "evaluate-run", Button.class).fire());
            Fx.await("the table", () -> stage.getScene().lookup("#evaluate-table") != null);
            TableView<?> table = Fx.get(() -> Fx.find(stage, "evaluate-table", TableView.class));
            Benchmark b = session.workspace().latest(Benchmark.class).orElseThrow();
            assertEquals(1 + b.methods().size(), table.getColumns().size());
            assertEquals(5, b.methods().size());
            String details =
                    Fx.get(() -> Fx.find(stage, "evaluate-details", Label.class).getText());
            assertTrue(details.startsWith("Recall@20: ") && details.contains("Less EASE"), details);
            Fx.run(() -> Fx.find(stage, "evaluate-cutoff-5", ToggleButton.class).fire());
            assertEquals(5, model.state().get().table().orElseThrow().cutoff());
            Fx.shoot(stage, "evaluate-904");
            Fx.run(session::undo);
            Fx.await("the button again", () -> stage.getScene().lookup("#evaluate-run") != null);
            Fx.run(() -> session.open(Workspace.empty("nothing")));
            Fx.await("no button", () -> stage.getScene().lookup("#evaluate-run") == null);
            Fx.run(stage::close);
        }
    }
}
