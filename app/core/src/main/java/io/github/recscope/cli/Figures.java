package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Steering;
import io.github.recscope.op.Json;

/// The figures of an artifact that one wants to see right after it was made.
final class Figures {
    private Figures() {}

    static ObjectNode of(Artifact artifact) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("name", artifact.name());
        switch (artifact) {
            case Dataset d -> dataset(d, node);
            case Recommender r -> recommender(r, node);
            case Benchmark b -> benchmark(b, node);
            case SpaceMap m -> map(m, node);
            case Autoencoder a -> autoencoder(a, node);
            case ConceptSet c -> concepts(c, node);
            case Steering s -> steering(s, node);
        }
        return node;
    }

    /// Puts a number; JSON has no NaN, so an undefined one is null.
    static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }

    private static void dataset(Dataset d, ObjectNode node) {
        ImportSummary s = d.summary();
        node.put("users", d.users().size());
        node.put("items", d.items().size());
        node.put("interactions", d.interactions().size());
        put(node, "density", d.interactions().density());
        node.put("rows_read", s.rowsRead());
        node.put("rows_rejected", s.rejected());
        node.put("duplicates", s.duplicates());
        node.put("items_without_details", s.itemsWithoutDetails());
        node.put("items_never_chosen", s.itemsNeverChosen());
        if (d.credit() != null) {
            node.put("source", d.credit().source());
            node.put("licence", d.credit().licence());
        }
    }

    private static void recommender(Recommender r, ObjectNode node) {
        Evaluation e = r.evaluation();
        node.put("dimensions", r.dimensions());
        node.put("list_length", e.cutoff());
        put(node, "recall", e.model().recall().mean());
        put(node, "recall_popularity", e.popularity().recall().mean());
        put(node, "recall_random", e.random().recall().mean());
        put(node, "ndcg", e.model().ndcg().mean());
        put(node, "ndcg_popularity", e.popularity().ndcg().mean());
        put(node, "ndcg_random", e.random().ndcg().mean());
        node.put("protocol", e.protocol());
    }

    private static void benchmark(Benchmark b, ObjectNode node) {
        node.put("users", b.users().length);
        node.put("protocol", b.protocol());
    }

    private static void map(SpaceMap m, ObjectNode node) {
        double explained = m.explained().stream().mapToDouble(d -> d).sum();
        put(node, "explained_variance", m.explained().isEmpty() ? Double.NaN : explained);
        put(node, "trustworthiness", m.quality().trustworthiness());
        put(node, "neighbour_recall", m.quality().neighbourRecall());
        node.put("neighbours", m.quality().neighbours());
    }

    private static void autoencoder(Autoencoder a, ObjectNode node) {
        Fidelity f = a.fidelity();
        node.put("latents", f.latents());
        node.put("dead_latents", f.dead());
        put(node, "l0_users", f.l0Users());
        put(node, "l0_items", f.l0Items());
        put(node, "fvu_users", f.fvuUsers());
        put(node, "fvu_items", f.fvuItems());
        put(node, "fvu_scores", f.fvuScores());
        node.put("list_length", f.listLength());
        put(node, "rbo", f.rbo().mean());
        put(node, "kendall", f.kendall().mean());
        put(node, "overlap", f.overlap().mean());
        put(node, "ndcg_model", f.ndcgModel().mean());
        put(node, "ndcg_reconstructed", f.ndcgReconstructed().mean());
    }

    private static void concepts(ConceptSet c, ObjectNode node) {
        node.put("concepts", c.concepts().size());
        node.put("named", c.count(Concept.Status.NAMED));
        node.put("unnamed", c.count(Concept.Status.UNNAMED));
        node.put("dead", c.count(Concept.Status.DEAD));
        put(
                node,
                "named_share_of_live",
                c.live() == 0 ? Double.NaN : (double) c.count(Concept.Status.NAMED) / c.live());
        put(
                node,
                "mean_corrected_purity",
                c.concepts().stream()
                        .filter(x -> x.status() == Concept.Status.NAMED)
                        .mapToDouble(Concept::purityCorrected)
                        .average()
                        .orElse(Double.NaN));
        put(node, "false_discovery_rate", c.falseDiscoveryRate());
        node.put("attributes_tried", c.attributesTried());
        node.put("protocol", c.protocol());
    }

    private static void steering(Steering s, ObjectNode node) {
        node.put("edits", s.edits().size());
        node.put("users", s.effect().users());
        node.put("list_length", s.effect().cutoff());
        put(node, "overlap", s.effect().overlap().mean());
        put(node, "recall_before", s.effect().recall().before());
        put(node, "recall_after", s.effect().recall().after());
        put(node, "ndcg_before", s.effect().ndcg().before());
        put(node, "ndcg_after", s.effect().ndcg().after());
        put(node, "coverage_before", s.effect().coverage().before());
        put(node, "coverage_after", s.effect().coverage().after());
        for (Steering.ShareChange c : s.effect().shares()) {
            put(node, "share_of_" + c.attribute().words() + "_before", c.share().before());
            put(node, "share_of_" + c.attribute().words() + "_after", c.share().after());
        }
    }
}
