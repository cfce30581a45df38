package io.github.recscope.ui.steering;

import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Steering;
import io.github.recscope.ui.fx.Bar;
import io.github.recscope.ui.fx.Card;
import io.github.recscope.ui.text.Numbers;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Which other concepts move when the edited embeddings are encoded again; while a large audience is measured, how the
/// edited ones move in a sample.
final class SideEffectsView extends ScrollPane {
    private final SteeringModel model;
    private final VBox body = new VBox(12);

    SideEffectsView(SteeringModel model) {
        this.model = model;
        setId("steer-side-effects");
        setFitToWidth(true);
        getStyleClass().add("page-scroll");
        VBox all = new VBox(12, new EstimateNote("steer-side-estimate", model.caption()), body);
        all.getStyleClass().add("steer-tab");
        setContent(all);
        model.studies().shown().observe(this::show);
    }

    private void show(Studies studies) {
        body.getChildren().clear();
        Optional<Steering> shown = studies.sampled().or(studies::saved);
        if (shown.isEmpty()) {
            Label none = new Label("Save the recipe to see which other concepts move with it.");
            none.getStyleClass().add("muted");
            body.getChildren().add(none);
            return;
        }
        Steering s = shown.get();
        Steering.Side side = s.effect().side();
        GridPane grid = new GridPane(12, 6);
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(140);
        name.setPercentWidth(40);
        ColumnConstraints bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        bar.setMinWidth(80);
        grid.getColumnConstraints().addAll(name, bar);
        double most = side.drifts().stream()
                .mapToDouble(d -> Math.abs(d.activation().difference().mean()))
                .max()
                .orElse(1);
        int row = 0;
        for (Steering.Drift d : side.drifts()) {
            MetricValue moved = d.activation().difference();
            Label label = new Label((d.edited() ? "● " : "") + model.title(d.latent()) + " (no. " + d.latent() + ")");
            label.getStyleClass().add(d.edited() ? "strong" : "label");
            label.setTooltip(new Tooltip(d.edited() ? "Edited by the recipe." : "Moves although it was not edited."));
            Label number = new Label(Numbers.signed(moved.mean(), 3));
            number.setMinWidth(USE_PREF_SIZE);
            Label interval = new Label(
                    Double.isNaN(moved.low())
                            ? Numbers.NONE
                            : Numbers.signed(moved.low(), 3) + " to " + Numbers.signed(moved.high(), 3));
            interval.getStyleClass().add("muted");
            interval.setMinWidth(USE_PREF_SIZE);
            GridPane.setHalignment(number, HPos.RIGHT);
            grid.addRow(row++, label, new Bar(most == 0 ? 0 : Math.abs(moved.mean()) / most), number, interval);
        }
        MetricValue p = side.purity();
        Card card = new Card(
                (studies.sampled().isPresent() ? "Estimated side effects: " : "Side effects: ") + s.name(), grid);
        card.setId("steer-leaks");
        card.subtitle("Change of each concept's mean activation when the edited embeddings are encoded again. "
                + (Double.isNaN(p.mean())
                        ? "Nothing changed."
                        : Numbers.percent(p.mean()) + " of all change falls on the edited concepts (●)."));
        if (studies.sampled().isPresent() && side.drifts().stream().allMatch(Steering.Drift::edited)) {
            Label later = new Label("Which other concepts move most is seen when everyone is measured.");
            later.setWrapText(true);
            later.getStyleClass().addAll("muted", "small");
            card.body().getChildren().add(later);
        }
        body.getChildren().add(card);
    }
}
