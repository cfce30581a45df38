package io.github.recscope.data;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// What columns are taken to mean before a person says anything, and why.
///
/// What the reading of a whole table decides is not decided here from its first rows: such a column is a
/// [ColumnUse#DETAIL], with a word on what it looks like.
///
/// @param head   the table
/// @param chosen whether it is read
/// @param rows   its first rows
record Guesses(TableHead head, boolean chosen, List<List<String>> rows) {
    /// A guess.
    ///
    /// @param mapping what the column means
    /// @param looks   what its values look like
    /// @param reason  why
    record Guess(ColumnMapping mapping, String looks, String reason) {}

    Guess of(int column) {
        String name = head.names().get(column);
        List<String> cells = rows.stream()
                .map(r -> column < r.size() ? r.get(column).strip() : "")
                .toList();
        String looks = looks(cells);
        ColumnUse role = role(column);
        if (role != null) {
            return new Guess(new ColumnMapping(name, role), looks, why(role, name));
        }
        boolean details = head.kind() == TableKind.ITEMS && chosen;
        if (!details) {
            String reason = chosen && head.kind() == TableKind.INTERACTIONS
                    ? "A column of interactions beside these is left out unless you say that it is about the item."
                    : "Nothing is made of this column.";
            return new Guess(new ColumnMapping(name, ColumnUse.IGNORE), looks, reason);
        }
        return detail(name, cells, looks);
    }

    private @org.jspecify.annotations.Nullable ColumnUse role(int column) {
        boolean interactions = head.kind() == TableKind.INTERACTIONS;
        boolean tags = head.kind() == TableKind.ITEM_TAGS;
        if (column == head.item() && head.kind() != TableKind.UNKNOWN) {
            return ColumnUse.ITEM;
        } else if (column == head.user()) {
            return ColumnUse.USER;
        } else if (column == head.rating() && interactions) {
            return ColumnUse.VALUE;
        } else if (column == head.time() && interactions) {
            return ColumnUse.TIME;
        } else if (column == head.title() && head.kind() == TableKind.ITEMS) {
            return ColumnUse.TITLE;
        } else if (column == head.tag() && tags) {
            return ColumnUse.TAG;
        }
        return null;
    }

    private String why(ColumnUse role, String name) {
        String what = role.words().split(",", -1)[0].toLowerCase(Locale.ROOT);
        if (head.shape() == Shape.ADJACENCY || head.shape() == Shape.SESSIONS) {
            return "Each line is a list; this is what its places say.";
        }
        boolean named = head.header() || head.shape() == Shape.JSON || head.shape() == Shape.PARQUET;
        return named
                ? "The name '" + InteractionRows.shortened(name) + "' is one that data sets use for the " + what + "."
                : "There is no header; columns in this order that look like this are mostly " + what + "s.";
    }

    private static Guess detail(String name, List<String> cells, String looks) {
        String normalised = ColumnNames.normalise(name);
        String singular = ColumnNames.singular(normalised);
        List<String> filled = cells.stream().filter(c -> !c.isEmpty()).toList();
        if (normalised.matches("(image|cover|poster|thumbnail|picture|photo)(url|link|path)?")
                || (normalised.endsWith("url")
                        && filled.stream().allMatch(c -> c.matches("(?i).*\\.(jpe?g|png|webp)")))) {
            return new Guess(
                    new ColumnMapping(name, ColumnUse.IMAGE),
                    looks,
                    "The name speaks of a picture; its address is kept for display and never fetched.");
        }
        List<String> barred = Lists.barred(name, cells);
        ColumnUse use = switch (ItemColumns.role(name, barred == null ? cells : barred)) {
            case YEAR -> ColumnUse.YEAR;
            case MULTI_CATEGORY -> ColumnUse.SEVERAL;
            case CATEGORY -> ColumnUse.CATEGORY;
            case TEXT -> ColumnUse.TEXT;
        };
        if (use == ColumnUse.YEAR && ColumnNames.YEARS.contains(normalised)) {
            return new Guess(new ColumnMapping(name, use), looks, "The name says that it is a year.");
        }
        if (use == ColumnUse.SEVERAL && ColumnNames.CATEGORIES.contains(singular)) {
            long lists = (barred == null ? cells : barred)
                    .stream().filter(c -> c.indexOf('|') >= 0).count();
            return new Guess(
                    new ColumnMapping(name, use),
                    looks,
                    lists + " of the first " + cells.size() + " rows hold several values.");
        }
        int distinct = new HashSet<>(filled).size();
        String like = switch (use) {
            case SEVERAL -> "several values in a cell";
            case CATEGORY -> "a category: " + distinct + " different values in " + filled.size() + " filled rows";
            case YEAR -> "a year";
            default ->
                filled.isEmpty()
                        ? "nothing: the first rows are empty"
                        : "text: " + distinct + " different values in " + filled.size() + " filled rows";
        };
        return new Guess(
                new ColumnMapping(name, ColumnUse.DETAIL),
                looks,
                "Decided when all rows are known. The first ones look like " + like + ".");
    }

    /// "numbers", "dates", "links", "texts" or "nothing".
    static String looks(List<String> cells) {
        List<String> filled = cells.stream().filter(c -> !c.isEmpty()).toList();
        if (filled.isEmpty()) {
            return "nothing";
        }
        int half = filled.size() / 2;
        if (filled.stream().filter(c -> !Double.isNaN(Numbers.parse(c, true))).count() > half) {
            return "numbers";
        } else if (filled.stream().filter(c -> !Double.isNaN(Numbers.time(c))).count() > half) {
            return "dates";
        } else if (filled.stream().filter(c -> c.matches("(?i)https?://.*")).count() > half) {
            return "links";
        }
        return "texts";
    }
}
