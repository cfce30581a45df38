package io.github.recscope.ui.shell;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// One quiet line at the very bottom. Node ids: `status-in-use`, `status-file`, `status-autosave`,
/// `status-kernels`, `status-memory`.
public final class StatusLine extends HBox {
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    /// Follows the models.
    public StatusLine(StatusModel model, FileStatusModel files) {
        setId("status-line");
        getStyleClass().add("status-line");
        Label inUse = new Label();
        inUse.setId("status-in-use");
        inUse.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label kernels = new Label(model.kernels());
        kernels.setId("status-kernels");
        kernels.setTooltip(new Tooltip("What computes: About lists all that could."));
        Label memory = new Label();
        memory.setId("status-memory");
        memory.setTooltip(new Tooltip("Memory taken, of what the program may use."));
        kernels.setMinWidth(Region.USE_PREF_SIZE);
        memory.setMinWidth(Region.USE_PREF_SIZE);
        Label file = new Label();
        file.setId("status-file");
        file.setMinWidth(0);
        Label autosave = new Label();
        autosave.setId("status-autosave");
        autosave.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip detail = new Tooltip();
        autosave.setTooltip(detail);
        files.file().observe(text -> {
            file.setText(text);
            show(file, !text.isEmpty());
        });
        files.safety().observe(s -> {
            autosave.setText(s.text());
            detail.setText(s.detail());
            show(autosave, !s.text().isEmpty());
            autosave.pseudoClassStateChanged(FAILED, s.failed());
        });
        getChildren().addAll(inUse, gap, autosave, file, kernels, memory);
        model.inUse().observe(inUse::setText);
        model.memory().observe(memory::setText);
        Timeline poll = new Timeline(new KeyFrame(Duration.seconds(2), _ -> {
            model.refreshMemory();
            files.refresh();
        }));
        poll.setCycleCount(Animation.INDEFINITE);
        // Only while it is on screen: a running timeline would keep a closed window alive.
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                poll.stop();
            } else {
                poll.play();
            }
        });
    }

    private static void show(Label label, boolean shown) {
        label.setVisible(shown);
        label.setManaged(shown);
    }
}
