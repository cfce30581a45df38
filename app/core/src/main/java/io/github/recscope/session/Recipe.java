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
import java.util.ArrayList;
import java.util.List;

/// A list of steps to run one after the other; each reads the newest artifacts of the kinds it needs.
///
/// As JSON: `{"recscope": 1, "name": …, "seed": …, "steps": [{"op": …, "params": {…}, "seed": …}]}`; `seed` of a step
/// and `params` may be left out.
///
/// @param name  what to call the workspace
/// @param seed  for steps that do not say their own
/// @param steps what to do
public record Recipe(String name, long seed, List<Item> steps) {
    /// The version of the JSON form.
    public static final int FORMAT = 1;

    /// One step.
    public record Item(String op, Params params, long seed) {}

    /// Copies the list.
    public Recipe {
        steps = List.copyOf(steps);
    }

    /// Reads the JSON form.
    ///
    /// @param place where it comes from, for messages
    /// @throws ProblemException if something is unknown, missing or out of range
    public static Recipe parse(String json, String place, Engine engine) {
        JsonNode root = Json.parse(json, place);
        if (!root.isObject() || !root.path("recscope").isInt() || !root.path("steps").isArray()) {
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
        long seed = root.path("seed").asLong(42);
        List<Item> items = new ArrayList<>();
        int n = 0;
        for (JsonNode step : root.get("steps")) {
            String at = place + ", step " + ++n;
            if (!step.path("op").isTextual()) {
                throw ProblemException.of(at + " has no 'op'.", "Each step names an operation.", "Add \"op\": \"train\".");
            }
            Operation<?, ?> op = engine.operation(step.get("op").asText());
            Params params = ParamSchema.of(op.paramsType()).fromJson(step.get("params"), at + " (" + op.id() + ")");
            items.add(new Item(op.id(), params, step.path("seed").asLong(seed)));
        }
        return new Recipe(root.path("name").asText("untitled"), seed, items);
    }

    /// The recipe that made a workspace: "Copy as recipe".
    public static Recipe of(Workspace workspace) {
        List<Item> items = new ArrayList<>();
        for (Entry e : workspace.entries()) {
            items.add(new Item(e.step().op(), e.step().params(), e.step().seed()));
        }
        return new Recipe(workspace.name(), items.isEmpty() ? 42 : items.getFirst().seed(), items);
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
