package io.github.recscope.op;

import io.github.recscope.model.ProblemException;
import java.util.ArrayList;
import java.util.List;

/// Ids in a line of text.
public final class IdList {
    private IdList() {}

    /// Ids with commas between; one in double quotes may hold commas, and `""` in it is a quote.
    ///
    /// @throws ProblemException if a quote is not closed
    public static List<String> parse(String text) {
        List<String> ids = new ArrayList<>();
        StringBuilder id = new StringBuilder();
        boolean quoted = false;
        boolean inside = false;
        for (int p = 0; p <= text.length(); p++) {
            char c = p < text.length() ? text.charAt(p) : ',';
            if (inside && p < text.length()) {
                if (c != '"') {
                    id.append(c);
                } else if (p + 1 < text.length() && text.charAt(p + 1) == '"') {
                    id.append(c);
                    p++;
                } else {
                    inside = false;
                }
            } else if (inside) {
                throw ProblemException.of(
                        "The ids cannot be understood.", "A quote is not closed in: " + text, "Close it.");
            } else if (c == ',') {
                String one = quoted ? id.toString() : id.toString().strip();
                if (quoted || !one.isEmpty()) {
                    ids.add(one);
                }
                id.setLength(0);
                quoted = false;
            } else if (c == '"' && id.toString().isBlank() && !quoted) {
                id.setLength(0);
                quoted = true;
                inside = true;
            } else if (!quoted || !Character.isWhitespace(c)) {
                id.append(c);
            }
        }
        return ids;
    }
}
