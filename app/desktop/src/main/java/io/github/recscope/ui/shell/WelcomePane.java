package io.github.recscope.ui.shell;

import io.github.recscope.ui.fx.Icons;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// What the window shows while nothing is open: the samples, a place to drop files, the files used last.
///
/// Node ids: `welcome`, `open-sample`, `open-sample-movies`, `import-sample`, `import-sample-movies`,
/// `drop-zone`, `choose-file`, `choose-folder`, `recent-0`, `recent-forget-0`, `recent-1`, …
public final class WelcomePane extends ScrollPane {
    private final ShellModel model;
    private final Commands commands;
    private final VBox recent = new VBox();

    /// @param logo  the product's icon
    /// @param files the files used last
    public WelcomePane(ShellModel model, Commands commands, ImageView logo, RecentModel files) {
        this.model = model;
        this.commands = commands;
        setId("welcome");
        getStyleClass().add("page-scroll");
        setFitToWidth(true);
        setFitToHeight(true);
        logo.setFitWidth(64);
        logo.setFitHeight(64);
        Label name = new Label("Recscope");
        name.getStyleClass().add("welcome-name");
        Label sentence = new Label("See what a recommender has learned, in words, and steer what it recommends.");
        sentence.getStyleClass().add("welcome-text");
        sentence.setWrapText(true);
        VBox titles = new VBox(name, sentence);
        titles.setAlignment(Pos.CENTER_LEFT);
        titles.setMinWidth(0);
        HBox head = new HBox(logo, titles);
        head.getStyleClass().add("welcome-head");
        head.setAlignment(Pos.CENTER_LEFT);
        HBox samples = new HBox(
                sample(
                        "goodbooks",
                        "open-sample",
                        "import-sample",
                        "Open the sample: goodbooks",
                        "2,672 readers, 3,313 books, tags and authors",
                        MaterialDesignB.BOOKSHELF),
                sample(
                        "movietweetings",
                        "open-sample-movies",
                        "import-sample-movies",
                        "Open movietweetings",
                        "5,973 people, 3,119 films, genres and times",
                        MaterialDesignM.MOVIE_OPEN_OUTLINE));
        samples.getStyleClass().add("welcome-samples");
        VBox column = new VBox(head, samples, dropZone(), recent);
        column.getStyleClass().add("welcome-column");
        column.setMaxWidth(760);
        VBox page = new VBox(column);
        page.getStyleClass().add("welcome-page");
        page.setAlignment(Pos.CENTER);
        setContent(page);
        recent.getStyleClass().add("welcome-recent");
        files.files().observe(list -> showRecent(list, files));
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                files.refresh();
            }
        });
    }

    private Node sample(String source, String id, String importId, String title, String about, Ikon icon) {
        Label heading = new Label(title);
        heading.getStyleClass().add("sample-title");
        Label text = new Label(about);
        text.getStyleClass().add("sample-text");
        VBox words = new VBox(heading, text);
        words.setMinWidth(0);
        HBox face = new HBox(Icons.of(icon, "sample-icon"), words);
        face.setSpacing(14);
        face.setAlignment(Pos.CENTER_LEFT);
        Button open = new Button(null, face);
        open.setId(id);
        open.getStyleClass().add("sample-button");
        open.setMaxWidth(Double.MAX_VALUE);
        open.setAccessibleText(title + ": " + about);
        open.setTooltip(new Tooltip("Imports it, trains a recommender, draws the map and names its concepts."));
        open.setOnAction(_ -> model.importData("sample:" + source, true));
        Hyperlink only = new Hyperlink("Just import");
        only.setId(importId);
        only.setAccessibleText("Just import " + source);
        only.setOnAction(_ -> model.importData("sample:" + source, false));
        VBox box = new VBox(open, only);
        box.setSpacing(4);
        box.setMinWidth(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setPrefWidth(360);
        return box;
    }

    private Node dropZone() {
        Label text = new Label("Drop a file, zip or folder");
        text.getStyleClass().add("drop-title");
        Label what =
                new Label("Ratings or plays as CSV or TSV, with item details if you have them; or a saved workspace");
        what.getStyleClass().addAll("muted", "small");
        what.setWrapText(true);
        Button file = new Button("Choose a file…");
        file.setId("choose-file");
        file.setOnAction(_ -> commands.importFile());
        Button folder = new Button("Choose a folder…");
        folder.setId("choose-folder");
        folder.setOnAction(_ -> commands.importFolder());
        HBox buttons = new HBox(file, folder);
        buttons.getStyleClass().add("button-row");
        buttons.setAlignment(Pos.CENTER);
        VBox zone = new VBox(Icons.of(MaterialDesignT.TRAY_ARROW_DOWN, "drop-icon"), text, what, buttons);
        zone.setId("drop-zone");
        zone.getStyleClass().add("drop-zone");
        zone.setAlignment(Pos.CENTER);
        return zone;
    }

    private void showRecent(List<RecentModel.Recent> files, RecentModel all) {
        recent.getChildren().clear();
        if (files.isEmpty()) {
            return;
        }
        Label heading = new Label("Recent");
        heading.getStyleClass().add("section-title");
        recent.getChildren().add(heading);
        int n = 0;
        for (RecentModel.Recent file : files) {
            recent.getChildren().add(row(file, n++, all));
        }
    }

    private Node row(RecentModel.Recent file, int n, RecentModel all) {
        Hyperlink link = new Hyperlink(file.name());
        link.setId("recent-" + n);
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setDisable(!file.there());
        link.setOnAction(_ -> commands.openAll(file.paths()));
        Label where = new Label(file.folder());
        where.getStyleClass().addAll("muted", "small");
        where.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label facts = new Label(file.facts());
        facts.getStyleClass().addAll("muted", "small");
        facts.setMinWidth(Region.USE_PREF_SIZE);
        Button forget = Icons.button(
                "recent-forget-" + n, MaterialDesignC.CLOSE, "Take off this list", () -> all.forget(file.path()));
        HBox row = new HBox(link, where, gap, facts, forget);
        row.setSpacing(10);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
