package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Json;
import java.util.List;

/// The figures of a whole run under names that stay the same: `summary.json`.
///
/// Null where the step was not run, or where a list had another length than the 20 in the name.
final class Summary {
    /// The names, in order.
    static final List<String> KEYS = List.of(
            "users",
            "items",
            "interactions",
            "recall_at_20",
            "recall_at_20_popularity",
            "ndcg_at_20",
            "sae_latents",
            "l0_users",
            "l0_items",
            "fvu_items",
            "dead_latents",
            "rbo",
            "kendall",
            "overlap_at_20",
            "concepts_named",
            "concepts_total",
            "seconds");

    private static final int CUTOFF = 20;

    private Summary() {}

    /// @param seconds how long the run took
    static ObjectNode of(Workspace workspace, double seconds) {
        ObjectNode node = Json.mapper().createObjectNode();
        KEYS.forEach(node::putNull);
        workspace.latest(Dataset.class).ifPresent(d -> {
            node.put("users", d.users().size());
            node.put("items", d.items().size());
            node.put("interactions", d.interactions().size());
        });
        workspace.latest(Recommender.class).ifPresent(r -> evaluation(r.evaluation(), node));
        workspace.latest(Autoencoder.class).ifPresent(a -> fidelity(a.fidelity(), node));
        workspace.latest(ConceptSet.class).ifPresent(c -> {
            node.put("concepts_named", c.count(Concept.Status.NAMED));
            node.put("concepts_total", c.concepts().size());
        });
        node.put("seconds", Math.round(seconds * 10) / 10.0);
        return node;
    }

    private static void evaluation(Evaluation e, ObjectNode node) {
        if (e.cutoff() == CUTOFF) {
            put(node, "recall_at_20", e.model().recall());
            put(node, "recall_at_20_popularity", e.popularity().recall());
            put(node, "ndcg_at_20", e.model().ndcg());
        }
    }

    private static void fidelity(Fidelity f, ObjectNode node) {
        node.put("sae_latents", f.latents());
        Figures.put(node, "l0_users", f.l0Users());
        Figures.put(node, "l0_items", f.l0Items());
        Figures.put(node, "fvu_items", f.fvuItems());
        node.put("dead_latents", f.dead());
        put(node, "rbo", f.rbo());
        put(node, "kendall", f.kendall());
        if (f.listLength() == CUTOFF) {
            put(node, "overlap_at_20", f.overlap());
        }
    }

    private static void put(ObjectNode node, String key, MetricValue value) {
        Figures.put(node, key, value.mean());
    }
}
