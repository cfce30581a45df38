package io.github.recscope.data;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the named columns of a table mean, and so what the table is about.
///
/// @param kind     what the table is about
/// @param user     column of the user, −1 if none; likewise the following
/// @param item     column of the item
/// @param rating   column of the rating
/// @param time     column of the time or order
/// @param title    column of the item's title
/// @param tag      column of one value of an item
/// @param conflict why the columns cannot be told apart, or null
record Roles(
        TableKind kind,
        int user,
        int item,
        int rating,
        int time,
        int title,
        int tag,
        @Nullable String conflict) {
    /// Of a table that says nothing.
    static final Roles NONE = new Roles(TableKind.UNKNOWN, -1, -1, -1, -1, -1, -1, null);

    /// By the names of the columns, and what a person says.
    static Roles of(List<String> names, ReadOptions options) {
        List<String> normalised = names.stream().map(ColumnNames::normalise).toList();
        int user = named(ReadOptions.Role.USER, ColumnNames.USER, names, normalised, options);
        int item = named(ReadOptions.Role.ITEM, ColumnNames.ITEM, names, normalised, options);
        int title = named(ReadOptions.Role.TITLE, ColumnNames.TITLE, names, normalised, options);
        int tag = named(ReadOptions.Role.TAG, ColumnNames.TAG, names, normalised, options);
        int rating = named(ReadOptions.Role.VALUE, ColumnNames.RATING, names, normalised, options);
        int time = named(ReadOptions.Role.TIME, ColumnNames.TIME, names, normalised, options);
        if (item < 0 && title >= 0) {
            item = normalised.indexOf("id");
        }
        int tagNumber = ColumnNames.TAG_NUMBER.find(normalised);
        if (tagNumber < 0 && item < 0 && tag >= 0 && names.size() == 2) {
            tagNumber = normalised.indexOf("id");
        }
        TableKind kind = TableKind.UNKNOWN;
        if (item < 0 && tagNumber >= 0) {
            // The names of tags: number and name.
            kind = tag >= 0 ? TableKind.TAG_NAMES : TableKind.UNKNOWN;
            item = kind == TableKind.TAG_NAMES ? tagNumber : -1;
        } else if (item < 0 && user >= 0) {
            kind = TableKind.USERS;
        } else if (item >= 0) {
            tag = tag < 0 ? tagNumber : tag;
            boolean tags = tag >= 0 && title < 0;
            if (user >= 0) {
                kind = tags && rating < 0 ? TableKind.ITEM_TAGS : TableKind.INTERACTIONS;
            } else {
                kind = tags && names.size() <= 4 ? TableKind.ITEM_TAGS : TableKind.ITEMS;
            }
        }
        return new Roles(
                kind,
                user,
                item,
                rating,
                time,
                title,
                tag,
                conflict(names, normalised, options, user, item, rating, time, title, tag));
    }

    /// By what a person says the columns of a table mean. Several values of an item a row need no value column; with
    /// a user and a value they are interactions.
    static TableHead of(TableHead head, List<ColumnMapping> uses) {
        Roles said = new Roles(
                kind(uses),
                first(uses, ColumnUse.USER),
                first(uses, ColumnUse.ITEM),
                first(uses, ColumnUse.VALUE),
                first(uses, ColumnUse.TIME),
                first(uses, ColumnUse.TITLE),
                first(uses, ColumnUse.TAG),
                null);
        return new TableHead(
                head.entry(),
                head.shape(),
                head.encoding(),
                head.separator(),
                head.header(),
                head.names(),
                said,
                head.quote(),
                List.of());
    }

    /// What a table is about whose columns mean this.
    static TableKind kind(List<ColumnMapping> uses) {
        boolean user = first(uses, ColumnUse.USER) >= 0;
        if (first(uses, ColumnUse.ITEM) < 0) {
            return user ? TableKind.USERS : TableKind.UNKNOWN;
        }
        boolean tags = first(uses, ColumnUse.TAG) >= 0
                && first(uses, ColumnUse.TITLE) < 0
                && (!user || first(uses, ColumnUse.VALUE) < 0);
        return tags ? TableKind.ITEM_TAGS : user ? TableKind.INTERACTIONS : TableKind.ITEMS;
    }

    private static int first(List<ColumnMapping> uses, ColumnUse use) {
        for (int c = 0; c < uses.size(); c++) {
            if (uses.get(c).use() == use) {
                return c;
            }
        }
        return -1;
    }

    private static int named(
            ReadOptions.Role role,
            ColumnNames known,
            List<String> names,
            List<String> normalised,
            ReadOptions options) {
        int said = options.column(role, names);
        if (said >= 0) {
            return said;
        }
        // Another table of the source may be meant; this one keeps what its names say.
        int column = known.find(normalised);
        // A column that a person gave another meaning has that one only.
        for (ReadOptions.Role other : options.columns().keySet()) {
            if (column >= 0 && options.column(other, names) == column) {
                return -1;
            }
        }
        return column;
    }

    private static @Nullable String conflict(
            List<String> names, List<String> normalised, ReadOptions options, int... columns) {
        for (int column : columns) {
            if (column >= 0
                    && options.columns().isEmpty()
                    && Collections.frequency(normalised, normalised.get(column)) > 1) {
                return "More than one column is called '" + names.get(column) + "'.";
            }
        }
        return null;
    }
}
