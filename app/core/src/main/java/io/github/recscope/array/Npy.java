package io.github.recscope.array;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// NumPy's `.npy` (format versions 1 to 3), read strictly by its specification; the header is matched, never
/// evaluated. <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>
public final class Npy {
    private static final Pattern HEADER = Pattern.compile("\\s*\\{(.*)\\}\\s*", Pattern.DOTALL);
    private static final Pattern DESCR = Pattern.compile("(['\"])descr\\1\\s*:\\s*(['\"])([^'\"]*)\\2");
    private static final Pattern ORDER = Pattern.compile("(['\"])fortran_order\\1\\s*:\\s*(True|False)");

    /// What is between the brackets is looked at part by part; a pattern for all of it could try forever.
    private static final Pattern SHAPE = Pattern.compile("(['\"])shape\\1\\s*:\\s*\\(([-0-9L,\\s]*)\\)");

    private static final int MAX_DIMENSIONS = 32;

    private Npy() {}

    /// Whether bytes begin like a `.npy`.
    public static boolean matches(byte[] head) {
        return head.length >= 6
                && (head[0] & 0xff) == 0x93
                && new String(head, 1, 5, StandardCharsets.US_ASCII).equals("NUMPY");
    }

    /// Reads the bytes of a file.
    ///
    /// @param name  what to call the array
    /// @param place for messages
    /// @throws ProblemException if it is damaged or holds something other than numbers and texts
    public static NamedArray read(byte[] bytes, String name, String place) {
        if (!matches(bytes)) {
            throw problem(place, "It does not begin like a NumPy array.", "Write it with numpy.save.");
        }
        int version = bytes.length > 7 ? bytes[6] : 0;
        if (version < 1 || version > 3) {
            throw problem(place, "Its format version " + version + " is not known.", "Write it with numpy.save.");
        }
        int prefix = version == 1 ? 10 : 12;
        if (bytes.length < prefix) {
            throw cut(place, "the header");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? buffer.getShort(8) & 0xffff : buffer.getInt(8) & 0xffffffffL;
        if (length > bytes.length - prefix) {
            throw cut(place, "the header");
        }
        String header = new String(bytes, prefix, (int) length, StandardCharsets.UTF_8);
        return array(buffer, prefix + (int) length, header, name, place);
    }

    /// Writes float32 values of a shape, little-endian, in C order, format version 1.
    ///
    /// @param values row-major; as many as the shape says
    public static void write(float[] values, OutputStream out, long... shape) throws IOException {
        header("<f4", values.length, out, shape);
        LittleEndianOut.write(values, out);
    }

    /// Writes int32 values of a shape.
    public static void write(int[] values, OutputStream out, long... shape) throws IOException {
        header("<i4", values.length, out, shape);
        LittleEndianOut.write(values, out);
    }

    /// Writes a matrix.
    public static void write(Matrix matrix, OutputStream out) throws IOException {
        write(matrix.data(), out, matrix.rows(), matrix.cols());
    }

    private static void header(String descr, int count, OutputStream out, long... shape) throws IOException {
        long size = 1;
        StringBuilder sizes = new StringBuilder();
        for (long s : shape) {
            size *= s;
            sizes.append(s).append(shape.length == 1 ? "," : ", ");
        }
        if (size != count) {
            throw new IllegalArgumentException("the shape does not fit " + count + " values");
        }
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': ("
                + sizes.toString().replaceFirst(", $", "") + "), }";
        // The whole header is padded with blanks to a multiple of 64 bytes and ends with a line end.
        int padding = 63 - (10 + text.length()) % 64;
        byte[] header = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        out.write(new byte[] {
            (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, (byte) (header.length >> 8)
        });
        out.write(header);
    }

    private static NamedArray array(ByteBuffer buffer, int start, String text, String name, String place) {
        Matcher header = HEADER.matcher(text);
        Matcher descr = DESCR.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!header.matches()) {
            throw problem(place, "Its header is not that of a NumPy array.", "Write it with numpy.save.");
        }
        if (!descr.find() && text.contains("'descr': [")) {
            throw problem(
                    place, "It is a table of several fields (a structured array).", "Write each field by itself.");
        }
        if (!order.find() || !shape.find() || descr.reset().results().count() != 1) {
            throw problem(place, "Its header is not that of a NumPy array.", "Write it with numpy.save.");
        }
        descr.reset();
        descr.find();
        String type = descr.group(3);
        if (type.matches("[<>|=]?O[0-9]*")) {
            throw problem(
                    place,
                    "It holds Python objects, stored as a pickle: opening one runs whatever code it holds, so this"
                            + " program never does.",
                    """
                    Export plain numbers from Python, where you trust the file:
                    import numpy
                    data = numpy.load("FILE.npy", allow_pickle=True)
                    numpy.save("NAME.npy", numpy.stack(data).astype("float32"))""");
        }
        List<Long> sizes = sizes(shape.group(2), place);
        long count = 1;
        for (long s : sizes) {
            // Both factors are below 2³¹ here, or the product would already be refused.
            count *= s;
            if (s > Integer.MAX_VALUE || count > Integer.MAX_VALUE) {
                throw problem(
                        place,
                        "Its header promises " + words(sizes) + " numbers, more than fit in memory.",
                        "Write a part of it, or look whether the header is damaged.");
            }
        }
        if (type.matches("[<>|=]?[US][0-9]{1,6}")) {
            return texts(buffer, start, type, sizes, (int) count, name, place);
        }
        DType dtype = DType.ofNumpy(type.replaceFirst("^[<>|=]", ""));
        if (dtype == null) {
            throw problem(
                    place,
                    "Its numbers are of type '" + type + "' (" + words(sizes) + "), which is not read.",
                    "Convert them: numpy.save(\"NAME.npy\", array.astype(\"float32\")).");
        }
        expect(buffer, start, count * dtype.bytes(), words(sizes) + " " + dtype.words(), place);
        buffer.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return Numbers.array(buffer, start, dtype, sizes, order.group(2).equals("True"), name);
    }

    private static List<Long> sizes(String text, String place) {
        List<Long> sizes = new ArrayList<>();
        for (String part : text.split(",")) {
            if (part.isBlank()) {
                continue;
            }
            long size;
            try {
                size = Long.parseLong(part.strip().replaceFirst("L$", ""));
            } catch (NumberFormatException _) {
                size = -1;
            }
            if (size < 0 || sizes.size() == MAX_DIMENSIONS) {
                throw problem(place, "Its header promises a size of (" + text.strip() + ").", "Write it again.");
            }
            sizes.add(size);
        }
        return sizes;
    }

    private static NamedArray texts(
            ByteBuffer buffer, int start, String type, List<Long> sizes, int count, String name, String place) {
        boolean unicode = type.contains("U");
        int width = Integer.parseInt(type.replaceAll("[^0-9]", "")) * (unicode ? 4 : 1);
        expect(buffer, start, (long) count * width, words(sizes) + " texts", place);
        buffer.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        List<String> texts = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            StringBuilder s = new StringBuilder();
            for (int at = start + n * width; at < start + (n + 1) * width; at += unicode ? 4 : 1) {
                int c = unicode ? buffer.getInt(at) : buffer.get(at) & 0xff;
                if (c == 0) {
                    break;
                }
                if (!Character.isValidCodePoint(c)) {
                    throw problem(place, "One of its texts holds an invalid character.", "Write it again.");
                }
                s.appendCodePoint(c);
            }
            texts.add(s.toString());
        }
        return new NamedArray(name, sizes, "texts", new float[0], texts);
    }

    private static void expect(ByteBuffer buffer, int start, long bytes, String what, String place) {
        long there = buffer.limit() - (long) start;
        if (there != bytes) {
            throw problem(
                    place,
                    "Its header promises " + what + ", which are " + bytes + " bytes of data, but there are " + there
                            + ".",
                    there < bytes
                            ? "It seems to be cut off: fetch it again."
                            : "It seems to be damaged: write it again.");
        }
    }

    static String words(List<Long> sizes) {
        return sizes.isEmpty()
                ? "a single number"
                : String.join(" × ", sizes.stream().map(String::valueOf).toList());
    }

    private static ProblemException cut(String place, String what) {
        return problem(place, "It ends within " + what + ".", "It seems to be cut off: fetch it again.");
    }

    private static ProblemException problem(String place, String why, String fix) {
        return ProblemException.of(place + " cannot be read.", why, fix);
    }
}
