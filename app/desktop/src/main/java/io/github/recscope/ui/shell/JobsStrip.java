package io.github.recscope.ui.shell;

import io.github.recscope.model.Curve;
import io.github.recscope.ui.fx.ChartPane;
import io.github.recscope.ui.fx.Charts;
import io.github.recscope.ui.fx.Icons;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Progress of running work and banners for what went wrong, at the bottom of the window.
///
/// Node ids: `jobs-strip`, `jobs-message`, `jobs-progress`, `jobs-cancel`, `jobs-curves`, `jobs-show-curves`, `banner`,
/// `banner-copy`, `banner-dismiss`.
public final class JobsStrip extends VBox {
    private static final double CURVES_HEIGHT = 150;

    private final JobsModel model;
    private final Consumer<String> copy;
    private final VBox banners = new VBox();
    private final HBox row = new HBox();
    private final StackPane curves = new StackPane();
    private final ToggleButton showCurves = new ToggleButton(null, Icons.of(MaterialDesignC.CHART_LINE));
    private final Label title = new Label();
    private final Label message = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Label left = new Label();
    private final Label waiting = new Label();
    private final Button cancel;
    private final Timeline poll;

    /// @param copy puts a text on the clipboard
    public JobsStrip(JobsModel model, Consumer<String> copy) {
        this.model = model;
        this.copy = copy;
        setId("jobs-strip");
        title.getStyleClass().add("strong");
        message.setId("jobs-message");
        message.getStyleClass().add("muted");
        message.setMinWidth(0);
        message.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(message, Priority.ALWAYS);
        bar.setId("jobs-progress");
        bar.setPrefWidth(220);
        bar.setMinWidth(120);
        bar.setAccessibleText("Progress");
        left.getStyleClass().add("muted");
        left.setMinWidth(Region.USE_PREF_SIZE);
        waiting.getStyleClass().add("muted");
        cancel = new Button("Cancel");
        cancel.setId("jobs-cancel");
        cancel.getStyleClass().add("small");
        cancel.setOnAction(_ -> model.cancelFirst());
        row.getStyleClass().add("jobs-row");
        row.setAlignment(Pos.CENTER_LEFT);
        showCurves.setId("jobs-show-curves");
        showCurves.getStyleClass().addAll("flat", "button-icon", "small");
        showCurves.setTooltip(new Tooltip("Show the curves of the training"));
        showCurves.setAccessibleText("Show the curves of the training");
        showCurves.setSelected(true);
        showCurves.selectedProperty().subscribe(_ -> showCurves(model.curves().get()));
        curves.setId("jobs-curves");
        curves.getStyleClass().add("jobs-curves");
        row.getChildren().addAll(title, message, waiting, left, showCurves, bar, cancel);
        for (Label l : List.of(title, waiting)) {
            l.setMinWidth(Region.USE_PREF_SIZE);
        }
        banners.getStyleClass().add("banners");
        getChildren().addAll(banners, curves, row);
        // Ten times a second is smooth enough for a bar and costs nothing.
        poll = new Timeline(new KeyFrame(Duration.millis(100), _ -> model.refresh()));
        poll.setCycleCount(Animation.INDEFINITE);
        model.lines().observe(this::showLines);
        model.notices().observe(this::showNotices);
        model.curves().observe(this::showCurves);
    }

    private void showLines(List<JobsModel.Line> lines) {
        boolean any = !lines.isEmpty();
        row.setVisible(any);
        row.setManaged(any);
        if (!any) {
            poll.stop();
            return;
        }
        poll.play();
        JobsModel.Line line = lines.getFirst();
        title.setText(line.title());
        message.setText(line.message());
        left.setText(line.left());
        bar.setProgress(line.fraction());
        cancel.setDisable(line.cancelling());
        cancel.setAccessibleText("Cancel " + line.title());
        waiting.setText(lines.size() > 1 ? "+" + (lines.size() - 1) + " waiting" : "");
    }

    private void showCurves(List<Curve> now) {
        showCurves.setVisible(!now.isEmpty());
        showCurves.setManaged(!now.isEmpty());
        boolean shown = !now.isEmpty() && showCurves.isSelected();
        curves.setVisible(shown);
        curves.setManaged(shown);
        if (shown) {
            ChartPane chart = Charts.lines("The training so far", "epoch", "", now);
            chart.setPrefHeight(CURVES_HEIGHT);
            curves.getChildren().setAll(chart);
        } else {
            curves.getChildren().clear();
        }
    }

    private void showNotices(List<JobsModel.Notice> notices) {
        banners.getChildren().setAll(notices.stream().map(this::banner).toList());
        boolean any = !notices.isEmpty();
        banners.setVisible(any);
        banners.setManaged(any);
    }

    private Node banner(JobsModel.Notice notice) {
        Label what = new Label(notice.problem().what());
        what.getStyleClass().add("strong");
        what.setWrapText(true);
        Label why = new Label((notice.problem().why() + " " + notice.problem().fix()).strip());
        why.setWrapText(true);
        VBox text = new VBox(what, why);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button copyButton = Icons.button(
                "banner-copy",
                MaterialDesignC.CONTENT_COPY,
                "Copy this message",
                () -> copy.accept(notice.problem().sentence()));
        Button dismiss =
                Icons.button("banner-dismiss", MaterialDesignC.CLOSE, "Dismiss", () -> model.dismiss(notice.id()));
        HBox box = new HBox(Icons.of(MaterialDesignA.ALERT_CIRCLE_OUTLINE, "banner-icon"), text, copyButton, dismiss);
        box.setId("banner");
        box.getStyleClass().add("banner");
        box.setAccessibleRole(AccessibleRole.TEXT);
        box.setAccessibleText(notice.problem().sentence());
        return box;
    }
}
