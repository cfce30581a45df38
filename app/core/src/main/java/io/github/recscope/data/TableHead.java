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
/// @param roles     what it is about, and which columns say so
/// @param quote     what stands around fields that hold separators
/// @param mapped    what a person says the columns mean; empty where nobody did
record TableHead(
        Source.Entry entry,
        Shape shape,
        TextEncoding encoding,
        Separator separator,
        boolean header,
        List<String> names,
        Roles roles,
        ReadFormat.Quote quote,
        List<ColumnMapping> mapped) {
    /// Copies the lists.
    TableHead {
        names = List.copyOf(names);
        mapped = List.copyOf(mapped);
    }

    /// A head about which nobody said anything.
    TableHead(
            Source.Entry entry,
            Shape shape,
            TextEncoding encoding,
            Separator separator,
            boolean header,
            List<String> names,
            Roles roles) {
        this(entry, shape, encoding, separator, header, names, roles, ReadFormat.Quote.DOUBLE, List.of());
    }

    TableKind kind() {
        return roles.kind();
    }

    int user() {
        return roles.user();
    }

    int item() {
        return roles.item();
    }

    int rating() {
        return roles.rating();
    }

    int time() {
        return roles.time();
    }

    int title() {
        return roles.title();
    }

    int tag() {
        return roles.tag();
    }

    @Nullable
    String conflict() {
        return roles.conflict();
    }

    int columns() {
        return names.size();
    }

    /// In another encoding.
    TableHead with(TextEncoding other) {
        return new TableHead(entry, shape, other, separator, header, names, roles, quote, mapped);
    }

    /// Read with other quotes.
    TableHead with(ReadFormat.Quote other) {
        return new TableHead(entry, shape, encoding, separator, header, names, roles, other, mapped);
    }

    /// As a person wants it; a table all of whose columns are ignored is not read.
    TableHead with(List<ColumnMapping> uses) {
        boolean ignored = !uses.isEmpty() && uses.stream().allMatch(c -> c.use() == ColumnUse.IGNORE);
        return new TableHead(
                entry, shape, encoding, separator, header, names, ignored ? Roles.NONE : roles, quote, uses);
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
                + (rating() >= 0 ? 2 : 0)
                + (time() >= 0 ? 1 : 0)
                + (entry.file().matches(".*(rating|interaction).*|u\\.data") ? 4 : 0);
    }

    /// Whether tags are given by number, to be looked up in a table of [TableKind#TAG_NAMES].
    boolean tagsByNumber() {
        return tag() >= 0 && ColumnNames.TAG_NUMBER.has(ColumnNames.normalise(names.get(tag())));
    }
}
