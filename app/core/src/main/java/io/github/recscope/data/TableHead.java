package io.github.recscope.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a table is, judged by its first rows.
///
/// @param entry     the file
/// @param shape     how it is laid out
/// @param encoding  how its bytes become text
/// @param separator what stands between fields
/// @param header    whether the first row names the columns
/// @param names     the columns' names; made up where there is no header
/// @param kind      what the table is about
/// @param user      column of the user, −1 if none; likewise the following
/// @param item      column of the item
/// @param rating    column of the rating
/// @param time      column of the time or order
/// @param title     column of the item's title
/// @param tag       column of one value of an item, or of its number in a table of [Kind#TAG_NAMES]
/// @param conflict  why the columns cannot be told apart, or null
record TableHead(
        Source.Entry entry,
        Shape shape,
        TextEncoding encoding,
        Separator separator,
        boolean header,
        List<String> names,
        Kind kind,
        int user,
        int item,
        int rating,
        int time,
        int title,
        int tag,
        @Nullable String conflict) {
    /// What a table is about.
    enum Kind {
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

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    int columns() {
        return names.size();
    }

    TableHead with(TextEncoding other) {
        return new TableHead(
                entry, shape, other, separator, header, names, kind, user, item, rating, time, title, tag, conflict);
    }

    /// How it was read, for [io.github.recscope.model.ImportSummary.SourceFile].
    String format() {
        return switch (shape) {
            case TABLE -> separator.words() + ", " + encoding.words() + ", " + (header ? "header" : "no header");
            case PARQUET -> shape.words();
            case JSON, ATOMIC, ADJACENCY, SESSIONS -> shape.words() + ", " + encoding.words();
        };
    }

    /// Which of several tables of interactions to prefer.
    int richness() {
        return (header ? 2 : 0)
                + (rating >= 0 ? 2 : 0)
                + (time >= 0 ? 1 : 0)
                + (entry.file().matches(".*(rating|interaction).*|u\\.data") ? 4 : 0);
    }

    /// Whether tags are given by number, to be looked up in a table of [Kind#TAG_NAMES].
    boolean tagsByNumber() {
        return tag >= 0 && ColumnNames.TAG_NUMBER.has(ColumnNames.normalise(names.get(tag)));
    }
}
