package io.github.recscope.ui.shell;

import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.state.Theme;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/// Name of the workspace, undo, redo, theme and the menu.
///
/// Node ids: `workspace-name`, `undo`, `redo`, `theme-toggle`, `menu`, and for its items `menu-open`,
/// `menu-save`, `menu-save-as`, `menu-recent`, `menu-reveal`, `menu-import`, `menu-recipe`, `menu-close`,
/// `menu-shortcuts`, `menu-about`.
public final class TopBar extends HBox {
    /// @param model    what to show
    /// @param commands what the menu does
    /// @param recent   the files used last
    public TopBar(ShellModel model, Commands commands, RecentModel recent) {
        setId("top-bar");
        getStyleClass().add("top-bar");
        setAlignment(Pos.CENTER_LEFT);
        Label name = new Label();
        name.setId("workspace-name");
        name.getStyleClass().add("workspace-name");
        name.setMinWidth(0);
        Label dirty = new Label("edited");
        dirty.getStyleClass().addAll("muted", "small");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button undo = Icons.button("undo", MaterialDesignU.UNDO, "Undo (Ctrl+Z)", model::undo);
        Button redo = Icons.button("redo", MaterialDesignR.REDO, "Redo (Ctrl+Shift+Z)", model::redo);
        Button theme = Icons.button("theme-toggle", MaterialDesignW.WEATHER_NIGHT, "Dark theme", model::toggleTheme);
        MenuButton menu = menu(model, commands, recent);
        getChildren().addAll(name, dirty, gap, undo, redo, theme, menu);
        model.frame().observe(f -> {
            name.setText(f.empty() ? "" : f.name());
            dirty.setVisible(f.dirty());
            undo.setDisable(!f.canUndo());
            redo.setDisable(!f.canRedo());
            describe(undo, f.canUndo() ? "Undo: " + f.undo() + " (Ctrl+Z)" : "Nothing to undo (Ctrl+Z)");
            describe(redo, f.canRedo() ? "Redo: " + f.redo() + " (Ctrl+Shift+Z)" : "Nothing to redo (Ctrl+Shift+Z)");
        });
        model.settings().observe(s -> {
            boolean dark = s.theme() == Theme.DARK;
            describe(theme, dark ? "Light theme" : "Dark theme");
            if (theme.getGraphic() instanceof FontIcon icon) {
                icon.setIconCode(dark ? MaterialDesignW.WEATHER_SUNNY : MaterialDesignW.WEATHER_NIGHT);
            }
        });
    }

    private static MenuButton menu(ShellModel model, Commands commands, RecentModel recent) {
        Menu files = new Menu("Open recent");
        files.setId("menu-recent");
        recent.files().observe(list -> {
            files.setDisable(list.isEmpty());
            files.getItems().setAll(list.stream().map(r -> recent(r, commands)).toList());
        });
        MenuItem reveal = item("menu-reveal", "Show in folder", "", commands::reveal);
        model.frame().observe(_ -> reveal.setDisable(model.file().isEmpty()));
        MenuButton menu = new MenuButton(null, Icons.of(MaterialDesignM.MENU));
        menu.setId("menu");
        menu.getStyleClass().addAll("flat", "button-icon", "no-arrow");
        menu.setAccessibleText("Menu");
        menu.setTooltip(new Tooltip("Menu (F10)"));
        // What is on the disk may have changed since.
        menu.showingProperty().subscribe(showing -> {
            if (showing) {
                recent.refresh();
            }
        });
        menu.getItems()
                .addAll(
                        item("menu-open", "Open…", "Shortcut+O", commands::open),
                        item("menu-save", "Save", "Shortcut+S", commands::save),
                        item("menu-save-as", "Save as…", "Shortcut+Shift+S", commands::saveAs),
                        files,
                        reveal,
                        new SeparatorMenuItem(),
                        item("menu-import", "Import data…", "Shortcut+I", commands::importFile),
                        item("menu-import-folder", "Import a folder…", "Shortcut+Shift+I", commands::importFolder),
                        item("menu-recipe", "Copy as recipe", "Shortcut+Shift+C", commands::copyRecipe),
                        item("menu-close", "Close workspace", "Shortcut+W", commands::closeWorkspace),
                        new SeparatorMenuItem(),
                        item("menu-shortcuts", "Keyboard shortcuts", "F1", commands::shortcuts),
                        item("menu-about", "About Recscope", "", commands::about));
        return menu;
    }

    private static MenuItem recent(RecentModel.Recent file, Commands commands) {
        MenuItem item = new MenuItem(file.name() + (file.facts().isEmpty() ? "" : "  –  " + file.facts()));
        item.setMnemonicParsing(false);
        item.setDisable(!file.there());
        item.setOnAction(_ -> commands.openAll(file.paths()));
        return item;
    }

    private static MenuItem item(String id, String text, String keys, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        if (!keys.isEmpty()) {
            item.setAccelerator(KeyCombination.keyCombination(keys));
        }
        item.setOnAction(_ -> action.run());
        return item;
    }

    private static void describe(Button button, String text) {
        button.setAccessibleText(text);
        button.getTooltip().setText(text);
    }
}
