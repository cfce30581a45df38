package io.github.recscope.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Ids;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a value of a known type as JSON; puts arrays into the map of blobs.
final class Encoder {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Map<String, Blob> blobs;

    Encoder(Map<String, Blob> blobs) {
        this.blobs = blobs;
    }

    /// @param type  the declared type
    /// @param place where the value stands, for the message about a type that cannot be stored
    JsonNode encode(Type type, @Nullable Object value, String place) {
        return switch (value) {
            case null -> JSON.nullNode();
            case Integer i -> JSON.numberNode(i);
            case Long l -> JSON.numberNode(l);
            case Float f -> number(f);
            case Double d -> number(d);
            case Boolean b -> JSON.booleanNode(b);
            case String s -> JSON.textNode(s);
            case Enum<?> e -> JSON.textNode(e.name());
            case Matrix m -> reference(matrix(m, List.of(m.rows(), m.cols())));
            case float[] a -> reference(Blob.floats(a, List.of(a.length)));
            case int[] a -> reference(Blob.ints(a));
            case Ids ids -> reference(texts(ids.values()));
            case List<?> list -> list(type, list, place);
            case Record r -> object(type, r, place);
            default ->
                throw new IllegalArgumentException(
                        place + " is a " + value.getClass() + ", which has no form in files");
        };
    }

    private static Blob matrix(Matrix m, List<Integer> shape) {
        return m.storage() instanceof MappedBlob stored ? Blob.stored(stored, shape) : Blob.floats(m.data(), shape);
    }

    private static JsonNode number(double value) {
        return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(Double.toString(value));
    }

    private JsonNode list(Type type, List<?> list, String place) {
        if (!(type instanceof ParameterizedType p)) {
            throw new IllegalArgumentException(place + " is a list of unknown elements");
        }
        Type element = p.getActualTypeArguments()[0];
        if (element == String.class && list.size() > ArtifactCodec.LONG_LIST) {
            return reference(texts(list));
        }
        ArrayNode array = JSON.arrayNode(list.size());
        for (Object e : list) {
            array.add(encode(element, e, place + "[]"));
        }
        return array;
    }

    private JsonNode object(Type type, Record value, String place) {
        ObjectNode object = JSON.objectNode();
        if (type instanceof Class<?> c && c.isInterface()) {
            object.put(Kinds.FIELD, Kinds.name(value.getClass()));
        }
        for (RecordComponent c : value.getClass().getRecordComponents()) {
            String at = place + "." + c.getName();
            if (object.has(c.getName())) {
                throw new IllegalArgumentException(at + " must have another name: the files use this one");
            }
            object.set(c.getName(), encode(c.getGenericType(), get(c, value), at));
        }
        return object;
    }

    private static @Nullable Object get(RecordComponent component, Record value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Blob texts(List<?> strings) {
        ArrayNode array = JSON.arrayNode(strings.size());
        strings.forEach(s -> array.add((String) s));
        return Blob.texts(ArtifactCodec.bytes(array), strings.size());
    }

    private JsonNode reference(Blob blob) {
        blobs.putIfAbsent(blob.sha256(), blob);
        ObjectNode object = JSON.objectNode();
        object.put("blob", blob.sha256());
        object.put("dtype", blob.dtype());
        ArrayNode shape = object.putArray("shape");
        blob.shape().forEach(shape::add);
        return object;
    }
}
