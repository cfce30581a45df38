package io.github.recscope.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Cells that hold several values in another way than with `|` between them: `Drama, War`, `['Drama', 'War']`.
final class Lists {
    /// Columns of several values, in the singular; those with people are not among them, as names hold commas.
    private static final Set<String> SEVERAL =
            Set.of("genre", "tag", "keyword", "categorie", "category", "shelve", "shelf", "language", "theme", "topic");

    /// Stands for lists such as `['Drama', 'War']`.
    static final String BRACKETS = "[…]";

    private static final Pattern VALUE =
            Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s][^,]*)");

    private Lists() {}

    /// The cells with `|` between their values; null if they do not look like such lists.
    static @Nullable List<String> barred(String name, List<String> cells) {
        int filled = 0;
        int brackets = 0;
        int commas = 0;
        for (String cell : cells) {
            if (cell.indexOf('|') >= 0) {
                return null;
            }
            filled += cell.isEmpty() ? 0 : 1;
            brackets += cell.startsWith("[") && cell.endsWith("]") ? 1 : 0;
            commas += cell.contains(", ") ? 1 : 0;
        }
        if (filled > 0 && brackets == filled) {
            return cells.stream().map(Lists::bracketed).toList();
        }
        boolean several = SEVERAL.contains(ColumnNames.singular(ColumnNames.normalise(name)));
        return several && commas * 10L >= filled && commas > 0
                ? cells.stream().map(c -> c.replace(", ", "|")).toList()
                : null;
    }

    /// The cells with `|` between values that stand between `separator`; brackets and quotes around them are taken
    /// off where the separator is [#BRACKETS].
    static List<String> separated(List<String> cells, String separator) {
        return separator.equals(BRACKETS)
                ? cells.stream()
                        .map(c -> c.startsWith("[") && c.endsWith("]") ? bracketed(c) : c)
                        .toList()
                : cells.stream().map(c -> c.replace(separator, "|")).toList();
    }

    private static String bracketed(String cell) {
        if (cell.isEmpty()) {
            return cell;
        }
        List<String> values = new ArrayList<>();
        Matcher m = VALUE.matcher(cell.substring(1, cell.length() - 1));
        while (m.find()) {
            for (int g = 1; g <= 3; g++) {
                if (m.group(g) != null) {
                    values.add(m.group(g).strip());
                }
            }
        }
        return String.join("|", values);
    }
}
