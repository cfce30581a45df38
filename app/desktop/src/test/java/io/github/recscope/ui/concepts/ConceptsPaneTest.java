package io.github.recscope.ui.concepts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.job.Observable;
import io.github.recscope.model.Concept;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.History;
import io.github.recscope.ui.fixture.Fx;
import io.github.recscope.ui.fixture.Library;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.View;
import java.util.OptionalInt;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Fx.class)
class ConceptsPaneTest {
    private final Selection selection = new Selection();
    private final Observable<History> history = new Observable<>(History.of(Library.workspace()));
    private Stage stage = Fx.get(Stage::new);

    @BeforeEach
    void open() {
        stage = Fx.show(() -> new ConceptsPane(new ConceptsModel(history, selection)), 904, 825);
    }

    @AfterEach
    void close() {
        Fx.run(stage::close);
    }

    @Test
    void keysGoThroughTheTableAndSendToSteering() {
        type("j");
        Fx.pulse();
        assertEquals(OptionalInt.of(0), selection.latent().get(), "the purest concept comes first");
        assertEquals("fantasy", title());
        type("j");
        assertEquals("romance", title());
        type("k");
        assertEquals("fantasy", title());
        Fx.shoot(stage, "concepts-1000");
        type("s");
        assertEquals(OptionalInt.of(0), selection.toSteer().get());
        assertEquals(View.STEERING, selection.view().get());
    }

    @Test
    void searchAndChipsNarrowTheTable() {
        Fx.run(() -> Fx.find(stage, "concepts-search", TextField.class).setText("dystopia"));
        assertEquals(1, table().getItems().size());
        Fx.run(() -> Fx.find(stage, "concepts-search", TextField.class).setText(""));
        Fx.run(() -> Fx.find(stage, "concepts-filter-dead", ToggleButton.class).fire());
        assertEquals(1, table().getItems().size());
        Fx.run(() -> table().getSelectionModel().select(0));
        Fx.pulse();
        assertEquals("dead 5", title());
        assertTrue(Fx.get(() -> stage.getScene().lookup("#concept-steer") == null), "a dead concept cannot be steered");
        Fx.shoot(stage, "concepts-dead-1000");
    }

    @Test
    void theCardShowsTheEvidenceAndTheRelations() {
        Fx.run(() -> selection.latent().set(OptionalInt.of(0)));
        Fx.pulse();
        Fx.run(() -> {
            ScrollPane card = Fx.find(stage, "concept-card", ScrollPane.class);
            Node evidence = Fx.find(stage, "concept-evidence", GridPane.class);
            double y =
                    card.getContent().sceneToLocal(evidence.localToScene(0, 0)).getY();
            card.setVvalue((y - 60) / (card.getContent().getLayoutBounds().getHeight() - card.getHeight()));
        });
        Fx.pulse();
        Fx.shoot(stage, "concepts-evidence-1000");
        Fx.run(() -> Fx.find(stage, "concept-card", ScrollPane.class).setVvalue(1));
        Fx.pulse();
        Fx.shoot(stage, "concepts-relations-1000");
        Fx.run(() -> Fx.find(stage, "relation-1", Button.class).fire());
        assertEquals("romance", title());
    }

    @Test
    void unnamedConceptSaysSo() {
        Fx.run(() -> selection.latent().set(OptionalInt.of(4)));
        Fx.pulse();
        assertEquals("unnamed 4", title());
        String text =
                Fx.get(() -> Fx.find(stage, "concept-summary-1", Label.class).getText());
        assertTrue(text.startsWith("It has no name: 312 attributes were tried."), text);
        Fx.run(() -> Fx.find(stage, "related-7", Button.class).fire());
        Fx.pulse();
        assertEquals("dystopia", title());
    }

    @Test
    void emptyWorkspaceSaysWhatToDo() {
        Fx.run(() -> history.set(History.of(Workspace.empty("new"))));
        Fx.pulse();
        assertTrue(Fx.get(() -> stage.getScene().lookup("#concepts-empty") != null));
        Fx.shoot(stage, "concepts-empty-1000");
    }

    @SuppressWarnings("unchecked")
    private TableView<Concept> table() {
        return (TableView<Concept>) Fx.find(stage, "concepts-table", TableView.class);
    }

    private String title() {
        Fx.pulse();
        return Fx.get(() -> Fx.find(stage, "concept-card-title", Label.class).getText());
    }

    private void type(String character) {
        Fx.run(() -> Event.fireEvent(
                table(),
                new KeyEvent(KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false)));
    }
}
