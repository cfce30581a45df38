package io.github.recscope.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Step;
import io.github.recscope.op.ParamSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// An entry as JSON, in the manifest of a workspace and in the journal: operation, version, parameters, inputs,
/// seed, output, seconds, kernels.
public final class EntryJson {
    private EntryJson() {}

    /// A step names an operation that is not known here.
    static final class UnknownOperation extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String op;

        UnknownOperation(String op, ProblemException cause) {
            super("there is no operation '" + op + "'", cause);
            this.op = op;
        }

        String op() {
            return op;
        }
    }

    /// The JSON form.
    public static ObjectNode write(Entry e) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("op", e.step().op());
        node.put("version", e.step().version());
        node.set("params", params(e.step().params()));
        ArrayNode inputs = node.putArray("inputs");
        e.step().inputs().forEach(i -> inputs.add(i.hash()));
        node.put("seed", e.step().seed());
        node.put("output", e.output().hash());
        node.put("seconds", e.seconds());
        node.put("kernels", e.kernels());
        return node;
    }

    private static <P extends Params> JsonNode params(P params) {
        @SuppressWarnings("unchecked") // The class of a value is the class of its type.
        Class<P> type = (Class<P>) params.getClass();
        return ParamSchema.of(type).toJson(params);
    }

    /// The entry behind its JSON form.
    ///
    /// @param place where it stands, for messages
    /// @throws UnknownOperation if there is no such operation
    /// @throws IllegalArgumentException if a field is missing or of another type
    /// @throws ProblemException if a parameter does not fit
    static Entry read(JsonNode e, Function<String, Class<? extends Params>> paramsTypes, String place) {
        String op = text(e, "op");
        Class<? extends Params> type;
        try {
            type = paramsTypes.apply(op);
        } catch (ProblemException unknown) {
            throw new UnknownOperation(op, unknown);
        }
        Params params = ParamSchema.of(type).fromJson(e.path("params"), place);
        if (!e.path("inputs").isArray()) {
            throw new IllegalArgumentException("it has no list 'inputs'");
        }
        List<ArtifactId> inputs = new ArrayList<>();
        for (JsonNode i : e.path("inputs")) {
            inputs.add(new ArtifactId(i.asText()));
        }
        Step step = new Step(op, (int) number(e, "version"), params, inputs, number(e, "seed"));
        return new Entry(
                step, new ArtifactId(text(e, "output")), e.path("seconds").asDouble(), text(e, "kernels"));
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException("it has no text '" + field + "'");
        }
        return node.path(field).textValue();
    }

    private static long number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("it has no whole number '" + field + "'");
        }
        return value.longValue();
    }
}
