package io.github.recscope.ui.shell;

import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.fx.Sheets;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.View;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// The frame: rail at the left, bar at the top, the view in the middle, jobs and status below; over it all the
/// sheets and, while something is dragged over the window, the sign that it may be dropped.
///
/// Node ids: `shell`, `view`, `drop-overlay`, `drop-hint`.
public final class ShellPane extends StackPane {
    private final StackPane centre = new StackPane();
    private final Label hint = new Label();
    private final VBox overlay = new VBox(Icons.of(MaterialDesignT.TRAY_ARROW_DOWN, "drop-icon"), hint);
    private final DropModel drop;

    /// @param views   the node of each view
    /// @param welcome shown instead while nothing is open
    public ShellPane(
            ShellModel model,
            Selection selection,
            Commands commands,
            DropModel drop,
            TopBar topBar,
            JobsStrip jobs,
            StatusLine status,
            Sheets sheets,
            Map<View, Node> views,
            Node welcome) {
        this.drop = drop;
        setId("shell");
        getStyleClass().add("shell");
        centre.setId("view");
        centre.getStyleClass().add("page");
        Rail rail = new Rail(selection);
        BorderPane frame = new BorderPane(centre);
        frame.setLeft(rail);
        frame.setTop(topBar);
        frame.setBottom(new VBox(jobs, status));
        hint.setId("drop-hint");
        hint.getStyleClass().add("drop-title");
        overlay.setId("drop-overlay");
        overlay.getStyleClass().add("drop-overlay");
        overlay.setAlignment(Pos.CENTER);
        overlay.setMouseTransparent(true);
        overlay.setVisible(false);
        getChildren().addAll(frame, overlay, sheets.node());
        Runnable show = () -> {
            boolean empty = model.frame().get().empty();
            Node node = empty ? welcome : views.getOrDefault(selection.view().get(), welcome);
            if (!centre.getChildren().contains(node)) {
                centre.getChildren().setAll(node);
            }
            rail.setDisable(empty);
        };
        model.frame().observe(_ -> show.run());
        selection.view().observe(_ -> show.run());
        drop.hint().observe(hint::setText);
        setOnDragEntered(this::entered);
        setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
                e.consume();
            }
        });
        setOnDragExited(_ -> overlay.setVisible(false));
        setOnDragDropped(e -> {
            overlay.setVisible(false);
            boolean files = e.getDragboard().hasFiles();
            if (files) {
                commands.openAll(paths(e));
            }
            e.setDropCompleted(files);
            e.consume();
        });
    }

    private void entered(DragEvent e) {
        if (e.getDragboard().hasFiles()) {
            drop.look(paths(e));
            overlay.setVisible(true);
        }
    }

    private static List<Path> paths(DragEvent e) {
        return e.getDragboard().getFiles().stream().map(File::toPath).toList();
    }
}
