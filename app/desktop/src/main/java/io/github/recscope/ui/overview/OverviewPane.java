package io.github.recscope.ui.overview;

import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Params;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Sweep;
import io.github.recscope.ui.fx.Card;
import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.fx.Sheets;
import io.github.recscope.ui.fx.StepForm;
import io.github.recscope.ui.state.View;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/// The cards in two columns, or in one where the window is narrow.
///
/// Node ids: `overview`, `analyse`, `start-train`, `start-map`, `start-sae`, `start-concepts`; of the form that
/// these open: `form-train` …, as [StepForm] says.
public final class OverviewPane extends ScrollPane {
    private static final double TWO_COLUMNS = 760;

    private final OverviewModel model;
    private final Sheets sheets;
    private final VBox page = new VBox();
    private final HBox columns = new HBox();
    private List<Node> left = List.of();
    private List<Node> right = List.of();

    /// @param sheets where forms and lists are shown
    public OverviewPane(OverviewModel model, Sheets sheets) {
        this.model = model;
        this.sheets = sheets;
        setId("overview");
        getStyleClass().add("page-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        page.getStyleClass().add("page-body");
        columns.setSpacing(16);
        setContent(page);
        model.facts().observe(this::show);
        widthProperty().subscribe((before, now) -> {
            if (before.doubleValue() < TWO_COLUMNS != now.doubleValue() < TWO_COLUMNS) {
                arrange();
            }
        });
    }

    private void show(Facts facts) {
        Dataset data = facts.dataset();
        if (data == null) {
            page.getChildren().clear();
            return;
        }
        List<Node> first = new ArrayList<>();
        List<Node> second = new ArrayList<>();
        first.add(DataCard.of(data, facts, sheets));
        Recommender recommender = facts.recommender();
        Autoencoder sae = facts.autoencoder();
        ConceptSet concepts = facts.concepts();
        second.add(
                recommender == null
                        ? missing(
                                "Recommender",
                                "Learns what people choose, as points in a space.",
                                "train",
                                "Train recommender",
                                true)
                        : ResultCards.model(recommender, facts.settings().train())
                                .actions(compare(), again("train")));
        if (recommender != null && facts.map() == null) {
            second.add(missing("Map", "Draws users and items in two dimensions.", "map", "Draw map", true));
        }
        second.add(
                concepts == null
                        ? missing(
                                "Concepts",
                                "Names what each latent stands for.",
                                "concepts",
                                "Name concepts",
                                sae != null)
                        : ResultCards.concepts(concepts, facts.best(), model::openConcept)
                                .actions(again("concepts")));
        first.add(
                sae == null
                        ? missing(
                                "Autoencoder",
                                "Takes the embeddings apart into latents, few of them active at a time.",
                                "sae",
                                "Train autoencoder",
                                recommender != null)
                        : ResultCards.sae(sae, facts.settings().sae()).actions(again("sae")));
        Sweep sweep = facts.sweep();
        if (sweep == null && recommender != null) {
            first.add(missing(
                    "Comparison",
                    "Trains autoencoders of many settings and shows which are worth having.",
                    "sweep",
                    "Compare settings",
                    true));
        }
        left = first;
        right = second;
        page.getChildren().setAll(head(data, facts), columns);
        if (sweep != null) {
            // Its table needs the width of both columns.
            page.getChildren()
                    .add(SweepCard.of(sweep, facts.settings().sweep(), model::trainLike)
                            .actions(again("sweep")));
        }
        arrange();
    }

    private void arrange() {
        if (getWidth() < TWO_COLUMNS) {
            VBox one = column(left);
            one.getChildren().addAll(right);
            columns.getChildren().setAll(one);
        } else {
            columns.getChildren().setAll(column(left), column(right));
        }
    }

    private static VBox column(List<Node> cards) {
        VBox column = new VBox();
        column.setSpacing(16);
        column.setMinWidth(0);
        column.setPrefWidth(400);
        column.getChildren().setAll(cards);
        HBox.setHgrow(column, Priority.ALWAYS);
        return column;
    }

    private Node head(Dataset data, Facts facts) {
        Label title = new Label(data.name());
        title.getStyleClass().add("page-title");
        title.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(title, gap);
        head.setAlignment(Pos.CENTER_LEFT);
        if (facts.concepts() == null || facts.map() == null) {
            Label hint = new Label("Train, draw and name with the recommended settings:");
            hint.getStyleClass().add("muted");
            Button analyse = Icons.button("analyse", "Analyse", MaterialDesignP.PLAY, model::analyse);
            analyse.getStyleClass().add("accent");
            analyse.setMinWidth(Region.USE_PREF_SIZE);
            disableWhileBusy(analyse, true);
            head.setSpacing(12);
            head.getChildren().addAll(hint, analyse);
        }
        return head;
    }

    private Card missing(String title, String about, String op, String verb, boolean possible) {
        Button start = new Button(verb);
        start.setId("start-" + op);
        start.setOnAction(_ -> form(op));
        disableWhileBusy(start, possible);
        Card card = new Card(title, Parts.note(about), start);
        card.getStyleClass().add("card-missing");
        return card;
    }

    private Button compare() {
        return Icons.button(
                "open-evaluate",
                MaterialDesignS.SCALE_BALANCE,
                "Compare with other methods",
                () -> model.open(View.EVALUATE));
    }

    private Button again(String op) {
        Button button = Icons.button(
                "start-" + op, MaterialDesignC.COG_OUTLINE, "Do it again with other settings", () -> form(op));
        disableWhileBusy(button, true);
        return button;
    }

    /// The observation ends with the button: a card lives until the next facts.
    private void disableWhileBusy(Button button, boolean possible) {
        var pin = model.busy().observe(b -> button.setDisable(b || !possible));
        button.sceneProperty().subscribe((before, now) -> {
            if (before != null && now == null) {
                pin.release();
            }
        });
    }

    private void form(String op) {
        form(model.startable(op));
    }

    private <P extends Params> void form(OverviewModel.Startable<P> step) {
        new StepForm<>(
                        step.op(),
                        step.title(),
                        step.schema(),
                        step.start(),
                        model.forecast(),
                        params -> model.start(step.op(), params))
                .show(sheets, 620, getHeight() - 180);
    }
}
