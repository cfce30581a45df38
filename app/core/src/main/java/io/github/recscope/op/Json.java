package io.github.recscope.op;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.recscope.model.ProblemException;

/// JSON as this project reads and writes it: strict, without duplicate keys, NaN or type tricks, of bounded depth.
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(200).build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    /// The shared, thread-safe mapper; do not configure it.
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /// Parses a text.
    ///
    /// @param place where it comes from, for the message
    /// @throws ProblemException if it is not JSON; the message names line and column
    public static JsonNode parse(String text, String place) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw ProblemException.of(place + " is empty.", "A JSON object was expected.", "Choose another file.");
            }
            return node;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? place
                    : place + ":" + e.getLocation().getLineNr() + ":"
                            + e.getLocation().getColumnNr();
            throw new ProblemException(
                    new io.github.recscope.model.Problem(
                            place + " is not valid JSON.",
                            where + ": " + e.getOriginalMessage() + ".",
                            "Correct it there."),
                    e);
        }
    }

    /// Formats a tree, indented, with a final newline.
    public static String format(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
