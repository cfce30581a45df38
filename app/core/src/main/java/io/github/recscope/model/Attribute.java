package io.github.recscope.model;

/// Something that is true of some items and not of others, such as `tags: fantasy` or `decade: 1990s`.
///
/// @param family the column it comes from, such as `tags`; or [#DECADE] or [#POPULARITY]
/// @param value  its value, such as `fantasy`
public record Attribute(String family, String value) {
    /// The family of attributes made from a year column.
    public static final String DECADE = "decade";
    /// The family of attributes made from how often items were chosen.
    public static final String POPULARITY = "popularity";

    /// For a sentence: the bare value of a tag or genre, otherwise the family with it.
    public String words() {
        return switch (family) {
            case "tags", "tag", "genres", "genre", DECADE -> value;
            case POPULARITY -> value;
            case "authors", "author" -> "by " + value;
            default -> family + ": " + value;
        };
    }
}
