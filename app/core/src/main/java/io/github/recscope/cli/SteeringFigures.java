package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Ablation;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringPlan;
import java.util.Locale;

/// The figures of what steering makes.
final class SteeringFigures {
    private SteeringFigures() {}

    static void steering(Steering s, ObjectNode node) {
        Steering.Effect e = s.effect();
        node.put("edits", s.edits().size());
        node.put("audience", s.scope().audience());
        node.put("users", e.users());
        node.put("list_length", e.cutoff());
        Figures.put(node, "overlap", e.overlap().mean());
        change(node, "recall", e.recall());
        change(node, "ndcg", e.ndcg());
        change(node, "ndcg_outside", e.side().ndcgOutside());
        change(node, "coverage", e.coverage());
        change(node, "gini", e.side().gini());
        change(node, "popularity", e.side().popularity());
        Figures.put(node, "unchanged", e.side().unchanged().mean());
        Figures.put(node, "harmed", e.side().harmed().mean());
        Figures.put(node, "worst_tenth", e.side().worstTenth().difference().mean());
        Figures.put(node, "purity", e.side().purity().mean());
        for (Steering.ShareChange c : e.shares()) {
            change(node, "share_of_" + c.attribute().words(), c.share());
        }
        for (Steering.ShareChange c : e.control().shares()) {
            Figures.put(
                    node,
                    "share_of_" + c.attribute().words() + "_random_latents",
                    c.share().after());
        }
        Figures.put(node, "ndcg_random_latents", e.control().ndcg().after());
        for (Steering.Promoted p : e.promoted()) {
            change(node, "lists_with_item_" + p.item(), p.share());
        }
    }

    private static void change(ObjectNode node, String key, Steering.Change c) {
        Figures.put(node, key + "_before", c.before());
        Figures.put(node, key + "_after", c.after());
        Figures.put(node, key + "_difference_low", c.difference().low());
        Figures.put(node, key + "_difference_high", c.difference().high());
    }

    static void dose(DoseResponse d, ObjectNode node) {
        node.put("audience", d.scope().audience());
        node.put("list_length", d.cutoff());
        node.put("label", d.attribute() == null ? "" : d.attribute().words());
        Figures.put(node, "budget", d.budget());
        Figures.put(node, "largest_dose_in_budget", d.largest());
        Figures.put(node, "knee", d.knee());
        ArrayNode points = node.putArray("points");
        for (DoseResponse.Point p : d.points()) {
            ObjectNode n = points.addObject();
            Figures.put(n, "dose", p.dose());
            value(n, "share", p.share());
            value(n, "ndcg", p.ndcg());
            value(n, "ndcg_loss", p.ndcgLoss());
            value(n, "overlap", p.overlap());
            value(n, "coverage", p.coverage());
        }
    }

    private static void value(ObjectNode node, String key, MetricValue v) {
        Figures.put(node, key, v.mean());
        Figures.put(node, key + "_low", v.low());
        Figures.put(node, key + "_high", v.high());
    }

    static void plan(SteeringPlan p, ObjectNode node) {
        node.put("goal", p.goal());
        node.put("edits", p.edits().size());
        value(node, "cost_fitted", p.fitted());
        value(node, "cost_reported", p.cost());
        for (SteeringPlan.Dose d : p.doses()) {
            Figures.put(node, "level_of_" + d.concept(), d.level());
        }
        for (Steering.ShareChange c : p.shares()) {
            change(node, "share_of_" + c.attribute().words(), c.share());
        }
        SteeringPlan.Calibration c = p.calibration();
        if (c != null) {
            Figures.put(node, "asked_points", c.asked());
            value(node, "mean_points_linear", c.linear());
            value(node, "mean_points_monotone", c.mean());
            value(node, "error_per_user_one_level", c.perUser());
            value(node, "error_per_user_own_level", c.ownLevels());
            Figures.put(node, "reached", c.reached());
        }
    }

    static void ablation(Ablation a, ObjectNode node) {
        node.put("protocol", a.protocol());
        node.put("concepts", a.rows().size());
        for (Ablation.Method m : Ablation.Method.values()) {
            String key = m.name().toLowerCase(Locale.ROOT);
            Figures.put(node, key + "_removed", a.mean(m, t -> t.removed().mean()));
            Figures.put(
                    node, key + "_loss_outside", a.mean(m, t -> t.lossOutside().mean()));
            Figures.put(
                    node, key + "_loss_masked", a.mean(m, t -> t.lossMasked().mean()));
        }
        node.put("wins_over_difference_in_means", a.wins(Ablation.Method.DIFFERENCE_IN_MEANS));
        node.put("wins_over_linear_probe", a.wins(Ablation.Method.LINEAR_PROBE));
        ArrayNode rows = node.putArray("rows");
        for (Ablation.Row r : a.rows()) {
            ObjectNode n = rows.addObject();
            n.put("label", r.attribute().words());
            n.put("named", r.named().size());
            n.put("carriers", r.carriers().size());
            Figures.put(n, "before", r.before());
            Figures.put(n, "reference", r.reference());
            Figures.put(n, "no_taste", r.noTaste());
            for (Ablation.Trial t : r.methods()) {
                String key = t.method().name().toLowerCase(Locale.ROOT);
                Figures.put(n, key + "_removed", t.removed().mean());
                Figures.put(n, key + "_loss_outside", t.lossOutside().mean());
                Figures.put(n, key + "_loss_masked", t.lossMasked().mean());
            }
        }
    }
}
