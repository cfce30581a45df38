package io.github.recscope.cli;

import io.github.recscope.model.Attribute;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Steering;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What an estimate says, in a line for somebody who waits.
final class Estimates {
    private Estimates() {}

    /// "Estimate from 1,000 of 100,000 users: NDCG −0.0123 (−0.0150 to −0.0100), …"
    static String line(Estimate e) {
        List<String> parts = new ArrayList<>();
        switch (e.result()) {
            case Steering s -> {
                for (Steering.ShareChange c : s.effect().shares()) {
                    parts.add("share of " + c.attribute().words() + " "
                            + points(c.share().difference()));
                }
                MetricValue ndcg = s.effect().ndcg().difference();
                parts.add(String.format(
                        Locale.ROOT, "NDCG %+.4f (%+.4f to %+.4f)", ndcg.mean(), ndcg.low(), ndcg.high()));
                parts.add("items that stay " + percent(s.effect().overlap()));
            }
            case DoseResponse d -> {
                DoseResponse.Point last = d.points().getLast();
                Attribute a = d.attribute();
                if (a != null) {
                    parts.add("share of " + a.words() + " " + percent(last.share()));
                }
                parts.add("NDCG lost " + percent(last.ndcgLoss()));
                parts.add("items that stay " + percent(last.overlap()) + " at dose " + last.dose());
            }
            default -> {}
        }
        return String.format(
                Locale.ROOT, "Estimate from %,d of %,d users: %s", e.users(), e.audience(), String.join(", ", parts));
    }

    private static String points(MetricValue v) {
        return String.format(
                Locale.ROOT, "%+.1f points (%+.1f to %+.1f)", 100 * v.mean(), 100 * v.low(), 100 * v.high());
    }

    private static String percent(MetricValue v) {
        return String.format(Locale.ROOT, "%.1f %% (%.1f to %.1f)", 100 * v.mean(), 100 * v.low(), 100 * v.high());
    }
}
