package io.github.recscope.data;

/// What a table is about.
public enum TableKind {
    /// Who chose what.
    INTERACTIONS("interactions"),
    /// One row for each item.
    ITEMS("items"),
    /// One row for each item and tag.
    ITEM_TAGS("item tags"),
    /// One row for each tag: its number and its name.
    TAG_NAMES("tag names"),
    /// One row for each of the 0/1 columns of a table of items without a header: its name and its place.
    FLAG_NAMES("names of 0/1 columns"),
    /// One row for each user.
    USERS("users"),
    /// Something else.
    UNKNOWN("unknown");

    private final String words;

    TableKind(String words) {
        this.words = words;
    }

    /// For people, in the plural.
    public String words() {
        return words;
    }
}
