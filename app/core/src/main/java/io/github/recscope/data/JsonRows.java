package io.github.recscope.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Json;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of JSON lines (one object a line), or of an array of objects.
///
/// The fields of objects inside an object are named `outer.inner`; the values of a list come with `|` between them.
/// Of JSON lines a bad one is one bad row; an array ends at its first error.
final class JsonRows implements RowStream {
    private static final int ROWS = 100;
    private static final int DEPTH = 4;
    private static final ObjectReader OBJECTS =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String place;
    private final @Nullable RowReader lines;
    private final @Nullable JsonParser parser;
    private final Map<String, Integer> columns = new HashMap<>();
    private String[] cells;
    private boolean inArray;
    private long row;
    private @Nullable String defect;
    private Map<String, String> fields = Map.of();

    private JsonRows(String place, @Nullable RowReader lines, @Nullable JsonParser parser, List<String> names) {
        this.place = place;
        this.lines = lines;
        this.parser = parser;
        this.cells = new String[names.size()];
        for (String name : names) {
            columns.put(name, columns.size());
        }
    }

    /// Opens a file.
    ///
    /// @param byLine whether each line is an object of its own
    static JsonRows open(Reader in, String place, boolean byLine, List<String> names) throws IOException {
        return byLine
                ? new JsonRows(place, new RowReader(in, place, Separator.NONE), null, names)
                : new JsonRows(place, null, Json.mapper().createParser(in), names);
    }

    /// Whether a text begins like an object or a list of something.
    static boolean looksLikeJson(String text) {
        String start = text.substring(0, Math.min(text.length(), 4096)).strip();
        return start.startsWith("{") || start.matches("(?s)\\[\\s*[\\[{].*");
    }

    /// Whether the first line is an object by itself.
    private static boolean isByLine(String text) {
        String first = text.strip().lines().findFirst().orElse("");
        try {
            JsonNode node = Json.mapper().readTree(first);
            return node != null && node.isObject();
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    /// The head of a file: its columns are the fields of the first objects.
    ///
    /// @return null if the file holds no objects
    static @Nullable TableHead head(Source.Entry entry, TextEncoding encoding, String text, ReadOptions options)
            throws IOException {
        boolean byLine = isByLine(text);
        Set<String> names = new LinkedHashSet<>();
        try (JsonRows rows = open(new StringReader(text), entry.name(), byLine, List.of())) {
            int n = 0;
            while (n < ROWS && rows.next()) {
                names.addAll(rows.fields.keySet());
                n++;
            }
        } catch (ProblemException e) {
            // The head of an array ends somewhere in the middle of an object.
            if (names.isEmpty()) {
                throw e;
            }
        }
        if (names.isEmpty()) {
            return null;
        }
        List<String> list = List.copyOf(names);
        Separator separator = byLine ? Separator.NONE : Separator.COMMA;
        return new TableHead(entry, Shape.JSON, encoding, separator, false, list, Roles.of(list, options));
    }

    @Override
    public boolean next() throws IOException {
        defect = null;
        row++;
        try {
            JsonNode node = lines != null ? line(lines) : value();
            if (node == null) {
                return defect != null;
            }
            if (!node.isObject()) {
                defect = "It is no JSON object.";
                return true;
            }
            fields = new java.util.LinkedHashMap<>();
            flatten("", node, 0);
            java.util.Arrays.fill(cells, "");
            fields.forEach((name, value) -> {
                Integer column = columns.get(name);
                if (column != null) {
                    cells[column] = value;
                }
            });
            return true;
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    new Problem(
                            place + " is not valid JSON.",
                            place + ":"
                                    + (e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr()) + ": " + message(e),
                            "Correct it there, or write one object a line."),
                    e);
        }
    }

    /// The next line; null at the end, or if it is not JSON.
    private @Nullable JsonNode line(RowReader reader) throws IOException {
        if (!reader.next()) {
            return null;
        }
        try {
            return Json.mapper().readTree(reader.get(0));
        } catch (JsonProcessingException e) {
            defect = "It is not valid JSON: " + message(e);
            return null;
        }
    }

    /// The next object of an array, or of several after one another; null at the end.
    private @Nullable JsonNode value() throws IOException {
        JsonParser p = java.util.Objects.requireNonNull(parser);
        JsonToken token = p.nextToken();
        if (!inArray && token == JsonToken.START_ARRAY) {
            inArray = true;
            token = p.nextToken();
        }
        return token == null || token == JsonToken.END_ARRAY ? null : OBJECTS.readTree(p);
    }

    private static String message(JsonProcessingException e) {
        String text = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
        if (e instanceof StreamConstraintsException) {
            return text.contains("depth") ? "It is nested too deep." : "It holds a text or number that is too long.";
        }
        // What the library says to those who program with it.
        text = text.replaceFirst("(: enable|; expected|: was expecting| \\(code| \\(for).*", "");
        return (text.length() > 200 ? text.substring(0, 199) + "…" : text) + (text.endsWith(".") ? "" : ".");
    }

    private void flatten(String prefix, JsonNode object, int depth) {
        for (Map.Entry<String, JsonNode> e : object.properties()) {
            String name = prefix + e.getKey();
            JsonNode value = e.getValue();
            if (value.isObject()) {
                if (depth < DEPTH) {
                    flatten(name + ".", value, depth + 1);
                }
            } else if (value.isArray()) {
                List<String> parts = new ArrayList<>();
                for (JsonNode v : value) {
                    if (v.isValueNode() && !v.isNull()) {
                        parts.add(v.asText());
                    }
                }
                fields.put(name, String.join("|", parts));
            } else {
                fields.put(name, value.isNull() ? "" : value.asText());
            }
        }
    }

    @Override
    public long line() {
        return lines != null ? lines.line() : row;
    }

    @Override
    public int size() {
        return cells.length;
    }

    @Override
    public String get(int field) {
        return cells[field];
    }

    @Override
    public @Nullable String defect() {
        return defect;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
        if (parser != null) {
            parser.close();
        }
    }
}
