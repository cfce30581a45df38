package io.github.recscope.op;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A record of parameters, read once: what forms, command-line options, JSON and help are made from.
///
/// @param <P> the record
public final class ParamSchema<P extends Params> {
    private final Class<P> type;
    private final List<Field> fields;
    private final P defaults;

    private ParamSchema(Class<P> type, List<Field> fields, P defaults) {
        this.type = type;
        this.fields = fields;
        this.defaults = defaults;
    }

    /// One parameter.
    ///
    /// @param name         its name in JSON and, with hyphens, on the command line
    /// @param type         its Java type
    /// @param label        for a form
    /// @param help         one sentence
    /// @param min          the smallest allowed number
    /// @param max          the largest allowed number
    /// @param path         whether the text is a path
    /// @param defaultValue what it is if nobody says anything
    public record Field(
            String name,
            Class<?> type,
            String label,
            String help,
            double min,
            double max,
            boolean path,
            Object defaultValue) {
        /// The option's name on the command line: `hiddenSize` becomes `hidden-size`.
        public String option() {
            return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
        }

        /// The allowed values of an enum, in lower case with hyphens; empty for other types.
        public List<String> choices() {
            Object[] constants = type.getEnumConstants();
            return constants == null
                    ? List.of()
                    : Arrays.stream(constants).map(ParamSchema::word).toList();
        }

        /// The recommended value as one types it.
        public String defaultText() {
            return type.isEnum() ? word(defaultValue) : String.valueOf(defaultValue);
        }

        /// Whether one value fits in one option: numbers, booleans, strings, enums.
        public boolean isSimple() {
            return type.isPrimitive() || type == String.class || type.isEnum();
        }
    }

