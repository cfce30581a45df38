package io.github.recscope.array;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ProblemException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Vectors as text: word2vec, GloVe and fastText (`word 0.1 0.2 …`, with or without a first line `rows columns`), and
/// tables of numbers separated by commas, tabs, semicolons or blanks, with an id in the first column or without one
/// (the projector of TensorBoard). word2vec's binary form, which begins with the same line, is read too.
///
/// Of two rows with one id the first one counts.
public final class TextVectors {
    private static final int MAX_COLUMNS = 1_000_000;

    /// Lines by which a file is judged.
    private static final int HEAD = 1000;

    private final String name;
    private final String place;
    private final List<String> ids = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private float[] values = new float[1 << 12];
    private int rows;
    private int cols = -1;
    private long repeated;
    private long firstRepeated;

    private TextVectors(String name, String place) {
        this.name = name;
        this.place = place;
    }

    /// Reads the bytes of a file.
    ///
    /// @param name  what to call the vectors
    /// @param place for messages
    /// @throws ProblemException naming the line that does not fit
    public static Vectors read(byte[] bytes, String name, String place) {
        return read(bytes, name, place, () -> {});
    }

    /// As [#read(byte\[\], String, String)].
    ///
    /// @param check called now and then; may stop the reading with an exception
    public static Vectors read(byte[] bytes, String name, String place, Runnable check) {
        TextVectors vectors = new TextVectors(name, place);
        long[] promised = promise(bytes);
        if (promised != null && isBinary(bytes)) {
            return vectors.binary(bytes, promised);
        }
        int mark = bytes.length > 2 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb ? 3 : 0;
        return vectors.text(new TextLines(bytes, mark), promised, check);
    }

    /// Whether the bytes begin with word2vec's line of two numbers, or with a row of numbers after at most one word.
    public static boolean matches(byte[] head) {
        if (promise(head) != null) {
            return true;
        }
        String text = new String(head, StandardCharsets.UTF_8);
        List<String> lines = text.lines().limit(3).toList();
        if (isBinary(head) || lines.isEmpty()) {
            return false;
        }
        // An id in quotes may end in the line after the one it begins in.
        return lines.stream().skip(lines.size() > 1 ? 1 : 0).anyMatch(TextVectors::isRow);
    }

    private static boolean isRow(String line) {
        String[] fields = split(line, separator(line));
        int numbers = 0;
        for (String f : fields) {
            numbers += Float.isNaN(parse(f)) && !isNonFinite(f) ? 0 : 1;
        }
        return fields.length > 4 && numbers >= fields.length - 1;
    }

