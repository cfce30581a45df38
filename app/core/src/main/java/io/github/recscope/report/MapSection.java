package io.github.recscope.report;

import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.SpaceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The map of the items, coloured by popularity.
final class MapSection {
    private static final int DRAWN = 4000;

    private MapSection() {}

    static Optional<Section> of(Findings f) {
        SpaceMap map = f.map();
        Dataset data = f.data();
        if (map == null || data == null) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text("Items that lie close together have similar embeddings, as far as two dimensions can"
                + " show it (" + map.name() + ")."));
        blocks.add(points(map, data));
        blocks.add(quality(map));
        return Optional.of(new Section(ReportSection.MAP.id(), ReportSection.MAP.title(), blocks));
    }

    private static Chart points(SpaceMap map, Dataset data) {
        int[] decile = AttributeTable.deciles(data.interactions().popularity());
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < map.items().rows(); i++) {
            rows.add(Cell.row(
                    data.items().get(i),
                    data.titles().get(i),
                    map.items().get(i, 0),
                    map.items().get(i, 1),
                    decile[i]));
        }
        Table table = Table.of(
                        "map_items",
                        "Items",
                        List.of(
                                Column.hidden("item", Format.TEXT),
                                Column.hidden("title", Format.TEXT),
                                Column.number("x", axis(map, 0), Format.DECIMAL),
                                Column.number("y", axis(map, 1), Format.DECIMAL),
                                Column.number("popularity_decile", "Popularity tenth", Format.COUNT)),
                        rows)
                .atMost(DRAWN);
        String drawn = rows.size() <= DRAWN
                ? "All " + Figures.plural(rows.size(), "item", "items") + "."
                : "An even sample of " + Figures.count(DRAWN) + " of " + Figures.count(rows.size()) + " items.";
        String caption = drawn + " Colour: popularity in tenths, from the least chosen (0) to the most chosen (9);"
                + " items chosen equally often share a tenth.";
        Chart.Colours colours = new Chart.Colours("popularity_decile", "least chosen", "most chosen");
        return new Chart(Chart.Kind.POINTS, table, "x", List.of("y"), colours, 0.82, caption);
    }

    private static String axis(SpaceMap map, int a) {
        String name = "Axis " + (a + 1);
        return map.explained().size() > a
                ? name + " (" + Figures.percent(map.explained().get(a)) + " of the variance)"
                : name;
    }

    private static Table quality(SpaceMap map) {
        SpaceMap.Quality q = map.quality();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(Cell.row(
                "Trustworthiness",
                Cell.of(q.trustworthiness(), Format.DECIMAL),
                "Are neighbours on the map neighbours in truth? 1 is perfect."));
        if (!Double.isNaN(q.continuity().value())) {
            rows.add(Cell.row(
                    "Continuity",
                    Cell.of(q.continuity().value(), Format.DECIMAL),
                    "Are true neighbours still neighbours on the map? 1 is perfect."));
        }
        rows.add(Cell.row(
                "Neighbours kept",
                Cell.of(q.neighbourRecall(), Format.PERCENT),
                "Share of the " + q.neighbours() + " true nearest neighbours that are also nearest on the map."));
        for (int a = 0; a < map.explained().size(); a++) {
            rows.add(Cell.row(
                    "Variance along axis " + (a + 1),
                    Cell.of(map.explained().get(a), Format.PERCENT),
                    "Share of the variance of the embeddings that the axis carries."));
        }
        for (SpaceMap.Measure m : map.measures()) {
            rows.add(Cell.row(m.name(), Cell.of(m.value().value(), Format.DECIMAL), m.meaning()));
        }
        return Table.of(
                        "map_quality",
                        "How far to trust the map",
                        List.of(
                                Column.text("measure", "Measure", 2),
                                Column.number("value", "Value", Format.DECIMAL),
                                Column.text("meaning", "Meaning", 5)),
                        rows)
                .captioned(measuredOn(map));
    }

    private static String measuredOn(SpaceMap map) {
        SpaceMap.Quality q = map.quality();
        if (q.sampled() >= map.items().rows()) {
            return "Measured on " + Figures.plural(q.sampled(), "item", "items") + ".";
        }
        return String.format(
                java.util.Locale.ROOT,
                "Measured on %s chosen at random, each against all %s; 95 %% intervals: trustworthiness ± %.4f, continuity"
                        + " ± %.4f, neighbours kept ± %.4f.",
                Figures.plural(q.sampled(), "item", "items"),
                Figures.count(map.items().rows()),
                q.trust().halfWidth(),
                q.continuity().halfWidth(),
                q.recall().halfWidth());
    }
}
