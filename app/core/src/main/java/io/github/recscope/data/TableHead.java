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
/// @param tag       column of one value of an item, or of its number in a table of [TableKind#TAG_NAMES]
/// @param conflict  why the columns cannot be told apart, or null
/// @param quote     what stands around fields that hold separators
/// @param mapped    what a person says the columns mean; empty where nobody did
record TableHead(
        Source.Entry entry,
        Shape shape,
        TextEncoding encoding,
        Separator separator,
        boolean header,
        List<String> names,
        TableKind kind,
        int user,
        int item,
        int rating,
        int time,
        int title,
        int tag,
        @Nullable String conflict,
        ReadFormat.Quote quote,
        List<ColumnMapping> mapped) {
    /// A head about which nobody said anything.
    TableHead(
            Source.Entry entry,
            Shape shape,
            TextEncoding encoding,
            Separator separator,
            boolean header,
            List<String> names,
            TableKind kind,
            int user,
            int item,
            int rating,
            int time,
            int title,
            int tag,
            @Nullable String conflict) {
        this(
                entry,
                shape,
                encoding,
                separator,
                header,
                names,
                kind,
                user,
                item,
                rating,
                time,
                title,
                tag,
                conflict,
                ReadFormat.Quote.DOUBLE,
                List.of());
    }

    int columns() {
        return names.size();
    }

    /// In another encoding.
    TableHead with(TextEncoding other) {
        return copy(other, quote, mapped);
    }

    /// Read with other quotes.
    TableHead with(ReadFormat.Quote other) {
        return copy(encoding, other, mapped);
    }

    /// As a person wants it; a table all of whose columns are ignored is not read.
    TableHead with(List<ColumnMapping> uses) {
        TableHead head = copy(encoding, quote, uses);
        return head.isIgnored()
                ? new TableHead(
                        entry,
                        shape,
                        encoding,
                        separator,
                        header,
                        names,
                        TableKind.UNKNOWN,
                        -1,
                        -1,
                        -1,
                        -1,
                        -1,
                        -1,
                        null,
                        quote,
                        List.copyOf(uses))
                : head;
    }

    private TableHead copy(TextEncoding newEncoding, ReadFormat.Quote newQuote, List<ColumnMapping> newMapped) {
        return new TableHead(
                entry,
                shape,
                newEncoding,
                separator,
                header,
                names,
                kind,
                user,
                item,
                rating,
                time,
                title,
                tag,
                conflict,
                newQuote,
                List.copyOf(newMapped));
    }

    /// Whether a person said that it is not to be read.
    boolean isIgnored() {
        return !mapped.isEmpty() && mapped.stream().allMatch(c -> c.use() == ColumnUse.IGNORE);
    }

    /// What a column means besides the roles of the table; [ColumnUse#DETAIL] where nobody said anything.
    ColumnMapping use(int column) {
        return mapped.isEmpty() ? new ColumnMapping(names.get(column), ColumnUse.DETAIL) : mapped.get(column);
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

    /// Whether tags are given by number, to be looked up in a table of [TableKind#TAG_NAMES].
    boolean tagsByNumber() {
        return tag >= 0 && ColumnNames.TAG_NUMBER.has(ColumnNames.normalise(names.get(tag)));
    }
}
