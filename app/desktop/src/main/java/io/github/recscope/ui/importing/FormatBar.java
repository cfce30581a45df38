package io.github.recscope.ui.importing;

import io.github.recscope.data.ImportDraft;
import io.github.recscope.data.ImportParams;
import io.github.recscope.data.ReadFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;

/// How a table is read: separator, quotes, header, encoding, layout, each found out or said.
///
/// Node ids: `import-separator`, `import-quote`, `import-header`, `import-encoding`, `import-layout`.
final class FormatBar extends FlowPane {
    private final ComboBox<ImportParams.Delimiter> separator;
    private final ComboBox<ReadFormat.Quote> quote;
    private final ComboBox<ImportParams.Header> header;
    private final ComboBox<ImportParams.Encoding> encoding;
    private final ComboBox<ImportParams.Layout> layout;
    private boolean showing;

    FormatBar(ImportModel model) {
        getStyleClass().add("import-format");
        separator = box(
                "separator",
                "Separator",
                "What stands between the fields of a row.",
                ImportParams.Delimiter.values(),
                d -> switch (d) {
                    case AUTO -> "Found out";
                    case COMMA -> "Comma  ,";
                    case TAB -> "Tab";
                    case SEMICOLON -> "Semicolon  ;";
                    case BAR -> "Bar  |";
                    case DOUBLE_COLON -> "Two colons  ::";
                    case WHITESPACE -> "Blanks";
                });
        quote = box(
                "quote",
                "Quotes",
                "What stands around fields that hold separators or line ends.",
                ReadFormat.Quote.values(),
                q -> switch (q) {
                    case DOUBLE -> "Double  \"";
                    case SINGLE -> "Single  '";
                    case NONE -> "None";
                });
        header = box(
                "header",
                "Header",
                "Whether the first row names the columns.",
                ImportParams.Header.values(),
                h -> switch (h) {
                    case AUTO -> "Found out";
                    case YES -> "First row";
                    case NO -> "None";
                });
        encoding = box(
                "encoding",
                "Encoding",
                "How bytes become characters; look whether accents are right.",
                ImportParams.Encoding.values(),
                e -> e == ImportParams.Encoding.AUTO ? "Found out" : e.name().replace('_', '-'));
        layout = box(
                "layout",
                "Layout",
                "A table with an interaction a row; or a user and their items a line; or the items of a session a line.",
                ImportParams.Layout.values(),
                l -> switch (l) {
                    case AUTO -> "Found out";
                    case TABLE -> "Table";
                    case ADJACENCY -> "User and items";
                    case SESSIONS -> "Sessions";
                });
        for (ComboBox<?> b : Arrays.asList(separator, quote, header, encoding, layout)) {
            b.valueProperty().subscribe((_, _) -> {
                if (!showing) {
                    model.format(value());
                }
            });
        }
    }

    private <T> ComboBox<T> box(String id, String name, String help, T[] values, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>();
        box.setId("import-" + id);
        box.getItems().setAll(values);
        box.setValue(values[0]);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("chosen, not written");
            }
        });
        box.setTooltip(new Tooltip(help));
        box.setAccessibleText(name);
        box.setAccessibleHelp(help);
        Label label = new Label("_" + name);
        label.setMnemonicParsing(true);
        label.setLabelFor(box);
        label.getStyleClass().addAll("muted", "small");
        HBox both = new HBox(label, box);
        both.setSpacing(6);
        both.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(both);
        return box;
    }

    private ReadFormat value() {
        return new ReadFormat(
                encoding.getValue(), separator.getValue(), quote.getValue(), header.getValue(), layout.getValue());
    }

    /// Shows how a table is read.
    void show(ImportDraft.Table table) {
        ReadFormat format = table.mapping().format();
        showing = true;
        separator.setValue(format.separator());
        quote.setValue(format.quote());
        header.setValue(format.header());
        encoding.setValue(format.encoding());
        layout.setValue(format.layout());
        showing = false;
        String kind = table.mapping().shape().layout().toLowerCase(Locale.ROOT);
        boolean text = !kind.equals("parquet");
        setDisable(!text);
        boolean delimited = text && !kind.equals("json");
        for (ComboBox<?> b : Arrays.asList(separator, quote, header, layout)) {
            b.setDisable(!delimited);
        }
    }
}
