package io.github.recscope.ui.steering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.job.Observable;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.Params;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.History;
import io.github.recscope.steering.SteerParams;
import io.github.recscope.ui.fixture.CodePreview;
import io.github.recscope.ui.fixture.Fx;
import io.github.recscope.ui.fixture.Library;
import io.github.recscope.ui.state.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class SteeringPaneTest {
    private final Selection selection = new Selection();
    private final Observable<History> history = new Observable<>(History.of(Library.workspace()));
    private final SteeringModel model = Fx.get(() -> new SteeringModel(
            history,
            selection,
            Platform::runLater,
            now -> new CodePreview(Objects.requireNonNull(now.dataset()), Objects.requireNonNull(now.autoencoder()))
                    ::lists,
            (op, params) -> submit(params),
            Optional::empty,
            Optional.empty()));
    private final List<Params> submitted = new ArrayList<>();
    private Stage stage = Fx.get(Stage::new);
    /// What a step gives that does not end at once.
    private @Nullable CompletableFuture<Outcome<Workspace>> hold;

    @BeforeEach
    void open() {
        stage = Fx.show(() -> new SteeringPane(model), 904, 825);
        Fx.await("lists", () -> list("list-steered").getItems().size() == SteeringModel.LENGTH);
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            stage.close();
            model.close();
        });
    }

    @Test
    void withoutEditsTheSteeredListIsTheModels() {
        assertEquals("No edit is on: the steered list is the model's own.", headline());
        assertEquals(items("list-model"), items("list-steered"));
        Fx.shoot(stage, "steering-start-1000");
    }

    @Test
    void aSliderMovesTheListAndTheHeadline() {
        Fx.run(() -> selection.toSteer().set(OptionalInt.of(1)));
        Fx.await("romance enters", () -> headline().contains("romance"));
        assertEquals(OptionalInt.empty(), selection.toSteer().get(), "the request is taken");
        Slider slider = Fx.find(stage, "steer-slider-0", Slider.class);
        Fx.run(() -> slider.setValue(0));
        Fx.await("back to the model", () -> headline().startsWith("All 20 stay; romance"));
        double before = Fx.get(slider::getValue);
        press(slider, KeyCode.RIGHT, false);
        assertEquals(before + 0.05, Fx.get(slider::getValue), 1e-9);
        press(slider, KeyCode.RIGHT, true);
        assertEquals(before + 0.55, Fx.get(slider::getValue), 1e-9);
        press(slider, KeyCode.DIGIT0, false);
        Fx.run(() -> Fx.find(stage, "steer-add-edit", Button.class).fire());
        Fx.await("two edits", () -> stage.getScene().lookup("#steer-slider-1") != null);
        Fx.shoot(stage, "steering-edits-1000");
        Fx.run(() -> Fx.find(stage, "steer-clear", Button.class).fire());
        Fx.await("no edits", () -> headline().startsWith("No edit"));
    }

    @Test
    void rowsThatLeaveDoNotEditTheRecipe() {
        Fx.run(() -> {
            model.add(1);
            model.add(2);
            model.add(3);
        });
        Fx.pulse();
        Fx.run(() -> Fx.find(stage, "steer-remove-0", Button.class).fire());
        Fx.pulse();
        assertEquals(List.of(2, 3), latents());
        Fx.run(() -> model.concept(0, 0));
        Fx.pulse();
        assertEquals(List.of(0, 3), latents());
        Fx.run(model::clear);
        Fx.pulse();
        assertEquals(List.of(), latents());
    }

    private List<Integer> latents() {
        return Fx.get(
                () -> model.trial().get().rows().stream().map(EditRow::latent).toList());
    }

    @Test
    void savingShowsTheEffectOnEveryone() {
        Fx.run(() -> model.add(0));
        Fx.run(() -> Fx.find(stage, "steer-save", Button.class).fire());
        Fx.await("the effect", () -> stage.getScene().lookup("#steer-effect") != null);
        assertTrue(model.saving().get().current(), "the saved recipe is the one on the left");
        Fx.await(
                "its tab",
                () -> Fx.find(stage, "steer-tabs", TabPane.class)
                                .getSelectionModel()
                                .getSelectedIndex()
                        == 1);
        Fx.shoot(stage, "steering-saved-1000");
        Fx.run(() -> history.set(history.get().undo()));
        Fx.await("undone", () -> stage.getScene().lookup("#steer-effect") == null);
    }

    @Test
    void anEstimateIsShownWhileEverybodyIsMeasured() {
        hold = new CompletableFuture<>();
        Fx.run(() -> model.add(0));
        Fx.run(() -> Fx.find(stage, "steer-save", Button.class).fire());
        Estimate estimate = Fx.get(() -> new Estimate(Library.steering(model.params("")), 1000, 100_000));
        TabPane tabs = Fx.find(stage, "steer-tabs", TabPane.class);
        assertEquals(0, Fx.get(() -> tabs.getSelectionModel().getSelectedIndex()));
        Fx.run(() -> model.preview(Optional.of(estimate), ""));
        assertEquals(1, Fx.get(() -> tabs.getSelectionModel().getSelectedIndex()), "it is what one waits for");
        Fx.run(() -> tabs.getSelectionModel().select(0));
        Fx.run(() ->
                model.preview(Optional.of(new Estimate(estimate.result(), 5000, 100_000)), "about 10 seconds left"));
        assertEquals(0, Fx.get(() -> tabs.getSelectionModel().getSelectedIndex()), "nobody is sent back");
        Fx.run(() -> tabs.getSelectionModel().select(1));
        Fx.pulse();
        assertEquals(
                "Estimate from 5,000 of 100,000 users – measuring everyone, about 10 seconds left.",
                Fx.find(stage, "steer-estimate", Label.class).getText());
        Fx.shoot(stage, "steering-estimate-1000");
        CompletableFuture<Outcome<Workspace>> measuring = hold;
        Fx.run(() -> measuring.complete(
                save((SteerParams) submitted.getLast()).toCompletableFuture().join()));
        Fx.await("the figures of everybody", () -> !model.saving().get().running());
        Fx.pulse();
        assertTrue(Fx.get(() -> stage.getScene().lookup("#steer-effect-later") == null));
        assertEquals("", Fx.find(stage, "steer-estimate", Label.class).getText());
    }

    @Test
    void dosesAndPlansAreShownAndAPlanCanBeUsed() {
        Fx.run(() -> {
            model.add(0);
            history.set(history.get()
                    .then(Library.with(
                            history.get().workspace(),
                            "steer",
                            Library.steering(model.params("fantasy")),
                            9,
                            1,
                            2,
                            3,
                            4)));
            history.set(history.get()
                    .then(Library.with(history.get().workspace(), "dose", Library.dose(), 10, 1, 2, 3, 4)));
            history.set(history.get()
                    .then(Library.with(history.get().workspace(), "solve", Library.plan(), 11, 1, 2, 3, 4)));
        });
        for (int tab = 1; tab < 4; tab++) {
            int chosen = tab;
            Fx.run(() -> Fx.find(stage, "steer-tabs", TabPane.class)
                    .getSelectionModel()
                    .select(chosen));
            Fx.pulse();
            Fx.pulse();
            Fx.shoot(stage, "steering-tab-" + tab);
        }
        assertTrue(Fx.get(() -> stage.getScene().lookup("#steer-dose-chart") != null));
        assertTrue(Fx.get(() -> stage.getScene().lookup("#steer-leaks") != null));
        Fx.run(() -> Fx.find(stage, "steer-use-plan", Button.class).fire());
        assertEquals(
                List.of(Edit.Kind.ADD, Edit.Kind.CAP),
                Fx.get(() ->
                        model.trial().get().rows().stream().map(EditRow::kind).toList()));
    }

    @Test
    void usersAreChosenByIdAndByStep() {
        Fx.run(() -> {
            TextField user = Fx.find(stage, "steer-user", TextField.class);
            user.setText("reader-129");
            user.fireEvent(new javafx.event.ActionEvent());
        });
        assertEquals(OptionalInt.of(29), selection.user().get());
        Fx.run(() -> Fx.find(stage, "steer-user-next", Button.class).fire());
        assertEquals(OptionalInt.of(0), selection.user().get(), "around the end");
        Fx.run(() -> {
            TextField user = Fx.find(stage, "steer-user", TextField.class);
            user.setText("nobody");
            user.fireEvent(new javafx.event.ActionEvent());
        });
        assertEquals(
                "No user has the id 'nobody'.",
                Fx.get(() -> Fx.find(stage, "steer-user-message", Label.class).getText()));
    }

    @Test
    void decodeOnlyIsExplained() {
        Fx.run(() -> Fx.find(stage, "steer-mode-decode", ToggleButton.class).fire());
        Fx.await("decoded", () -> headline().startsWith("No edit is on: decoding alone keeps"));
        assertEquals(items("list-reconstructed"), items("list-steered"));
    }

    @Test
    void emptyWorkspaceSaysWhatToDo() {
        Fx.run(() -> history.set(History.of(Workspace.empty("new"))));
        Fx.pulse();
        assertTrue(Fx.get(() -> stage.getScene().lookup("#steer-empty") != null));
    }

    private CompletionStage<Outcome<Workspace>> submit(Params params) {
        submitted.add(params);
        return hold != null ? hold : save((SteerParams) params);
    }

    private CompletionStage<Outcome<Workspace>> save(SteerParams params) {
        Steering steering = Library.steering(params);
        Workspace next = Library.with(history.get().workspace(), "steer", steering, 9, 1, 2, 3, 4);
        history.set(history.get().then(next));
        return CompletableFuture.completedFuture(new Outcome.Done<>(next, List.of()));
    }

    private static void press(Slider slider, KeyCode code, boolean shift) {
        Fx.run(() ->
                Event.fireEvent(slider, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false)));
    }

    private String headline() {
        return Fx.get(() -> Fx.find(stage, "steer-headline", Label.class).getText());
    }

    private List<Integer> items(String id) {
        return Fx.get(() -> list(id).getItems().stream().map(Lists.Line::item).toList());
    }

    @SuppressWarnings("unchecked")
    private ListView<Lists.Line> list(String id) {
        return (ListView<Lists.Line>) Fx.find(stage, id, ListView.class);
    }
}
