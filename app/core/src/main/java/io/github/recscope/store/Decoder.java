package io.github.recscope.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Ids;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Json;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what [Encoder] wrote; everything that does not fit is a [ProblemException] that names the place.
final class Decoder {
    private static final ObjectMapper MAPPER = Json.mapper();
    private final ArtifactCodec.Blobs blobs;

    Decoder(ArtifactCodec.Blobs blobs) {
        this.blobs = blobs;
    }

    Object decode(Type type, JsonNode json, String place) {
        if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
            return list(p.getActualTypeArguments()[0], json, place);
        }
        if (!(type instanceof Class<?> c)) {
            throw new IllegalArgumentException(place + " has the type " + type + ", which has no form in files");
        }
        if (c == int.class || c == Integer.class) {
            return check(json.isIntegralNumber() && json.canConvertToInt(), json, place, "a whole number")
                    .intValue();
        } else if (c == long.class || c == Long.class) {
            return check(json.isIntegralNumber() && json.canConvertToLong(), json, place, "a whole number")
                    .longValue();
        } else if (c == float.class || c == Float.class) {
            return (float) number(json, place);
        } else if (c == double.class || c == Double.class) {
            return number(json, place);
        } else if (c == boolean.class || c == Boolean.class) {
            return check(json.isBoolean(), json, place, "true or false").booleanValue();
        } else if (c == String.class) {
            return check(json.isTextual(), json, place, "a text").textValue();
        } else if (c == Matrix.class) {
            int[] shape = shape(json, Blob.FLOATS, 2, place);
            return matrix(shape, json, place);
        } else if (c == float[].class) {
            return floats(json, count(shape(json, Blob.FLOATS, 1, place), json, place), place);
        } else if (c == int[].class) {
            return ints(json, count(shape(json, Blob.INTS, 1, place), json, place), place);
        } else if (c == Ids.class) {
            return construct(place, () -> new Ids(texts(json, place)));
        } else if (c.isEnum()) {
            return constant(c, json, place);
        } else if (c.isRecord()) {
            return record(c, json, false, place);
        } else if (c.isSealed()) {
            return record(kind(c, json, place), json, true, place);
        }
        throw new IllegalArgumentException(place + " is a " + c + ", which has no form in files");
    }

    private static double number(JsonNode json, String place) {
        if (json.isTextual()) {
            return switch (json.textValue()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw wrong(json, place, "a number");
            };
        }
        return check(json.isNumber(), json, place, "a number").doubleValue();
    }

    private static Object constant(Class<?> type, JsonNode json, String place) {
        Object[] constants = type.getEnumConstants();
        for (Object e : constants == null ? new Object[0] : constants) {
            if (((Enum<?>) e).name().equals(json.textValue())) {
                return e;
            }
        }
        throw wrong(json, place, "one of " + Arrays.toString(constants));
    }

    private static Class<?> kind(Class<?> sealed, JsonNode json, String place) {
        for (Class<?> c : Kinds.of(sealed)) {
            if (Kinds.name(c).equals(json.path(Kinds.FIELD).textValue())) {
                return c;
            }
        }
        throw wrong(
                json.path(Kinds.FIELD),
                place + "." + Kinds.FIELD,
                "one of " + Kinds.of(sealed).stream().map(Kinds::name).toList());
    }

    private Object list(Type element, JsonNode json, String place) {
        if (element == String.class && json.isObject()) {
            return texts(json, place);
        }
        check(json.isArray(), json, place, "a list");
        List<Object> list = new ArrayList<>(json.size());
        for (JsonNode e : json) {
            list.add(decode(element, e, place + "[" + list.size() + "]"));
        }
        return list;
    }

    private Object record(Class<?> type, JsonNode json, boolean withKind, String place) {
        check(json.isObject(), json, place, "an object");
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent c = components[i];
            String at = place + "." + c.getName();
            types[i] = c.getType();
            JsonNode value = json.path(c.getName());
            boolean nullable = c.getAnnotatedType().isAnnotationPresent(Nullable.class);
            values[i] = value.isNull() && nullable ? null : decode(c.getGenericType(), value, at);
        }
        check(
                json.size() == components.length + (withKind ? 1 : 0),
                json,
                place,
                "an object of these fields: "
                        + Arrays.stream(components)
                                .map(RecordComponent::getName)
                                .toList());
        return construct(place, () -> {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        });
    }

    @FunctionalInterface
    private interface Maker {
        Object make() throws ReflectiveOperationException;
    }

    /// A record may refuse what does not fit together; that is the file's fault.
    private static Object construct(String place, Maker maker) {
        try {
            return maker.make();
        } catch (InvocationTargetException e) {
            throw inconsistent(place, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } catch (IllegalArgumentException e) {
            throw inconsistent(place, e);
        }
    }

    private static ProblemException inconsistent(String place, Throwable cause) {
        return problem(place + " is inconsistent: " + cause.getMessage() + ".", cause);
    }

    private static int[] shape(JsonNode json, String dtype, int dimensions, String place) {
        check(json.isObject() && json.size() == 3, json, place, "a blob");
        check(json.path("blob").isTextual(), json, place, "a blob");
        check(dtype.equals(json.path("dtype").textValue()), json, place, "a blob of " + dtype);
        JsonNode list = json.path("shape");
        check(list.isArray() && list.size() == dimensions, json, place, "a shape of " + dimensions + " numbers");
        int[] shape = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            JsonNode n = list.get(i);
            check(n.isInt() && n.intValue() >= 0, json, place, "a shape of whole numbers");
            shape[i] = n.intValue();
        }
        return shape;
    }

    private static int count(int[] shape, JsonNode json, String place) {
        long count = 1;
        for (int n : shape) {
            count *= n;
        }
        check(count <= Integer.MAX_VALUE - 8, json, place, "at most 2,147,483,639 values");
        return (int) count;
    }

    private Matrix matrix(int[] shape, JsonNode json, String place) {
        int count = count(shape, json, place);
        try {
            Optional<Matrix.Values> later = blobs.later(name(json), 4L * count);
            if (later.isPresent()) {
                return Matrix.stored(shape[0], shape[1], later.get());
            }
        } catch (IOException e) {
            throw problem(place + ": " + e.getMessage() + ".", e);
        }
        return Matrix.of(shape[0], shape[1], floats(json, count, place));
    }

    private float[] floats(JsonNode json, int count, String place) {
        try (InputStream in = open(json, 4L * count)) {
            float[] values = LittleEndian.readFloats(in, count);
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return values;
        } catch (IOException e) {
            throw problem(place + ": " + e.getMessage() + ".", e);
        }
    }

    private int[] ints(JsonNode json, int count, String place) {
        try (InputStream in = open(json, 4L * count)) {
            int[] values = LittleEndian.readInts(in, count);
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return values;
        } catch (IOException e) {
            throw problem(place + ": " + e.getMessage() + ".", e);
        }
    }

    private List<String> texts(JsonNode json, String place) {
        int count = shape(json, Blob.TEXTS, 1, place)[0];
        try (InputStream in = open(json, -1)) {
            byte[] bytes = in.readAllBytes();
            JsonNode array = MAPPER.readTree(bytes);
            check(array.isArray() && array.size() == count, json, place, "a list of " + count + " texts");
            List<String> texts = new ArrayList<>(count);
            for (JsonNode e : array) {
                texts.add(check(e.isTextual(), e, place + "[" + texts.size() + "]", "a text")
                        .textValue());
            }
            return texts;
        } catch (IOException e) {
            throw problem(place + ": " + e.getMessage() + ".", e);
        }
    }

    private InputStream open(JsonNode json, long expected) throws IOException {
        return blobs.open(name(json), expected);
    }

    /// A blob's name; nothing that could be taken for a path.
    private static String name(JsonNode json) {
        String name = json.path("blob").textValue();
        if (name == null || !name.matches("[0-9a-f]{64}")) {
            throw wrong(json, "the name of a blob", "a SHA-256");
        }
        return name;
    }

    private static JsonNode check(boolean right, JsonNode json, String place, String expected) {
        if (!right) {
            throw wrong(json, place, expected);
        }
        return json;
    }

    private static ProblemException wrong(JsonNode json, String place, String expected) {
        String found = json.isMissingNode() ? "nothing" : json.toString();
        String brief = found.length() > 80 ? found.substring(0, 79) + "…" : found;
        return problem(place + " must be " + expected + ", not " + brief + ".", null);
    }

    private static ProblemException problem(String why, @Nullable Throwable cause) {
        Problem p = new Problem(
                "The workspace's content does not fit this version of Recscope.",
                why,
                "Open it with the version that wrote it, or take the backup beside it (.bak).");
        return cause == null ? new ProblemException(p) : new ProblemException(p, cause);
    }
}
