package io.github.recscope.array;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Hugging Face's `.safetensors`: a JSON header with names, types, shapes and places, then the numbers.
/// <https://github.com/huggingface/safetensors#format>
public final class Safetensors {
    /// The format's own limit.
    private static final long MAX_HEADER = 100_000_000;

    private Safetensors() {}

    private record Place(String name, DType dtype, List<Long> shape, long from, long to) {}

    /// Reads the bytes of a file.
    ///
    /// @param place for messages
    /// @return its arrays, by their place in the file
    /// @throws ProblemException if it breaks a rule of the format or has a type that is not known
    public static List<NamedArray> read(byte[] bytes, String place) {
        if (bytes.length < 8) {
            throw problem(place, "It is shorter than the header's length.");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = buffer.getLong(0);
        if (length < 2 || length > MAX_HEADER || length > bytes.length - 8) {
            throw problem(
                    place,
                    "Its header should be " + Long.toUnsignedString(length) + " bytes long, and the file has "
                            + bytes.length + ".");
        }
        JsonNode header;
        try {
            header = Json.mapper().readTree(new String(bytes, 8, (int) length, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    problem(place, "Its header is not valid JSON.").problem(), e);
        }
        if (header == null || !header.isObject()) {
            throw problem(place, "Its header is no JSON object.");
        }
        int start = 8 + (int) length;
        long data = bytes.length - (long) start;
        List<Place> places = new ArrayList<>();
        for (Map.Entry<String, JsonNode> e : header.properties()) {
            if (!e.getKey().equals("__metadata__")) {
                places.add(place(e.getKey(), e.getValue(), data, place));
            }
        }
        places.sort(Comparator.comparingLong(Place::from).thenComparingLong(Place::to));
        long end = 0;
        for (Place p : places) {
            if (p.from() != end) {
                throw problem(
                        place,
                        p.from() < end
                                ? "The arrays '" + p.name() + "' and the one before it share bytes."
                                : "There are bytes before '" + p.name() + "' that belong to no array.");
            }
            end = p.to();
        }
        if (end != data) {
            throw problem(place, "After its last array there are " + (data - end) + " more bytes.");
        }
        List<NamedArray> arrays = new ArrayList<>();
        for (Place p : places) {
            arrays.add(Numbers.array(buffer, start + (int) p.from(), p.dtype(), p.shape(), false, p.name()));
        }
        return arrays;
    }

    /// An array to write.
    ///
    /// @param name   its name in the file
    /// @param values row-major; as many as the shape says
    /// @param shape  its size in each dimension
    public record Tensor(String name, float[] values, long... shape) {
        /// A matrix under a name.
        public static Tensor of(String name, Matrix m) {
            return new Tensor(name, m.data(), m.rows(), m.cols());
        }
    }

    /// Writes arrays as F32, in the order given.
    public static void write(List<Tensor> tensors, OutputStream out) throws IOException {
        ObjectNode header = Json.mapper().createObjectNode();
        long at = 0;
        for (Tensor t : tensors) {
            ObjectNode node = header.putObject(t.name());
            node.put("dtype", "F32");
            ArrayNode shape = node.putArray("shape");
            for (long s : t.shape()) {
                shape.add(s);
            }
            ArrayNode offsets = node.putArray("data_offsets");
            offsets.add(at);
            at += 4L * t.values().length;
            offsets.add(at);
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        // Blanks after the header align the numbers to 8 bytes.
        byte[] padded = java.util.Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        java.util.Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        ByteBuffer length =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length);
        out.write(length.array());
        out.write(padded);
        for (Tensor t : tensors) {
            LittleEndianOut.write(t.values(), out);
        }
    }

    private static Place place(String name, JsonNode node, long data, String place) {
        String dtype = node.path("dtype").asText("");
        DType type = DType.ofSafetensors(dtype);
        if (type == null) {
            throw ProblemException.of(
                    place + " cannot be read.",
                    "The numbers of '" + name + "' are of type '" + dtype + "', which is not read.",
                    "Write them as F32.");
        }
        JsonNode offsets = node.path("data_offsets");
        if (!node.path("shape").isArray()
                || !offsets.isArray()
                || offsets.size() != 2
                || !offsets.get(0).canConvertToLong()
                || !offsets.get(1).canConvertToLong()) {
            throw problem(place, "Its header does not say where '" + name + "' is.");
        }
        List<Long> shape = new ArrayList<>();
        long count = 1;
        for (JsonNode s : node.get("shape")) {
            long size = s.isIntegralNumber() && s.canConvertToLong() ? s.longValue() : -1;
            count = size < 0 || size > Integer.MAX_VALUE ? -1 : count * size;
            if (count < 0 || count > Integer.MAX_VALUE) {
                throw problem(place, "The shape of '" + name + "' is not possible: " + brief(node.get("shape")) + ".");
            }
            shape.add(size);
        }
        long from = offsets.get(0).longValue();
        long to = offsets.get(1).longValue();
        if (from < 0 || to < from || to > data) {
            throw problem(place, "The array '" + name + "' should lie where the file has no bytes.");
        }
        if (to - from != count * type.bytes()) {
            throw problem(
                    place,
                    "The shape of '" + name + "' needs " + count * type.bytes() + " bytes, and it has " + (to - from)
                            + ".");
        }
        return new Place(name, type, shape, from, to);
    }

    private static String brief(JsonNode node) {
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 59) + "…" : text;
    }

    private static ProblemException problem(String place, String why) {
        return ProblemException.of(place + " cannot be read.", why, "It is damaged: write or fetch it again.");
    }
}
