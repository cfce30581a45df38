package io.github.recscope.ui.steering;

import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Steering;
import io.github.recscope.ui.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/// What a saved recipe does to everyone, ready to be shown.
///
/// @param name  the recipe
/// @param about whom it was measured on
/// @param rows  a figure each
public record EffectTable(String name, String about, List<Row> rows) {
    /// Copies the list.
    public EffectTable {
        rows = List.copyOf(rows);
    }

    /// One figure.
    ///
    /// @param name       what it is
    /// @param help       what it means
    /// @param before     without the edits
    /// @param after      with them
    /// @param difference after minus before
    /// @param interval   its 95 % interval
    /// @param sure       whether the interval leaves out 0
    public record Row(
            String name, String help, String before, String after, String difference, String interval, boolean sure) {}

    static EffectTable of(Steering steering) {
        Steering.Effect e = steering.effect();
        String k = "@" + e.cutoff();
        List<Row> rows = new ArrayList<>();
        for (Steering.ShareChange s : e.shares()) {
            rows.add(percentPoints(
                    "Share of '" + s.attribute().words() + "'",
                    "How much of everyone's lists carries this label.",
                    s.share(),
                    true));
        }
        rows.add(number(
                "NDCG" + k,
                "How well the lists hit what users chose later, hits near the top counting more; 1 is perfect.",
                e.ndcg()));
        rows.add(number("Recall" + k, "The share of what users chose later that their lists contain.", e.recall()));
        rows.add(percentPoints(
                "Catalogue coverage", "The share of all items that are in somebody's list.", e.coverage(), false));
        MetricValue o = e.overlap();
        rows.add(new Row(
                "Items that stay",
                "The share of a user's list that is the same with and without the edits.",
                Numbers.percent(1),
                Numbers.percent(o.mean()),
                points(o.mean() - 1),
                points(o.low() - 1) + " to " + points(o.high() - 1),
                o.high() < 1));
        String about = "Over " + Numbers.count(e.users(), "user") + ", lists of " + e.cutoff()
                + ", what they had chosen before left out.";
        return new EffectTable(steering.name(), about, rows);
    }

    private static Row number(String name, String help, Steering.Change c) {
        return new Row(
                name,
                help,
                Numbers.fixed(c.before(), 4),
                Numbers.fixed(c.after(), 4),
                Numbers.signed(c.difference().mean(), 4),
                Numbers.signed(c.difference().low(), 4) + " to "
                        + Numbers.signed(c.difference().high(), 4),
                sure(c.difference()));
    }

    private static Row percentPoints(String name, String help, Steering.Change c, boolean interval) {
        MetricValue d = c.difference();
        return new Row(
                name,
                help,
                share(c.before()),
                share(c.after()),
                points(d.mean()),
                interval ? points(d.low()) + " to " + points(d.high()) : Numbers.NONE,
                interval && sure(d));
    }

    private static boolean sure(MetricValue d) {
        return d.low() > 0 || d.high() < 0;
    }

    private static String share(double share) {
        return Double.isFinite(share) ? Numbers.fixed(share * 100, 1) + "\u00a0%" : Numbers.NONE;
    }

    private static String points(double difference) {
        return Double.isFinite(difference) ? Numbers.signed(difference * 100, 1) + "\u00a0pp" : Numbers.NONE;
    }
}
