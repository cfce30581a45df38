package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Ablation;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptBaselines;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.ConceptStability;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringPlan;
import io.github.recscope.model.Sweep;
import io.github.recscope.op.Json;
import java.util.Locale;

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
            case Sweep s -> sweep(s, node);
            case ConceptSet c -> concepts(c, node);
            case ConceptBaselines b -> baselines(b, node);
            case ConceptStability s -> stability(s, node);
            case Steering s -> SteeringFigures.steering(s, node);
            case DoseResponse d -> SteeringFigures.dose(d, node);
            case SteeringPlan p -> SteeringFigures.plan(p, node);
            case Ablation a -> SteeringFigures.ablation(a, node);
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
        put(node, "continuity", m.quality().continuity().value());
        put(node, "neighbour_recall", m.quality().neighbourRecall());
        node.put("neighbours", m.quality().neighbours());
        node.put("sampled", m.quality().sampled());
        if (m.quality().sampled() < m.items().rows()) {
            put(node, "trustworthiness_half_width", m.quality().trust().halfWidth());
            put(node, "continuity_half_width", m.quality().continuity().halfWidth());
            put(node, "neighbour_recall_half_width", m.quality().recall().halfWidth());
        }
        for (SpaceMap.Measure measure : m.measures()) {
            put(
                    node,
                    measure.name().toLowerCase(Locale.ROOT).replace(' ', '_'),
                    measure.value().value());
        }
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
        node.put("users_compared", f.users());
        put(node, "rbo_paper", f.rboPaper().mean());
        put(node, "rbo", f.rbo().mean());
        put(node, "kendall", f.kendall().mean());
        put(node, "overlap", f.overlap().mean());
        put(node, "ndcg_model", f.ndcgModel().mean());
        put(node, "ndcg_reconstructed", f.ndcgReconstructed().mean());
    }

    private static void median(ObjectNode node, String key, ConceptSet.Median m) {
        put(node, key + "_easy", m.easy());
        put(node, key + "_near", m.near());
        node.put(key + "_labels", m.labels());
    }

    private static void baselines(ConceptBaselines b, ObjectNode node) {
        node.put("protocol", b.protocol());
        ArrayNode rows = node.putArray("methods");
        for (ConceptBaselines.Row r : b.rows()) {
            ObjectNode row = rows.addObject();
            row.put("method", r.method().title());
            row.put("directions", r.directions());
            row.put("named", r.named());
            put(row, "named_share", r.namedShare());
            row.put("distinct_names", r.names());
            median(row, "detection", r.detection());
            put(row, "median_corrected_purity_at_20", r.purity());
            put(row, "monosemanticity", r.cohesion());
        }
    }

    private static void stability(ConceptStability s, ObjectNode node) {
        node.put("autoencoders_compared", s.others());
        put(node, "mean_likeness", s.mean());
        put(node, "likeness_by_chance", s.chance());
        put(node, "found_again_threshold", s.threshold());
        put(node, "stable_share", s.stableShare());
        node.put("protocol", s.protocol());
    }

    private static void sweep(Sweep s, ObjectNode node) {
        node.put("runs", s.runs().size());
        node.put("on_the_front", s.runs().stream().filter(Sweep.Run::front).count());
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
        ConceptSet.Quality q = c.quality();
        put(node, "median_corrected_purity_at_20", q.purity());
        median(node, "detection", q.detection());
        median(node, "detection_raw_dimensions", q.raw());
        median(node, "detection_shuffled", q.shuffled());
        put(node, "monosemanticity", q.cohesion());
        put(node, "monosemanticity_random", q.cohesionChance());
        put(node, "monosemanticity_attributes", q.likeness());
        put(node, "monosemanticity_attributes_random", q.likenessChance());
        node.put("pairs_tested", q.pairs());
        node.put("pairs_holding", q.pairsHolding());
        node.put("distinct_names", c.groups().size());
    }
}
