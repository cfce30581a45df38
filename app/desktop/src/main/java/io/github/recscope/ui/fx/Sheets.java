package io.github.recscope.ui.fx;

import atlantafx.base.controls.ModalPane;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Dialogs inside the window: a sheet over the dimmed views, closed by Escape, a click beside it or its buttons.
///
/// Unlike dialogs with a window of their own they follow the theme at once and never hide behind the main window.
public final class Sheets {
    private static final double MARGIN = 28;

    private final ModalPane pane = new ModalPane();
    private Runnable closed = () -> {};

    /// No sheet shown.
    public Sheets() {
        pane.setId("sheets");
        pane.setAlignment(Pos.CENTER);
        // Sheets appear at once: nobody waits for a dialog to fly in.
        pane.setInTransitionFactory(_ -> instant());
        // A transition that ends later would take the sheet away that is shown next.
        pane.setOutTransitionFactory(null);
        // While no sheet is shown Tab must not stop at something that cannot be seen.
        pane.setFocusTraversable(false);
        pane.displayProperty().addListener((_, _, shown) -> pane.setFocusTraversable(shown));
        pane.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && pane.isDisplay() && !pane.getPersistent()) {
                hide();
                e.consume();
            }
        });
    }

    /// Goes above everything else in the window's root.
    public Node node() {
        return pane;
    }

    /// Whether a sheet is shown.
    public boolean isShown() {
        return pane.isDisplay();
    }

    /// Shows a sheet instead of the one before.
    ///
    /// @param id      of the sheet's node
    /// @param title   its heading
    /// @param content what it shows; scrolls by itself if it must
    /// @param buttons at its lower right, the main one last
    public void show(String id, String title, Node content, Node... buttons) {
        closed = () -> {};
        pane.setPersistent(false);
        Label heading = new Label(title);
        heading.getStyleClass().add("sheet-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(heading, gap, Icons.button("sheet-close", MaterialDesignC.CLOSE, "Close", this::hide));
        header.setAlignment(Pos.CENTER_LEFT);
        VBox sheet = new VBox(header, content);
        VBox.setVgrow(content, Priority.ALWAYS);
        if (buttons.length > 0) {
            HBox row = new HBox(buttons);
            row.getStyleClass().add("button-row");
            row.setAlignment(Pos.CENTER_RIGHT);
            sheet.getChildren().add(row);
        }
        sheet.setId(id);
        sheet.getStyleClass().add("window-sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        sheet.setAccessibleText(title);
        pane.show(sheet);
        Node first = buttons.length > 0
                ? buttons[buttons.length - 1]
                : header.getChildren().getLast();
        first.requestFocus();
    }

    /// Does something when the sheet that is shown goes away, by whatever way.
    public void whenHidden(Runnable action) {
        pane.displayProperty().addListener(new ChangeListener<Boolean>() {
            @Override
            public void changed(ObservableValue<? extends Boolean> property, Boolean before, Boolean shown) {
                if (!shown) {
                    property.removeListener(this);
                    action.run();
                }
            }
        });
    }

    /// Shows a sheet nearly as large as the window, which only its own buttons and keys close: a click beside it must
    /// not lose what was done in it.
    ///
    /// @param onClose called when the cross is pressed; it hides the sheet
    public void showLarge(String id, String title, Node content, Runnable onClose) {
        closed = onClose;
        pane.setPersistent(true);
        Label heading = new Label(title);
        heading.getStyleClass().add("sheet-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header =
                new HBox(heading, gap, Icons.button("sheet-close", MaterialDesignC.CLOSE, "Close", () -> closed.run()));
        header.setAlignment(Pos.CENTER_LEFT);
        VBox sheet = new VBox(header, content);
        VBox.setVgrow(content, Priority.ALWAYS);
        sheet.setId(id);
        sheet.getStyleClass().add("window-sheet");
        sheet.setAccessibleText(title);
        sheet.prefWidthProperty().bind(pane.widthProperty().subtract(2 * MARGIN));
        sheet.prefHeightProperty().bind(pane.heightProperty().subtract(2 * MARGIN));
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        pane.show(sheet);
    }

    /// Takes the sheet away.
    public void hide() {
        pane.hide(true);
    }

    private static Animation instant() {
        return new PauseTransition(Duration.ONE);
    }
}