    /// Reads the record's annotations and defaults.
    ///
    /// @throws IllegalArgumentException if the record has no `defaults()` or a component has no [Param]
    public static <P extends Params> ParamSchema<P> of(Class<P> type) {
        try {
            Method method = type.getMethod("defaults");
            P defaults = type.cast(method.invoke(null));
            if (defaults == null) {
                throw new IllegalArgumentException(type + ".defaults() returned null");
            }
            List<Field> fields = new ArrayList<>();
            for (RecordComponent c : type.getRecordComponents()) {
                Param p = c.getAnnotation(Param.class);
                if (p == null) {
                    throw new IllegalArgumentException(type.getSimpleName() + "." + c.getName() + " has no @Param");
                }
                Object value = c.getAccessor().invoke(defaults);
                fields.add(new Field(c.getName(), c.getType(), p.label(), p.help(), p.min(), p.max(), p.path(), value));
            }
            return new ParamSchema<>(type, List.copyOf(fields), defaults);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " needs a public static defaults()", e);
        }
    }

    /// The parameters, in the record's order.
    public List<Field> fields() {
        return fields;
    }

    /// The recommended values.
    public P defaults() {
        return defaults;
    }

    /// All values as JSON.
    public ObjectNode toJson(P params) {
        ObjectNode node = Json.mapper().createObjectNode();
        ObjectNode raw = Json.mapper().valueToTree(params);
        for (Field f : fields) {
            JsonNode value = raw.get(f.name);
            node.set(f.name, f.type.isEnum() ? node.textNode(word(value.asText())) : value);
        }
        return node;
    }

    /// The defaults with what the object says; checked.
    ///
    /// @param place where the object comes from, for messages
    /// @throws ProblemException for an unknown name, a value of the wrong type or out of range
    public P fromJson(@Nullable JsonNode object, String place) {
        ObjectNode merged = Json.mapper().valueToTree(defaults);
        if (object != null && !object.isNull()) {
            if (!object.isObject()) {
                throw ProblemException.of(
                        place + ": the parameters are not an object.",
                        "Found " + brief(object) + ".",
                        "Write { \"name\": value }.");
            }
            for (Map.Entry<String, JsonNode> e : object.properties()) {
                Field f = field(e.getKey(), place);
                merged.set(f.name, checked(f, e.getValue(), place));
            }
        }
        try {
            return Json.mapper().treeToValue(merged, type);
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    new io.github.recscope.model.Problem(
                            place + ": the parameters cannot be read.",
                            e.getOriginalMessage() + ".",
                            "See --help for what is allowed."),
                    e);
        }
    }

    /// The defaults with simple options as texts (`epochs` → `20`); checked.
    ///
    /// @throws ProblemException as [#fromJson]
    public P fromText(Map<String, String> options, String place) {
        ObjectNode node = Json.mapper().createObjectNode();
        for (Map.Entry<String, String> e : options.entrySet()) {
            Field f = field(e.getKey(), place);
            String text = e.getValue().strip();
            JsonNode value;
            try {
                value = f.type == String.class || f.type.isEnum()
                        ? node.textNode(text)
                        : Json.mapper().readTree(text);
            } catch (JsonProcessingException _) {
                value = node.textNode(text);
            }
            node.set(f.name, value);
        }
        return fromJson(node, place);
    }

    /// The same object with relative paths starting from `folder`; `scheme:rest` is no path and stays.
    public JsonNode resolvePaths(JsonNode object, Path folder) {
        if (!(object instanceof ObjectNode original)) {
            return object;
        }
        ObjectNode resolved = original.deepCopy();
        for (Field f : fields) {
            String text = resolved.path(f.name).textValue();
            if (f.path && text != null && !text.isBlank()) {
                resolved.put(
                        f.name,
                        PathText.each(text).stream()
                                .map(p -> resolve(folder, p))
                                .collect(Collectors.joining("\n")));
            }
        }
        return resolved;
    }

    private static String resolve(Path folder, String text) {
        // A scheme has at least two letters; one letter is a drive of Windows.
        if (text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            return text;
        }
        try {
            return folder.resolve(text).normalize().toString();
        } catch (InvalidPathException _) {
            return text; // Whoever opens it says what is wrong with it.
        }
    }

    private Field field(String name, String place) {
        for (Field f : fields) {
            if (f.name.equals(name) || f.option().equals(name)) {
                return f;
            }
        }
        throw ProblemException.of(
                place + ": there is no parameter '" + name + "'.",
                "The parameters are "
                        + String.join(", ", fields.stream().map(Field::name).toList()) + ".",
                "Correct the name or leave it out.");
    }

    private static JsonNode checked(Field f, JsonNode value, String place) {
        if (f.type.isEnum()) {
            for (Object constant : f.type.getEnumConstants()) {
                if (value.isTextual() && word(constant).equals(word(value.asText()))) {
                    return value.isNull()
                            ? value
                            : Json.mapper().getNodeFactory().textNode(((Enum<?>) constant).name());
                }
            }
            throw wrong(f, value, place, "one of " + String.join(", ", f.choices()));
        }
        if (f.type == boolean.class) {
            if (!value.isBoolean()) {
                throw wrong(f, value, place, "true or false");
            }
        } else if (f.type == String.class) {
            if (!value.isTextual()) {
                throw wrong(f, value, place, "a text");
            }
        } else if (f.type.isPrimitive()) {
            boolean whole = f.type == int.class || f.type == long.class;
            boolean fits = whole
                    ? value.isIntegralNumber()
                            && (f.type == int.class ? value.canConvertToInt() : value.canConvertToLong())
                    : value.isNumber();
            if (!fits) {
                throw wrong(f, value, place, whole ? "a whole number" : "a number");
            }
            double v = value.asDouble();
            if (!(v >= f.min && v <= f.max)) {
                throw wrong(f, value, place, "between " + number(f.min) + " and " + number(f.max));
            }
        }
        return value;
    }

    private static ProblemException wrong(Field f, JsonNode value, String place, String expected) {
        return ProblemException.of(
                place + ": " + f.name + " cannot be " + brief(value) + ".",
                f.label + " must be " + expected + ".",
                "The recommended value is " + f.defaultText() + ".");
    }

    private static String brief(JsonNode value) {
        String s = value.toString();
        return s.length() > 60 ? s.substring(0, 57) + "…" : s;
    }

    private static String number(double v) {
        if (Double.isInfinite(v)) {
            return v < 0 ? "any negative number" : "any number";
        }
        return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
    }

    private static String word(Object constantOrText) {
        return constantOrText.toString().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
