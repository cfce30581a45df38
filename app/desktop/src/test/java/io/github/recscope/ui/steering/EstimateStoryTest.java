package io.github.recscope.ui.steering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.bench.Synthetic;
import io.github.recscope.concept.ConceptParams;
import io.github.recscope.concept.ConceptsOperation;
import io.github.recscope.job.Ctx;
import io.github.recscope.job.Jobs;
import io.github.recscope.job.Outcome;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.KernelRegistry;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.Params;
import io.github.recscope.model.Step;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Workspace;
import io.github.recscope.data.ImportParams;
import io.github.recscope.op.Inputs;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.sae.SaeParams;
import io.github.recscope.session.Session;
import io.github.recscope.ui.UiHarness;
import io.github.recscope.ui.state.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import org.junit.jupiter.api.Test;

/// A recipe for forty thousand users in the real window: an estimate, then the figures of everybody.
class EstimateStoryTest {
    /// With so many items just more than is measured within about a second.
    private static final int USERS = 40_000;

    private static final int ITEMS = 1800;
    private static final int GENRES = 6;

    private static Workspace many(Ctx ctx) {
        IntLists choices = Synthetic.choices(USERS, ITEMS, 6L * USERS, GENRES, ctx);
        Dataset data = Synthetic.dataset(choices, ITEMS, GENRES);
        Recommender model = Synthetic.recommender(
                Synthetic.clustered(USERS, 32, GENRES, 1.5, "users", ctx),
                Synthetic.clustered(ITEMS, 32, GENRES, 1.5, "items", ctx),
                choices,
                0.3,
                ctx);
        Autoencoder sae = Synthetic.autoencoder(model, 16, 4, GENRES, ctx);
        ConceptSet concepts = new ConceptsOperation()
                .run(new ConceptParams(0.05, 3, 999, 1), new Inputs(List.of(data, model, sae)), ctx);
        Workspace w = with(Workspace.empty("many"), "import", ImportParams.defaults(), data, 1);
        w = with(w, "train", TrainParams.defaults(), model, 2, 1);
        w = with(w, "sae", SaeParams.defaults(), sae, 3, 1, 2);
        return with(w, "concepts", ConceptParams.defaults(), concepts, 4, 1, 2, 3);
    }

    private static Workspace with(Workspace w, String op, Params params, Artifact artifact, int number, int... inputs) {
        List<ArtifactId> ids =
                Arrays.stream(inputs).mapToObj(EstimateStoryTest::id).toList();
        return w.with(new Entry(new Step(op, 1, params, ids, 42), id(number), 1, "simd"), artifact);
    }

    private static ArtifactId id(int number) {
        return new ArtifactId(String.format("%064x", number));
    }

    private static Workspace many() {
        try (Jobs jobs = new Jobs(KernelRegistry.fromClassPath().select("auto", Workers.of(2)))) {
            return jobs.compute("Make input", 5, EstimateStoryTest::many).join() instanceof Outcome.Done<Workspace> done
                    ? done.value()
                    : Workspace.empty("none");
        }
    }

    private static String text(UiHarness ui, String id) {
        return ui.node(id, Label.class).getText();
    }

    private static void look(UiHarness ui, String name) {
        ui.screenshot(name + "-light");
        ui.click("theme-toggle");
        ui.screenshot(name + "-dark");
        ui.click("theme-toggle");
    }

    private static void tab(UiHarness ui, int index) {
        TabPane tabs = ui.node("steer-tabs", TabPane.class);
        UiHarness.run(() -> tabs.getSelectionModel().select(index));
        UiHarness.pulses(2);
    }

    /// Cancels what runs as soon as its estimate is in the window.
    private static void cancelAtEstimate(UiHarness ui, boolean[] cancel) {
        UiHarness.run(() -> ui.wiring().jobs().estimate().observe(e -> {
            if (e.isPresent() && cancel[0]) {
                cancel[0] = false;
                ui.wiring().jobs().cancelFirst();
            }
        }));
    }

    private static void idle(UiHarness ui) {
        UiHarness.await("the end", () -> ui.wiring().jobs().lines().get().isEmpty());
        UiHarness.pulses(2);
    }

    @Test
    void anEstimateComesFirstAndIsNeverSaved() {
        try (UiHarness ui = new UiHarness(many(), 1000, 960)) {
            Session session = ui.wiring().session();
            UiHarness.run(() -> {
                ui.wiring().selection().view().set(View.STEERING);
                ui.wiring().selection().toSteer().set(OptionalInt.of(2));
            });
            ui.node("steer-slider-0");
            assertTrue(ui.find("steer-estimate").isEmpty(), "no estimate before anything is measured");
            boolean[] cancel = {true};
            cancelAtEstimate(ui, cancel);
            ui.click("steer-save");
            idle(ui);
            assertTrue(session.workspace().latest(Steering.class).isEmpty(), "an estimate is no result");
            assertTrue(
                    text(ui, "steer-estimate")
                            .matches("Estimate from 1,000 of 40,000 users\\. Measuring everyone was cancelled, so"
                                    + " nothing is saved\\."),
                    text(ui, "steer-estimate"));
            assertTrue(ui.node("steer-estimate").isFocusTraversable(), "a screen reader finds it");
            assertTrue(text(ui, "steer-effect-later").startsWith("Catalogue coverage"));
            look(ui, "estimate-population");
            tab(ui, 3);
            ui.node("steer-side-estimate");
            ui.node("steer-leaks");
            look(ui, "estimate-side-effects");

            tab(ui, 2);
            cancel[0] = true;
            ui.click("steer-sweep");
            ui.node("steer-dose-estimate");
            idle(ui);
            assertTrue(session.workspace().latest(DoseResponse.class).isEmpty());
            ui.node("steer-dose-chart");
            look(ui, "estimate-dose");

            tab(ui, 0);
            List<Estimate> seen = new ArrayList<>();
            UiHarness.run(() -> ui.wiring().jobs().estimate().observe(e -> e.ifPresent(seen::add)));
            ui.click("steer-save");
            UiHarness.await(
                    "the figures of everybody",
                    () -> session.workspace().latest(Steering.class).isPresent());
            idle(ui);
            assertTrue(UiHarness.fx(() -> !seen.isEmpty()), "an estimate came first");
            assertTrue(ui.find("steer-estimate").isEmpty(), "replaced");
            assertTrue(ui.find("steer-effect-later").isEmpty());
            ui.node("steer-effect-table");
            assertEquals(
                    USERS,
                    session.workspace()
                            .latest(Steering.class)
                            .orElseThrow()
                            .effect()
                            .users());
            look(ui, "estimate-replaced");
        }
    }
}
