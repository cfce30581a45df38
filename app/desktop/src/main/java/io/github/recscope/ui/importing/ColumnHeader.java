package io.github.recscope.ui.importing;

import io.github.recscope.data.ColumnMapping;
import io.github.recscope.data.ColumnUse;
import io.github.recscope.data.EpochUnit;
import io.github.recscope.data.ImportDraft;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The header of a column in the preview: its name, what it means, why, and for several values their separator.
final class ColumnHeader extends VBox {
    private static final List<String> SEPARATORS = List.of("", "|", ",", ";", "/", "[…]");

    private final Label name = new Label();
    private final ComboBox<ColumnUse> role = new ComboBox<>();
    private final ComboBox<String> parts = new ComboBox<>();
    private final Label why = new Label();
    private final Consumer<ColumnMapping> said;
    private EpochUnit unit = EpochUnit.AUTO;
    private boolean showing;

    /// @param column its place, for the ids
    /// @param said   hears what a person chooses
    ColumnHeader(int column, Consumer<ColumnMapping> said) {
        this.said = said;
        getStyleClass().add("import-header");
        name.getStyleClass().add("strong");
        role.setId("import-role-" + column);
        role.getItems().setAll(ColumnUse.values());
        role.setMaxWidth(Double.MAX_VALUE);
        role.setConverter(new Words<>(u -> u == null ? "" : u.words()));
        role.setVisibleRowCount(ColumnUse.values().length);
        role.valueProperty().subscribe((_, _) -> say());
        parts.setId("import-parts-" + column);
        parts.setEditable(true);
        parts.getItems().setAll(SEPARATORS);
        parts.setPromptText("separator: found out");
        parts.setTooltip(
                new Tooltip("What stands between the values of a cell; empty to find out. […] is a list such as"
                        + " ['Drama', 'War']."));
        parts.setMaxWidth(Double.MAX_VALUE);
        parts.setAccessibleText("Separator of the values");
        parts.valueProperty().subscribe((_, _) -> say());
        why.getStyleClass().addAll("muted", "import-why");
        why.setWrapText(false);
        setFillWidth(true);
        VBox.setVgrow(why, Priority.NEVER);
        why.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(name, role, parts, why);
    }

    private void say() {
        if (!showing && role.getValue() != null) {
            String separator =
                    role.getValue() == ColumnUse.SEVERAL ? Objects.requireNonNullElse(parts.getValue(), "") : "";
            said.accept(new ColumnMapping(name.getText(), role.getValue(), separator, unit));
        }
    }

    void show(ColumnMapping mapping, ImportDraft.Column column, boolean used, boolean fixed) {
        showing = true;
        name.setText(mapping.name());
        name.setTooltip(new Tooltip(mapping.name()));
        role.setValue(used || fixed ? mapping.use() : ColumnUse.IGNORE);
        role.setDisable(fixed);
        role.setAccessibleText("What the column " + mapping.name() + " means");
        role.setAccessibleHelp(column.reason());
        role.setTooltip(new Tooltip(column.reason()));
        parts.setValue(mapping.separator());
        unit = mapping.unit();
        boolean several = mapping.use() == ColumnUse.SEVERAL && used;
        parts.setVisible(several);
        parts.setManaged(several);
        why.setText(column.looks().isEmpty() ? "" : "looks like " + column.looks());
        why.setTooltip(new Tooltip(column.reason()));
        pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("ignored"), !used || mapping.use() == ColumnUse.IGNORE);
        showing = false;
    }

    /// Words for values that are chosen, not written.
    private static final class Words<T> extends StringConverter<T> {
        private final java.util.function.Function<@Nullable T, String> words;

        Words(java.util.function.Function<@Nullable T, String> words) {
            this.words = words;
        }

        @Override
        public String toString(@Nullable T value) {
            return words.apply(value);
        }

        @Override
        public T fromString(String text) {
            throw new UnsupportedOperationException("chosen, not written");
        }
    }
}
