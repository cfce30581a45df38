package io.github.recscope.ui.overview;

import io.github.recscope.model.Credit;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Issue;
import io.github.recscope.ui.fx.Card;
import io.github.recscope.ui.fx.ChartPane;
import io.github.recscope.ui.fx.Charts;
import io.github.recscope.ui.fx.Format;
import io.github.recscope.ui.fx.Sheets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The data set: counts, what the import left out, how unequal the items are, whose data it is.
///
/// Node ids: `card-data`, `issues-link`, `issues`, `issues-table`.
final class DataCard {
    private DataCard() {}

    static Card of(Dataset data, Facts facts, Sheets sheets) {
        List<Node> body = new ArrayList<>();
        body.add(Parts.figures(
                Parts.figure(Format.count(data.users().size()), "users", ""),
                Parts.figure(Format.count(data.items().size()), "items", ""),
                Parts.figure(Format.count(data.interactions().size()), "interactions", ""),
                Parts.figure(
                        Format.percent(data.interactions().density()),
                        "density",
                        "Share of all user–item pairs that interacted.")));
        ImportSummary s = data.summary();
        body.add(Parts.note(Format.plural(s.rowsRead(), "row", "rows") + " read, " + Format.count(s.rejected())
                + " rejected, " + Format.plural(s.duplicates(), "duplicate", "duplicates") + ". "
                + Format.plural(s.itemsWithoutDetails(), "item", "items") + " without details, "
                + Format.count(s.itemsNeverChosen()) + " never chosen and left out."));
        if (!s.issues().isEmpty()) {
            Hyperlink link = new Hyperlink(
                    "See what was noticed (" + Format.count(s.issues().size()) + ")");
            link.setId("issues-link");
            link.getStyleClass().add("quiet-link");
            link.setOnAction(_ -> showIssues(s.issues(), sheets));
            body.add(link);
        }
        Facts.Tail tail = facts.tail();
        if (tail != null) {
            ChartPane chart = Charts.area(
                    "How often items were chosen, most chosen first",
                    "items, most chosen first",
                    "times chosen",
                    tail.rank(),
                    tail.count());
            chart.setPrefHeight(170);
            body.add(chart);
            body.add(Parts.note("The most chosen tenth of the items has " + Format.percent(tail.topShare())
                    + " of all interactions."));
        }
        Credit credit = data.credit();
        if (credit != null) {
            body.add(Parts.note(credit.source() + " Licence: " + credit.licence() + "."));
        }
        Card card = new Card("Data", body.toArray(new Node[0])).subtitle(data.name());
        card.setId("card-data");
        return card;
    }

    private static void showIssues(List<Issue> issues, Sheets sheets) {
        TableView<Issue> table = new TableView<>();
        table.setId("issues-table");
        table.getColumns().add(column("Severity", 80, i -> i.severity().name().toLowerCase(Locale.ROOT)));
        table.getColumns().add(column("Place", 190, Issue::place));
        table.getColumns().add(column("What", 400, Issue::message));
        table.getItems().setAll(issues);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        table.setPrefSize(820, 360);
        table.setMinHeight(120);
        VBox.setVgrow(table, Priority.ALWAYS);
        Label full = Parts.note("Choose a line to read all of it.");
        table.getSelectionModel().selectedItemProperty().subscribe(i -> {
            if (i != null) {
                full.setText(i.place() + ": " + i.message());
            }
        });
        VBox box = new VBox(10, table, full);
        sheets.show("issues", "Noticed while importing", box);
    }

    private static TableColumn<Issue, String> column(
            String title, double width, java.util.function.Function<Issue, String> text) {
        TableColumn<Issue, String> column = new TableColumn<>(title);
        column.setCellValueFactory(c -> new ReadOnlyStringWrapper(text.apply(c.getValue())));
        column.setPrefWidth(width);
        return column;
    }
}
