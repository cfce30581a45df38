package io.github.recscope.report;

import io.github.recscope.model.Curve;
import java.util.ArrayList;
import java.util.List;

/// Training curves as charts side by side.
final class Curves {
    private Curves() {}

    /// Nothing for no curves.
    static List<Block> of(String id, List<Curve> curves, String xTitle) {
        List<Block> charts = new ArrayList<>();
        int n = 0;
        for (Curve curve : curves) {
            n++;
            if (!curve.x().isEmpty()) {
                charts.add(chart(id + "_curve_" + n, curve, xTitle));
            }
        }
        if (charts.isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Heading("Training"));
        int perRow = charts.size() == 3 ? 3 : 2;
        for (int c = 0; c < charts.size(); c += perRow) {
            blocks.add(new Block.Beside(charts.subList(c, Math.min(c + perRow, charts.size()))));
        }
        return blocks;
    }

    private static Chart chart(String id, Curve curve, String xTitle) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < curve.x().size(); i++) {
            rows.add(Cell.row(curve.x().get(i), curve.value().get(i)));
        }
        Table data = Table.of(
                id,
                Words.capitalised(curve.name()),
                List.of(Column.number("x", xTitle, Format.DECIMAL), Column.number("value", "", Format.DECIMAL)),
                rows);
        return new Chart(Chart.Kind.LINES, data, "x", List.of("value"), null, 0.6, "");
    }
}
