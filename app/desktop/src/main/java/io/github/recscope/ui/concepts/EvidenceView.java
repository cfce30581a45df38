package io.github.recscope.ui.concepts;

import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Concept;
import io.github.recscope.ui.fx.Card;
import io.github.recscope.ui.text.Numbers;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// The figures behind a name, with their intervals.
final class EvidenceView {
    private EvidenceView() {}

    static Node of(Concept c) {
        GridPane grid = new GridPane(10, 4);
        grid.setId("concept-evidence");
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        name.setMinWidth(0);
        ColumnConstraints figure = new ColumnConstraints();
        figure.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().addAll(name, figure, figure);
        Concept.Evidence e = c.evidence();
        Concept.Detection d = e.detection();
        AttributeFit f = c.fits().getFirst();
        boolean popularity = f.attribute().isPopularity();
        add(
                grid,
                "Detection, easy",
                popularity ? "–" : Numbers.fixed(d.easy(), 2),
                popularity ? "" : range(d.easyLow(), d.easyHigh()),
                popularity ? "A label of popularity cannot be told among items of the same popularity." : Terms.EASY);
        add(grid, "Detection, near", Numbers.fixed(d.near(), 2), range(d.nearLow(), d.nearHigh()), Terms.NEAR);
        add(
                grid,
                "Purity@20; corrected @10, 20, 50",
                Numbers.percent(c.purity()),
                e.purities().stream().map(p -> Numbers.fixed(p.corrected(), 2)).collect(Collectors.joining(" · ")),
                Terms.PURITY_K);
        add(
                grid,
                "Odds ratio",
                Numbers.fixed(f.oddsRatio(), 1),
                Numbers.fixed(f.oddsLow(), 1) + "–" + Numbers.fixed(f.oddsHigh(), 1),
                Terms.ODDS);
        add(grid, "Average precision", Numbers.fixed(f.averagePrecision(), 2), "", Terms.AVERAGE_PRECISION);
        add(grid, "q over all pairs", Numbers.probability(f.pairQ()), "", Terms.PAIR_Q);
        add(
                grid,
                "Likeness (MS)",
                Numbers.fixed(e.cohesion(), 2),
                "by attributes " + Numbers.fixed(e.likeness(), 2),
                Terms.MS);
        Concept.Validity v = e.validity();
        if (v.users() > 0) {
            add(
                    grid,
                    "User fit",
                    Numbers.signed(v.correlation(), 2),
                    Numbers.signed(v.correlationLow(), 2) + " to " + Numbers.signed(v.correlationHigh(), 2),
                    Terms.USERS);
            add(
                    grid,
                    "Held-out share, its users",
                    Numbers.percent(v.shareFiring()),
                    "others " + Numbers.percent(v.shareSilent()),
                    "The label's mean share of the held-out items of " + Numbers.count(v.users(), "user")
                            + ": of those for whom the concept fires, and of the others.");
        }
        return new Card("How well the name holds", grid)
                .subtitle(
                        "With 95 % intervals. Purity and likeness look at all items, the rest at items and choices that had no "
                                + "part in choosing the name.");
    }

    private static String range(double low, double high) {
        return Numbers.fixed(low, 2) + "–" + Numbers.fixed(high, 2);
    }

    private static void add(GridPane grid, String name, String value, String detail, String help) {
        int row = grid.getRowCount();
        Label label = new Label(name);
        label.setMinWidth(0);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        Label figure = new Label(value);
        figure.getStyleClass().add("strong");
        figure.setMinWidth(Label.USE_PREF_SIZE);
        Label more = new Label(detail);
        more.getStyleClass().addAll("muted", "small");
        more.setMinWidth(Label.USE_PREF_SIZE);
        for (Label l : java.util.List.of(label, figure, more)) {
            l.setTooltip(new Tooltip(help));
        }
        grid.addRow(row, label, figure, more);
    }
}
