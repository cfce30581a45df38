package io.github.recscope.model;

import org.jspecify.annotations.Nullable;

/// Something that is true of some items and not of others, such as `tags: fantasy` or `decade: 1990s`; or two such
/// things together.
///
/// @param family the column it comes from, such as `tags`; or [#DECADE], [#YEAR], [#POPULARITY], or a column and
///     [#WORD]
/// @param value  its value, such as `fantasy`
/// @param join   another attribute that it is joined with; null for a plain one
public record Attribute(
        String family, String value, @Nullable Join join) {
    /// The family of attributes made from a year column, ten years each.
    public static final String DECADE = "decade";
    /// The family of attributes made from a year column, one year each.
    public static final String YEAR = "year";
    /// The family of attributes made from how often items were chosen.
    public static final String POPULARITY = "popularity";
    /// What the name of a family of words ends with, after the column that the words are from.
    public static final String WORD = " word";
    /// The family of words in titles.
    public static final String TITLE_WORD = "title" + WORD;
    /// The column of the times at which an item was chosen more often than others.
    public static final String CHOSEN = "chosen";

    /// How two attributes make one.
    public enum Kind {
        /// Both are true.
        AND,
        /// At least one is true.
        OR,
        /// The first is true and the second is not.
        NOT
    }

    /// The second attribute of a joined one.
    public record Join(Kind kind, Attribute with) {}

    /// A plain attribute.
    public Attribute(String family, String value) {
        this(family, value, null);
    }

    /// This plain attribute joined with another plain one.
    public Attribute joined(Kind kind, Attribute with) {
        return new Attribute(family, value, new Join(kind, with));
    }

    /// The first part of a joined attribute, or the attribute itself.
    public Attribute plain() {
        return join == null ? this : new Attribute(family, value);
    }

    /// Whether it says how often items were chosen.
    public boolean isPopularity() {
        return join == null && family.equals(POPULARITY);
    }

    /// For a sentence: the bare value of a tag or genre, otherwise the family with it; "1990s comedy", "crime or
    /// mystery", "fantasy, not romance".
    public String words() {
        String first = plainWords();
        if (join == null) {
            return first;
        }
        String second = join.with().words();
        return switch (join.kind()) {
            case AND ->
                isTime(this) && !isTime(join.with())
                        ? first + " " + second
                        : isTime(join.with()) && !isTime(this) ? second + " " + first : first + " and " + second;
            case OR -> first + " or " + second;
            case NOT -> first + ", not " + second;
        };
    }

    private static boolean isTime(Attribute a) {
        return a.family.equals(DECADE) || a.family.equals(YEAR);
    }

    private String plainWords() {
        if (family.endsWith(WORD)) {
            return "“" + value + "” in the " + family.substring(0, family.length() - WORD.length());
        }
        return switch (family) {
            case "tags", "tag", "genres", "genre", DECADE, YEAR -> value;
            case POPULARITY -> value;
            case "authors", "author" -> "by " + value;
            case CHOSEN -> "chosen most in " + value;
            default -> family + ": " + value;
        };
    }
}
