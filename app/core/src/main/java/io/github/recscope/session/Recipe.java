package io.github.recscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Json;
import io.github.recscope.op.Operation;
import io.github.recscope.op.ParamSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A list of steps to run one after the other; each reads the newest artifacts of the kinds it needs.
///
/// As JSON: `{"recscope": 1, "name": …, "seed": …, "steps": [{"op": …, "params": {…}, "seed": …}]}`; `seed` of a
/// step and `params` may be left out.
///
/// @param name  what to call the workspace
/// @param seed  for steps that do not say their own
/// @param steps what to do
public record Recipe(String name, long seed, List<Item> steps) {
    /// The version of the JSON form.
    public static final int FORMAT = 1;
    /// The seed where nobody says one.
    public static final long DEFAULT_SEED = 42;

    /// One step.
    public record Item(String op, Params params, long seed) {}

    /// Copies the list.
    public Recipe {
        steps = List.copyOf(steps);
    }

    /// Reads the JSON form; relative paths in it start from the working folder.
    ///
    /// @param place where it comes from, for messages
    /// @throws ProblemException if something is unknown, missing or out of range
    public static Recipe parse(String json, String place, Engine engine) {
        return parse(json, place, Path.of(""), engine);
    }

    /// Reads the JSON form.
    ///
    /// @param place  where it comes from, for messages
    /// @param folder where relative paths in it start
    /// @throws ProblemException if something is unknown, missing or out of range
    public static Recipe parse(String json, String place, Path folder, Engine engine) {
        JsonNode root = Json.parse(json, place);
        if (!root.isObject()
                || !root.path("recscope").isInt()
                || !root.path("steps").isArray()) {
            throw ProblemException.of(
                    place + " is not a Recscope recipe.",
                    "A recipe has a number 'recscope' and a list 'steps'.",
                    "See samples/goodbooks.recipe.json for an example.");
        }
        int format = root.get("recscope").asInt();
        if (format != FORMAT) {
            throw ProblemException.of(
                    place + " has recipe format " + format + ".",
                    "This version reads format " + FORMAT + ".",
                    "Use the version of Recscope that wrote it.");
        }
        known(root, Set.of("recscope", "name", "seed", "steps"), place);
        long seed = seed(root, DEFAULT_SEED, place);
        List<Item> items = new ArrayList<>();
        int n = 0;
        for (JsonNode step : root.get("steps")) {
            String at = place + ", step " + ++n;
            if (!step.path("op").isTextual()) {
                throw ProblemException.of(
                        at + " has no 'op'.", "Each step names an operation.", "Add \"op\": \"train\".");
            }
            Operation<?, ?> op = engine.operation(step.get("op").asText());
            known(step, Set.of("op", "params", "seed"), at);
            ParamSchema<?> schema = ParamSchema.of(op.paramsType());
            JsonNode values = schema.resolvePaths(step.path("params"), folder);
            Params params = schema.fromJson(values.isMissingNode() ? null : values, at + " (" + op.id() + ")");
            items.add(new Item(op.id(), params, seed(step, seed, at)));
        }
        return new Recipe(root.path("name").asText("untitled"), seed, items);
    }

    /// A misspelt `params` must not silently mean the recommended values.
    private static void known(JsonNode object, Set<String> names, String place) {
        for (Map.Entry<String, JsonNode> e : object.properties()) {
            if (!names.contains(e.getKey())) {
                throw ProblemException.of(
                        place + ": there is no field '" + e.getKey() + "'.",
                        "The fields are "
                                + String.join(", ", names.stream().sorted().toList()) + ".",
                        "Correct the name or leave it out.");
            }
        }
    }

    private static long seed(JsonNode object, long otherwise, String place) {
        JsonNode seed = object.path("seed");
        if (seed.isMissingNode()) {
            return otherwise;
        }
        if (!seed.isIntegralNumber() || !seed.canConvertToLong()) {
            throw ProblemException.of(
                    place + ": the seed cannot be " + seed + ".",
                    "A seed is a whole number of at most 64 bits.",
                    "Write \"seed\": " + DEFAULT_SEED + ".");
        }
        return seed.longValue();
    }

    /// The recipe that made a workspace: "Copy as recipe".
    public static Recipe of(Workspace workspace) {
        List<Item> items = new ArrayList<>();
        for (Entry e : workspace.entries()) {
            items.add(new Item(e.step().op(), e.step().params(), e.step().seed()));
        }
        return new Recipe(
                workspace.name(),
                items.isEmpty() ? DEFAULT_SEED : items.getFirst().seed(),
                items);
    }

    /// The JSON form.
    public String toJson(Engine engine) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("recscope", FORMAT);
        root.put("name", name);
        root.put("seed", seed);
        ArrayNode list = root.putArray("steps");
        for (Item item : steps) {
            ObjectNode step = list.addObject();
            step.put("op", item.op());
            step.set("params", paramsJson(engine.operation(item.op()), item.params()));
            if (item.seed() != seed) {
                step.put("seed", item.seed());
            }
        }
        return Json.format(root);
    }

    private static <P extends Params> JsonNode paramsJson(Operation<P, ?> op, Params params) {
        return ParamSchema.of(op.paramsType()).toJson(op.paramsType().cast(params));
    }
}
