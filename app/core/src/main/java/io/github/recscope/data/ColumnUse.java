package io.github.recscope.data;

import java.util.Locale;

/// What a person wants a column to mean.
public enum ColumnUse {
    /// Who chose.
    USER("User"),
    /// What was chosen.
    ITEM("Item"),
    /// How much.
    VALUE("Value"),
    /// When.
    TIME("Time"),
    /// What an item is called.
    TITLE("Title"),
    /// One value of an item in each row.
    TAG("Tag, one a row"),
    /// Something about the item; of what kind is decided when all rows are known.
    DETAIL("Attribute"),
    /// Several values of the item, with a separator between them.
    SEVERAL("Several values"),
    /// One value of a category.
    CATEGORY("Category"),
    /// A calendar year.
    YEAR("Year"),
    /// Free text, for display only.
    TEXT("Text"),
    /// The address of a picture, for display only; never fetched.
    IMAGE("Image link"),
    /// Not read.
    IGNORE("Ignore");

    private final String words;

    ColumnUse(String words) {
        this.words = words;
    }

    /// For people.
    public String words() {
        return words;
    }

    /// In files: lower case.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it says something about an item beside its title.
    public boolean isDetail() {
        return switch (this) {
            case DETAIL, SEVERAL, CATEGORY, YEAR, TEXT, IMAGE -> true;
            case USER, ITEM, VALUE, TIME, TITLE, TAG, IGNORE -> false;
        };
    }
}