    /// The two numbers of the first line, or null if there are not two whole numbers alone.
    private static long @Nullable [] promise(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && end < 40 && bytes[end] != '\n') {
            end++;
        }
        String line = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).strip();
        return end < bytes.length && line.matches("[0-9]{1,12} [0-9]{1,7}")
                ? Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray()
                : null;
    }

    private static boolean isBinary(byte[] bytes) {
        int strange = 0;
        int n = Math.min(bytes.length, 4096);
        for (int i = 0; i < n; i++) {
            strange +=
                    bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t' ? 1 : 0;
        }
        return strange > 0;
    }

    private Vectors binary(byte[] bytes, long[] promised) {
        int d = (int) promised[1];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes[at] != '\n') {
            at++;
        }
        at++;
        cols = d;
        for (long row = 0; row < promised[0]; row++) {
            while (at < bytes.length && bytes[at] == '\n') {
                at++;
            }
            int from = at;
            while (at < bytes.length && bytes[at] != ' ') {
                at++;
            }
            if (d == 0 || bytes.length - (long) at - 1 < 4L * d) {
                throw problem(
                        "Its first line promises " + promised[0] + " vectors of " + d + " numbers, and it ends within"
                                + " vector " + (row + 1) + ".",
                        "Fetch it again: it seems to be cut off.");
            }
            String id = new String(bytes, from, at - from, StandardCharsets.UTF_8);
            at++;
            float[] vector = new float[d];
            for (int c = 0; c < d; c++) {
                vector[c] = buffer.getFloat(at + 4 * c);
            }
            at += 4 * d;
            add(id, vector, row + 1);
        }
        return finish("word2vec binary", promised);
    }

    private Vectors text(TextLines in, long @Nullable [] promised, Runnable check) {
        TextLines.Line above = promised == null ? null : in.next(' ');
        TextLines.Line begin = in.peekFilled();
        if (begin == null) {
            throw problem(
                    above == null ? "It holds no vectors." : "It holds no vectors below its first line.",
                    "Choose another file.");
        }
        char separator = separator(begin.text());
        List<TextLines.Line> head = new ArrayList<>();
        for (TextLines.Line line = in.next(separator); line != null; line = in.next(separator)) {
            if (!line.text().isBlank()) {
                head.add(line);
            }
            if (head.size() == HEAD) {
                break;
            }
        }
        boolean header = promised == null && isHeader(split(head.getFirst().text(), separator));
        int at = header ? 1 : 0;
        boolean withIds = promised != null || hasIds(head.subList(at, head.size()), separator);
        if (promised != null) {
            cols = (int) promised[1];
        }
        long taken = 0;
        for (; at < head.size(); at++) {
            line(head.get(at).text(), head.get(at).number(), separator, withIds);
        }
        for (TextLines.Line line = in.next(separator); line != null; line = in.next(separator)) {
            if (!line.text().isBlank()) {
                line(line.text(), line.number(), separator, withIds);
            }
            if (++taken % HEAD == 0) {
                check.run();
            }
        }
        if (rows == 0) {
            throw problem("It holds no vectors below its first line.", "Choose another file.");
        }
        String format =
                promised != null ? "word2vec text" : withIds && separator == ' ' ? "GloVe text" : "a table of numbers";
        return finish(format, promised);
    }

    private void line(String line, long number, char separator, boolean withIds) {
        String[] fields = split(line, separator);
        int numbers = cols < 0 ? fields.length - (withIds ? 1 : 0) : cols;
        int words = fields.length - numbers;
        // Words of GloVe may hold blanks themselves.
        boolean fits = withIds ? words == 1 || (words > 1 && separator == ' ') : words == 0;
        if (!fits || numbers <= 0 || numbers > MAX_COLUMNS) {
            throw problem(
                    place + ":" + number + ": the row has " + Math.max(0, fields.length - (withIds ? 1 : 0))
                            + " numbers where the first one has " + Math.max(0, cols) + ".",
                    "Correct the line, or choose a file of equally long vectors.");
        }
        cols = numbers;
        float[] vector = new float[numbers];
        for (int c = 0; c < numbers; c++) {
            String field = fields[words + c];
            vector[c] = parse(field);
            if (Float.isNaN(vector[c]) && !isNonFinite(field)) {
                throw problem(
                        place + ":" + number + ": '" + (field.length() > 40 ? field.substring(0, 39) + "…" : field)
                                + "' is no number.",
                        "Correct the line.");
            }
        }
        add(withIds ? String.join(" ", Arrays.copyOf(fields, words)) : "", vector, number);
    }

    private void add(String id, float[] vector, long line) {
        if (!id.isEmpty()) {
            if (!seen.add(id)) {
                firstRepeated = repeated++ == 0 ? line : firstRepeated;
                return;
            }
            ids.add(id);
        }
        if ((rows + 1L) * cols > values.length) {
            long more = Math.min(Integer.MAX_VALUE - 8L, Math.max(2L * values.length, (rows + 1L) * cols));
            if ((rows + 1L) * cols > more) {
                throw problem("It holds more numbers than fit in memory.", "Choose a part of it.");
            }
            values = Arrays.copyOf(values, (int) more);
        }
        System.arraycopy(vector, 0, values, rows * cols, cols);
        rows++;
    }

    private Vectors finish(String format, long @Nullable [] promised) {
        if (promised != null && promised[0] != rows + repeated) {
            notes.add("The first line promises " + promised[0] + " vectors, and there are " + (rows + repeated) + ".");
        }
        if (repeated > 0) {
            notes.add((repeated == 1 ? "1 row repeats an id" : repeated + " rows repeat an id") + ", first on line "
                    + firstRepeated + ": the first row of each counts.");
        }
        return new Vectors(
                name,
                ids.size() == rows ? ids : List.of(),
                Matrix.of(rows, cols, Arrays.copyOf(values, rows * cols)),
                format,
                notes);
    }

    private static char separator(String line) {
        String bare = line.indexOf('"') < 0 ? line : line.replaceAll("\"[^\"]*\"", "");
        for (char c : new char[] {'\t', ';', ','}) {
            if (bare.indexOf(c) >= 0) {
                return c;
            }
        }
        return ' ';
    }

    private static String[] split(String line, char separator) {
        List<String> fields = separator == ' ' ? List.of(line.strip().split("[ ]+")) : fields(line, separator);
        int n = fields.size();
        if (n > 1 && fields.getLast().isBlank()) {
            // Some programs end each row with a separator.
            n--;
        }
        String[] stripped = new String[n];
        for (int f = 0; f < n; f++) {
            String s = fields.get(f).strip();
            boolean quoted = s.length() > 1 && s.startsWith("\"") && s.endsWith("\"");
            stripped[f] = quoted ? s.substring(1, s.length() - 1).replace("\"\"", "\"") : s;
        }
        return stripped;
    }

    /// Separators between quotes are part of a field, as in RFC 4180; a quote that never ends is a character like
    /// any other.
    private static List<String> fields(String line, char separator) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        while (true) {
            int at = from;
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
            if (at < line.length() && line.charAt(at) == '"') {
                int close = line.indexOf('"', at + 1);
                while (close >= 0 && close + 1 < line.length() && line.charAt(close + 1) == '"') {
                    close = line.indexOf('"', close + 2);
                }
                at = close < 0 ? at : close;
            }
            int end = line.indexOf(separator, at);
            if (end < 0) {
                fields.add(line.substring(from));
                return fields;
            }
            fields.add(line.substring(from, end));
            from = end + 1;
        }
    }

    /// Whether no field but perhaps one is a number.
    private static boolean isHeader(String[] fields) {
        int numbers = 0;
        for (String f : fields) {
            numbers += Float.isNaN(parse(f)) && !isNonFinite(f) ? 0 : 1;
        }
        return fields.length > 1 && numbers == 0;
    }

    /// Whether the first column is no part of the vectors: a word somewhere in it; or distinct whole numbers beside
    /// columns with fractions.
    private static boolean hasIds(List<TextLines.Line> lines, char separator) {
        Set<String> first = new HashSet<>();
        boolean whole = true;
        boolean fractions = false;
        for (TextLines.Line line : lines) {
            String[] fields = split(line.text(), separator);
            if (Float.isNaN(parse(fields[0])) && !isNonFinite(fields[0])) {
                return true;
            }
            whole &= fields[0].matches("[0-9]+") && first.add(fields[0]);
            for (int f = 1; f < fields.length; f++) {
                fractions |= fields[f].indexOf('.') >= 0;
            }
        }
        return whole && fractions;
    }

    private static boolean isNonFinite(String text) {
        return text.toLowerCase(Locale.ROOT).matches("[+-]?(nan|inf|infinity)");
    }

    /// A decimal number; infinities as `inf`; NaN for anything else.
    private static float parse(String text) {
        int n = text.length();
        if (n == 0 || n > 64) {
            return Float.NaN;
        }
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            boolean known = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!known) {
                String lower = text.toLowerCase(Locale.ROOT);
                return lower.matches("[+]?inf(inity)?")
                        ? Float.POSITIVE_INFINITY
                        : lower.matches("-inf(inity)?") ? Float.NEGATIVE_INFINITY : Float.NaN;
            }
        }
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException _) {
            return Float.NaN;
        }
    }

    private ProblemException problem(String why, String fix) {
        return ProblemException.of(place + " cannot be read as vectors.", why, fix);
    }
}
