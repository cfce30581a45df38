package io.github.recscope.ui.overview;

import io.github.recscope.model.Sweep;
import io.github.recscope.ui.fx.Card;
import io.github.recscope.ui.fx.ChartPane;
import io.github.recscope.ui.fx.Charts;
import io.github.recscope.ui.fx.Format;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;

/// The comparison of autoencoders: what each setting reaches, and a button that trains it for good.
///
/// Node ids: `card-sweep`, `sweep-train-0` ….
final class SweepCard {
    private static final int MOST = 12;

    private SweepCard() {}

    /// @param train trains an autoencoder with the settings of a run
    static Card of(Sweep sweep, String words, Consumer<Sweep.Run> train) {
        List<Sweep.Setting> all = sweep.settings();
        List<Sweep.Setting> shown = all.stream()
                .sorted(Comparator.comparing(Sweep.Setting::front).reversed().thenComparingDouble(Sweep.Setting::l0))
                .limit(MOST)
                .toList();
        ChartPane chart = Charts.points(
                "Rank-biased overlap against active latents, a point for each setting",
                "active latents (L0)",
                "rank-biased overlap",
                List.of("on the front", "beaten"),
                List.of(
                        points(all.stream().filter(Sweep.Setting::front)),
                        points(all.stream().filter(s -> !s.front()))));
        chart.setPrefHeight(200);
        GridPane table = Parts.table(7);
        table.addRow(
                0,
                Parts.heading("Setting"),
                heading("L0", "Mean number of active latents that was reached, of users and items."),
                heading("FVU", "Fraction of variance unexplained of the items."),
                heading("Dead", "Latents that never fire."),
                heading("RBO", "Rank-biased overlap: 1 is the same list. Mean over seeds, ± its standard deviation."),
                heading("MS", "Monosemanticity by the recommender's embeddings; below it what chance gives."),
                Parts.heading(""));
        int row = 1;
        for (Sweep.Setting s : shown) {
            Sweep.Run r = s.first();
            Button button = new Button("Train");
            button.setId("sweep-train-" + (row - 1));
            button.getStyleClass().add("small");
            button.setTooltip(new Tooltip("Train with these settings"));
            button.setAccessibleText("Train with " + name(r));
            button.setOnAction(_ -> train.accept(r));
            Label name = Parts.name(name(r), s.front() ? "No other setting beats it." : "");
            name.getStyleClass().add(s.front() ? "strong" : "muted");
            table.addRow(
                    row++,
                    name,
                    new Label(Format.fixed(s.l0(), 1)),
                    new Label(Format.fixed(s.fvuItems(), 3)),
                    new Label(Format.number(s.dead())),
                    new Label(Format.fixed(s.rbo(), 3)
                            + (Double.isNaN(s.rboSpread()) ? "" : " ± " + Format.fixed(s.rboSpread(), 3))),
                    new Label(Format.fixed(s.own().score(), 2) + " / "
                            + Format.fixed(s.own().chance(), 2)),
                    button);
        }
        String more = all.size() > shown.size() ? " " + (all.size() - shown.size()) + " more are in the report." : "";
        Card card = new Card(
                        "Comparison",
                        chart,
                        table,
                        Parts.note(
                                "Settings on the front, which no other one beats in L0, FVU, RBO and MS at once, come"
                                        + " first." + more),
                        Parts.note("Settings: " + words + "."))
                .subtitle(sweep.name());
        card.setId("card-sweep");
        return card;
    }

    private static String name(Sweep.Run r) {
        return Format.count(r.latents()) + " latents, L0 " + Format.number(r.l0()) + ", β "
                + Format.number(r.predictionWeight());
    }

    private static Label heading(String text, String explanation) {
        Label label = Parts.heading(text);
        Parts.explain(label, explanation);
        return label;
    }

    private static List<double[]> points(Stream<Sweep.Setting> settings) {
        return settings.map(s -> new double[] {s.l0(), s.rbo()}).toList();
    }
}
