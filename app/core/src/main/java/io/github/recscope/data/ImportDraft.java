package io.github.recscope.data;

import io.github.recscope.model.Issue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What would be imported: the tables of a source with their first rows and what their columns are taken to mean,
/// to be looked at and changed before anything is read to its end. [Drafts] makes it.
///
/// @param source  the path, or `sample:NAME`
/// @param title   what the data would be called
/// @param reason  what it was recognised as, in a sentence
/// @param tables  the tables, those first that matter most
/// @param vectors files with arrays, which may be the embeddings of a recommender
/// @param issues  what was left out and why
/// @param memory  what reading it takes
/// @param keep    which interactions are kept: what was said for the last files of this shape
public record ImportDraft(
        String source,
        String title,
        String reason,
        List<Table> tables,
        List<VectorFile> vectors,
        List<Issue> issues,
        MemoryEstimate memory,
        Keep keep) {
    /// Copies the lists.
    public ImportDraft {
        tables = List.copyOf(tables);
        vectors = List.copyOf(vectors);
        issues = List.copyOf(issues);
    }

    /// One table.
    ///
    /// @param name     how to call its file
    /// @param bytes    the file's size; −1 if unknown
    /// @param mapping  how it is read and what its columns mean; guessed, or said before
    /// @param kind     what it is about, in this reading
    /// @param words    how it is read: "comma-separated, UTF-8, header"
    /// @param header   whether the first row names its columns, in this reading
    /// @param fixed    whether its columns mean something that the program alone decides, such as names of tags
    /// @param reason   why it is taken for this
    /// @param columns  its columns
    /// @param rows     its first rows, at most [Drafts#ROWS]
    /// @param applied  whether the mapping was said before and not guessed
    /// @param problem  why it cannot be read in this way; null if it can
    public record Table(
            String name,
            long bytes,
            TableMapping mapping,
            TableKind kind,
            String words,
            boolean header,
            boolean fixed,
            String reason,
            List<Column> columns,
            List<Row> rows,
            boolean applied,
            @Nullable String problem) {
        /// Copies the lists.
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        /// The same table with another mapping, whose format is the same. Who says what the columns mean has
        /// answered which of two with the same name is meant.
        public Table with(TableMapping other) {
            TableKind now = fixed ? kind : other.used() ? Roles.kind(other.columns()) : TableKind.UNKNOWN;
            String why = now == kind ? reason : other.used() ? Drafts.reason(now) : "It is left out.";
            String wrong = rows.isEmpty() ? problem : null;
            return new Table(name, bytes, other, now, words, header, fixed, why, columns, rows, false, wrong);
        }
    }

    /// One column.
    ///
    /// @param name   its name
    /// @param looks  what its first values look like: "numbers", "dates", "texts"
    /// @param reason why it is taken for what the mapping says
    public record Column(String name, String looks, String reason) {}

    /// One row of a preview.
    ///
    /// @param line   its line, from 1
    /// @param cells  its fields, long ones shortened
    /// @param defect why it will be left out; empty if nothing is wrong
    public record Row(long line, List<String> cells, String defect) {
        /// Copies the list.
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// A file with arrays.
    ///
    /// @param path  how to name it: a path, in an archive `archive.zip#array`
    /// @param name  the file's name
    /// @param about what it is taken for
    public record VectorFile(String path, String name, About about) {}

    /// What a file with arrays may hold.
    public enum About {
        /// The users' vectors.
        USERS("users' vectors"),
        /// The items' vectors.
        ITEMS("items' vectors"),
        /// Vectors of both, or of whom is not said.
        VECTORS("vectors"),
        /// One number a user.
        USER_BIAS("users' biases"),
        /// One number an item.
        ITEM_BIAS("items' biases"),
        /// The ids of the users' rows.
        USER_IDS("users' ids"),
        /// The ids of the items' rows.
        ITEM_IDS("items' ids");

        private final String words;

        About(String words) {
            this.words = words;
        }

        /// For people.
        public String words() {
            return words;
        }
    }

    /// The mappings of the tables that a person may map.
    public List<TableMapping> mappings() {
        return tables.stream().filter(t -> !t.fixed()).map(Table::mapping).toList();
    }

    /// Whether a table says who chose what.
    public boolean hasInteractions() {
        return tables.stream().anyMatch(t -> t.kind() == TableKind.INTERACTIONS && t.problem() == null);
    }

    /// With one table in place of the one of the same path.
    public ImportDraft with(Table table) {
        List<Table> changed = tables.stream()
                .map(t -> t.mapping().path().equals(table.mapping().path()) ? table : t)
                .toList();
        return new ImportDraft(source, title, reason, changed, vectors, issues, memory, keep);
    }

    /// With other interactions kept.
    public ImportDraft with(Keep other) {
        return new ImportDraft(source, title, reason, tables, vectors, issues, memory, other);
    }

    /// Parameters of an import as this draft says.
    public ImportParams params() {
        return new ImportParams(source).with(mappings()).with(keep.minValue(), keep.core());
    }

    /// Parameters of vectors as the names of the files say; users and items are empty where no file is theirs.
    public VectorParams vectorParams() {
        String users = first(About.USERS);
        String items = first(About.ITEMS);
        if (users.isEmpty() && items.isEmpty()) {
            users = first(About.VECTORS);
        }
        VectorParams d = VectorParams.defaults();
        return new VectorParams(
                users,
                items,
                first(About.USER_IDS),
                first(About.ITEM_IDS),
                d.rows(),
                first(About.USER_BIAS),
                first(About.ITEM_BIAS),
                d.globalBias(),
                d.scorer(),
                d.layers(),
                d.heldOut(),
                d.cutoff());
    }

    private String first(About about) {
        return vectors.stream()
                .filter(v -> v.about() == about)
                .map(VectorFile::path)
                .findFirst()
                .orElse("");
    }
}
