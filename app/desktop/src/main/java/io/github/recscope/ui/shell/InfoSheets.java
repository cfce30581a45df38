package io.github.recscope.ui.shell;

import io.github.recscope.ui.fx.Sheets;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.VBox;

/// The sheets that only tell something: keyboard shortcuts and About. Node ids: `shortcuts`, `about`.
public final class InfoSheets {
    private final Sheets sheets;
    private final List<AboutLine> about;

    /// One line of the About sheet.
    ///
    /// @param name  what it is about
    /// @param value what there is to say
    public record AboutLine(String name, String value) {}

    /// @param about the lines of the About sheet
    public InfoSheets(Sheets sheets, List<AboutLine> about) {
        this.sheets = sheets;
        this.about = List.copyOf(about);
    }

    /// Lists the keyboard shortcuts.
    public void shortcuts() {
        VBox box = new VBox(
                group(
                        "Everywhere",
                        List.of(
                                new AboutLine("Ctrl+1 … Ctrl+6", "Go to a view"),
                                new AboutLine("Ctrl+O, Ctrl+S, Ctrl+Shift+S", "Open, save, save as"),
                                new AboutLine("Ctrl+I, Ctrl+Shift+I", "Import a file, a folder"),
                                new AboutLine("Ctrl+Z, Ctrl+Shift+Z or Ctrl+Y", "Undo, redo"),
                                new AboutLine("Ctrl+E", "Go to the report and its exports"),
                                new AboutLine("Ctrl+F", "Search in this view"),
                                new AboutLine("Ctrl+.", "Cancel the running job"),
                                new AboutLine("Ctrl+Shift+C", "Copy what was done as a recipe"),
                                new AboutLine("F1", "This list"))),
                group(
                        "On the map",
                        List.of(
                                new AboutLine("Arrow keys", "Move the map"),
                                new AboutLine("+ and −", "Zoom in and out"),
                                new AboutLine("Home", "Show everything"),
                                new AboutLine(
                                        "Drag, wheel, double click", "Move, zoom at the pointer, show everything"))));
        box.getStyleClass().add("info");
        sheets.show("shortcuts", "Keyboard shortcuts", scroll(box));
    }

    /// Shows version, licences, credits and kernels.
    public void about() {
        Label text =
                new Label("A workbench for looking inside recommender systems and steering them. It needs no network.");
        text.setWrapText(true);
        VBox box = new VBox(text, grid(about));
        box.getStyleClass().add("info");
        sheets.show("about", "About Recscope", scroll(box));
    }

    private static VBox group(String title, List<AboutLine> lines) {
        Label heading = new Label(title);
        heading.getStyleClass().add("section-title");
        VBox box = new VBox(heading, grid(lines));
        box.setSpacing(6);
        return box;
    }

    private static GridPane grid(List<AboutLine> lines) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        int row = 0;
        for (AboutLine line : lines) {
            Label name = new Label(line.name());
            name.getStyleClass().add("strong");
            name.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
            Label value = new Label(line.value());
            value.getStyleClass().add("muted");
            value.setWrapText(true);
            grid.addRow(row++, name, value);
        }
        return grid;
    }

    private static ScrollPane scroll(VBox box) {
        ScrollPane scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportWidth(560);
        scroll.setMaxHeight(520);
        scroll.getStyleClass().add("sheet-scroll");
        return scroll;
    }
}
