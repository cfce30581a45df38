package io.github.recscope.ui.steering;

import io.github.recscope.model.Estimate;
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
/// @param later what a sample cannot tell, in a sentence; empty for a measurement of everybody
public record EffectTable(String name, String about, List<Row> rows, String later) {
    /// Copies the list.
    public EffectTable {
        rows = List.copyOf(rows);
    }

    /// Whether these are the figures of a sample.
    public boolean estimated() {
        return !later.isEmpty();
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

    /// Of a measurement of everybody.
    static EffectTable of(Steering steering) {
        return of(steering, Numbers.count(steering.effect().users(), "user"), "");
    }

    /// Of a sample, without what it cannot tell.
    static EffectTable of(Steering sampled, Estimate estimate) {
        return of(
                sampled,
                Numbers.count(estimate.users(), "user") + " drawn at random",
                "Catalogue coverage, Gini of exposure, the worst tenth and what else moves depend on everybody's lists:"
                        + " a sample cannot tell them.");
    }

    private static EffectTable of(Steering steering, String users, String later) {
        boolean all = later.isEmpty();
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
        if (all) {
            rows.add(percentPoints(
                    "Catalogue coverage",
                    "The share of all items that are in somebody's list.",
                    e.coverage(),
                    hasInterval(e.coverage())));
        }
        MetricValue o = e.overlap();
        rows.add(new Row(
                "Items that stay",
                "The share of a user's list that is the same with and without the edits.",
                Numbers.percent(1),
                Numbers.percent(o.mean()),
                points(o.mean() - 1),
                points(o.low() - 1, o.high() - 1),
                o.high() < 1));
        Steering.Side side = e.side();
        rows.add(number(
                "NDCG outside the concept",
                "The same on held-out items that carry none of the edited labels.",
                side.ndcgOutside()));
        if (all) {
            rows.add(number(
                    "NDCG, worst tenth",
                    "Of the tenth of the users who lose most; chosen by the loss itself, so it is never good news.",
                    side.worstTenth()));
            rows.add(number(
                    "Gini of exposure",
                    "How unevenly places in the lists fall on items: 0 evenly, 1 all on one.",
                    side.gini()));
        }
        rows.add(percentPoints(
                "Popularity of items",
                "Mean share of items that were chosen no more often than a listed one.",
                side.popularity(),
                true));
        rows.add(alone("Users unchanged", "The share of users whose list stays as it is.", side.unchanged()));
        rows.add(alone("Users harmed", "The share of users whose NDCG falls by more than 0.05.", side.harmed()));
        for (Steering.ShareChange c : e.control().shares()) {
            rows.add(percentPoints(
                    "'" + c.attribute().words() + "', random latents",
                    "What the same change of code on as many random latents does, moved as far: what of the effect is"
                            + " not the concept's.",
                    c.share(),
                    true));
        }
        for (Steering.Promoted p : e.promoted()) {
            rows.add(percentPoints(
                    "Lists with the item",
                    "The share of users, of those who do not have it, whose list contains the edited item.",
                    p.share(),
                    true));
        }
        String about = (steering.scope().users().isEmpty()
                        ? ""
                        : "For " + steering.scope().audience() + ". ") + "Over "
                + users + ", lists of " + e.cutoff()
                + ", what they had chosen before left out.";
        return new EffectTable(steering.name(), about, rows, later);
    }

    private static Row alone(String name, String help, MetricValue v) {
        return new Row(name, help, "", share(v.mean()), "", share(v.low()) + " to " + share(v.high()), false);
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
                interval ? points(d.low(), d.high()) : Numbers.NONE,
                interval && sure(d));
    }

    private static boolean hasInterval(Steering.Change c) {
        return c.difference().low() != c.difference().mean()
                || c.difference().high() != c.difference().mean();
    }

    private static boolean sure(MetricValue d) {
        return d.low() > 0 || d.high() < 0;
    }

    private static String share(double share) {
        return Double.isFinite(share) ? Numbers.fixed(share * 100, 1) + "\u00a0%" : Numbers.NONE;
    }

    private static String points(double low, double high) {
        return Double.isFinite(low) ? Numbers.signed(low * 100, 1) + " to " + points(high) : Numbers.NONE;
    }

    private static String points(double difference) {
        return Double.isFinite(difference) ? Numbers.signed(difference * 100, 1) + "\u00a0pp" : Numbers.NONE;
    }
}
