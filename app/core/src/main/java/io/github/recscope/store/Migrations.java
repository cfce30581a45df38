package io.github.recscope.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.op.Json;
import java.util.List;
import java.util.function.UnaryOperator;

/// Brings the artifacts of earlier formats to the form of today's records, one format at a time.
///
/// Whoever changes a record that is stored raises [WorkspaceFile#FORMAT], adds a step here and puts a small
/// file of the format before among the test resources. A step gives what an earlier version did not measure as
/// "not measured" (NaN, no units), never as a number, and works on the JSON of its own format alone: today's
/// records may look different again.
final class Migrations {
    /// The step from format `n + 1` to the next is at index `n`.
    private static final List<UnaryOperator<ObjectNode>> STEPS = List.of(Migrations::toTwo);

    private static final String UNMEASURED = "{\"mean\":\"NaN\",\"low\":\"NaN\",\"high\":\"NaN\",\"n\":0}";
    private static final String UNCHANGED = "{\"before\":\"NaN\",\"after\":\"NaN\",\"difference\":" + UNMEASURED + "}";
    private static final String MEDIAN = "{\"labels\":0,\"easy\":\"NaN\",\"near\":\"NaN\"}";

    private Migrations() {}

    /// An artifact of a format as today's records have it; the same object if nothing changed.
    static JsonNode upgrade(JsonNode artifact, int format) {
        if (!(artifact instanceof ObjectNode original) || format >= WorkspaceFile.FORMAT) {
            return artifact;
        }
        ObjectNode now = original.deepCopy();
        for (UnaryOperator<ObjectNode> step : STEPS.subList(format - 1, STEPS.size())) {
            now = step.apply(now);
        }
        return now.equals(original) ? artifact : now;
    }

    /// Format 2 knows more about fidelity, concepts and what a recipe does beside what it is for.
    private static ObjectNode toTwo(ObjectNode artifact) {
        switch (artifact.path(Kinds.FIELD).asText()) {
            case "autoencoder" -> {
                if (artifact.get("fidelity") instanceof ObjectNode fidelity) {
                    fidelity(fidelity);
                }
            }
            case "concept-set" -> {
                for (JsonNode concept : artifact.path("concepts")) {
                    if (concept instanceof ObjectNode c) {
                        concept(c);
                    }
                }
                add(artifact, "quality", """
                        {"detection":%s,"raw":%s,"shuffled":%s,"purity":"NaN","cohesion":"NaN","cohesionChance":"NaN",
                        "likeness":"NaN","likenessChance":"NaN","pairs":0,"pairsHolding":0}
                        """.formatted(MEDIAN, MEDIAN, MEDIAN));
            }
            case "space-map" -> map(artifact);
            case "steering" -> steering(artifact);
            default -> {
                // The other kinds are as they were.
            }
        }
        return artifact;
    }

    private static void map(ObjectNode map) {
        add(map, "measures", "[]");
        if (map.get("quality") instanceof ObjectNode quality) {
            estimate(quality, "trustworthiness", "trust");
            add(quality, "continuity", "{\"value\":\"NaN\",\"halfWidth\":0.0}");
            estimate(quality, "neighbourRecall", "recall");
            add(quality, "each", "null");
        }
    }

    /// A figure that was a bare number; how large its sample was stays in `sampled`, its interval was not kept.
    private static void estimate(ObjectNode quality, String before, String now) {
        JsonNode value = quality.remove(before);
        if (value != null) {
            ObjectNode estimate = quality.putObject(now);
            estimate.set("value", value);
            estimate.put("halfWidth", Double.NaN);
        }
    }

    private static void fidelity(ObjectNode fidelity) {
        if (!fidelity.has("users")) {
            fidelity.put("users", fidelity.path("rbo").path("n").asInt());
        }
        add(fidelity, "rboPaper", UNMEASURED);
        if (!fidelity.has("ndcgLoss")) {
            // A mean of differences is the difference of the means; only its interval is not known.
            double loss = fidelity.path("ndcgModel").path("mean").asDouble(Double.NaN)
                    - fidelity.path("ndcgReconstructed").path("mean").asDouble(Double.NaN);
            add(fidelity, "ndcgLoss", UNMEASURED);
            if (Double.isFinite(loss) && fidelity.get("ndcgLoss") instanceof ObjectNode value) {
                value.put("mean", loss);
                value.put("n", fidelity.path("ndcgModel").path("n").asInt());
            }
        }
    }

    private static void concept(ObjectNode concept) {
        for (JsonNode fit : concept.path("fits")) {
            if (fit instanceof ObjectNode f) {
                attribute(f);
                for (String name : List.of("averagePrecision", "oddsRatio", "oddsLow", "oddsHigh", "pairP", "pairQ")) {
                    add(f, name, "\"NaN\"");
                }
            }
        }
        add(concept, "evidence", """
                {"purities":[],"cohesion":"NaN","likeness":"NaN",
                "detection":{"firing":0,"easy":"NaN","easyLow":"NaN","easyHigh":"NaN","near":"NaN","nearLow":"NaN",
                "nearHigh":"NaN"},
                "validity":{"users":0,"correlation":"NaN","correlationLow":"NaN","correlationHigh":"NaN",
                "shareFiring":"NaN","shareSilent":"NaN","auroc":"NaN","aurocLow":"NaN","aurocHigh":"NaN"},
                "relations":[]}
                """);
        if (concept.path("purity").isNumber()
                && concept.path("evidence").path("purities") instanceof ArrayNode purities
                && purities.isEmpty()) {
            ObjectNode twenty = purities.addObject();
            twenty.put("k", 20);
            twenty.set("raw", concept.get("purity"));
            twenty.set("corrected", concept.path("purityCorrected"));
        }
    }

    private static void steering(ObjectNode steering) {
        add(steering, "scope", "{\"audience\":\"everyone\",\"users\":[],\"items\":[]}");
        if (steering.get("effect") instanceof ObjectNode effect) {
            for (JsonNode share : effect.path("shares")) {
                if (share instanceof ObjectNode s) {
                    attribute(s);
                }
            }
            add(effect, "side", """
                    {"ndcgOutside":%s,"gini":%s,"popularity":%s,"worstTenth":%s,"unchanged":%s,"harmed":%s,"purity":%s,
                    "drifts":[]}
                    """.formatted(
                            UNCHANGED, UNCHANGED, UNCHANGED, UNCHANGED, UNMEASURED, UNMEASURED, UNMEASURED));
            add(effect, "promoted", "[]");
            add(effect, "control", "{\"draws\":0,\"shares\":[],\"ndcg\":%s}".formatted(UNCHANGED));
        }
    }

    private static void attribute(ObjectNode holder) {
        if (holder.get("attribute") instanceof ObjectNode attribute) {
            add(attribute, "join", "null");
        }
    }

    private static void add(ObjectNode object, String name, String json) {
        if (!object.has(name)) {
            object.set(name, json.equals("null") ? object.nullNode() : Json.parse(json, "a migration"));
        }
    }
}
