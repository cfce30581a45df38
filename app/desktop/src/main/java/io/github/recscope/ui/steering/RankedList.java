package io.github.recscope.ui.steering;

import io.github.recscope.ui.text.Numbers;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One of the three lists; lines change in place, so that nothing flickers while a slider moves.
final class RankedList extends VBox {
    private static final PseudoClass CARRIES = PseudoClass.getPseudoClass("carries");
    private static final double SCORE_FROM = 250;

    private final ObservableList<Lists.Line> lines = FXCollections.observableArrayList();

    RankedList(String id, String title, String help, IntConsumer chosen) {
        getStyleClass().addAll("card", "ranked-list");
        Label heading = new Label(title);
        heading.getStyleClass().add("card-title");
        heading.setTooltip(new Tooltip(help));
        Label sub = new Label(help);
        sub.getStyleClass().add("card-subtitle");
        sub.setTooltip(new Tooltip(help));
        sub.setMinWidth(0);
        ListView<Lists.Line> list = new ListView<>(lines);
        list.setId(id);
        list.setAccessibleText(title);
        list.setCellFactory(_ -> new Cell());
        list.setPlaceholder(new Label(""));
        list.getStyleClass().addAll("edge-to-edge", "ranked");
        list.getSelectionModel().selectedItemProperty().addListener((_, _, l) -> {
            if (l != null && list.isFocused()) {
                chosen.accept(l.item());
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        setMinWidth(0);
        setPrefWidth(200);
        getChildren().addAll(new VBox(heading, sub), list);
    }

    void show(List<Lists.Line> now) {
        while (lines.size() > now.size()) {
            lines.removeLast();
        }
        for (int i = 0; i < now.size(); i++) {
            if (i == lines.size()) {
                lines.add(now.get(i));
            } else if (!Objects.equals(lines.get(i), now.get(i))) {
                lines.set(i, now.get(i));
            }
        }
    }

    private static final class Cell extends ListCell<Lists.Line> {
        private final Label rank = new Label();
        private final Label title = new Label();
        private final Label badge = new Label();
        private final Label score = new Label();
        private final Tooltip tip = new Tooltip();
        private final HBox box = new HBox(6, rank, title, badge, score);

        Cell() {
            rank.getStyleClass().addAll("muted", "small");
            rank.setMinWidth(20);
            rank.setAlignment(Pos.CENTER_RIGHT);
            title.setMinWidth(0);
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            badge.setMinWidth(Region.USE_PREF_SIZE);
            score.getStyleClass().addAll("muted", "small");
            score.setMinWidth(Region.USE_PREF_SIZE);
            score.visibleProperty().bind(widthProperty().greaterThan(SCORE_FROM));
            score.managedProperty().bind(score.visibleProperty());
            box.setAlignment(Pos.CENTER_LEFT);
            box.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Lists.@Nullable Line l, boolean empty) {
            super.updateItem(l, empty);
            if (empty || l == null) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                pseudoClassStateChanged(CARRIES, false);
                return;
            }
            rank.setText(String.valueOf(l.rank()));
            title.setText(l.title());
            score.setText(Numbers.fixed(l.score(), 2));
            badge.setText(mark(l));
            badge.getStyleClass().setAll("label", "badge", style(l.move()));
            pseudoClassStateChanged(CARRIES, !l.carries().isEmpty());
            String carries = l.carries().isEmpty() ? "" : "\nCarries " + String.join(", ", l.carries());
            tip.setText(l.title() + "\nRank " + l.rank() + ", " + words(l) + ", score " + Numbers.fixed(l.score(), 3)
                    + carries);
            setTooltip(tip);
            setAccessibleText("Rank " + l.rank() + ": " + l.title() + ", " + words(l)
                    + (l.carries().isEmpty() ? "" : ", carries " + String.join(", ", l.carries())));
            setGraphic(box);
        }

        private static String mark(Lists.Line l) {
            return switch (l.move()) {
                case SAME -> "";
                case UP -> "▲ " + l.by();
                case DOWN -> "▼ " + l.by();
                case ENTERED -> "new";
                case LEFT -> "out";
            };
        }

        private static String style(Lists.Move move) {
            return switch (move) {
                case SAME -> "badge-same";
                case UP -> "badge-up";
                case DOWN -> "badge-down";
                case ENTERED -> "badge-new";
                case LEFT -> "badge-out";
            };
        }

        private static String words(Lists.Line l) {
            return switch (l.move()) {
                case SAME -> "as in the model's list";
                case UP -> Numbers.count(l.by(), "rank") + " up";
                case DOWN -> Numbers.count(l.by(), "rank") + " down";
                case ENTERED -> "not in the model's list";
                case LEFT -> "not in the steered list";
            };
        }
    }
}
