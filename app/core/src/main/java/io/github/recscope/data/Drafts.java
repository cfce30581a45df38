package io.github.recscope.data;

import io.github.recscope.model.Issue;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.PathText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks at the beginnings of a source's files, for a person to see and change how they would be read.
public final class Drafts {
    /// The most rows of a preview.
    public static final int ROWS = 200;

    /// The most columns of a preview.
    public static final int COLUMNS = 100;

    private static final int CELL = 300;

    private Drafts() {}

    /// Looks at a path or `sample:NAME`.
    ///
    /// @param recipes what was said about files before; the newest that fits a table is used
    /// @param check   called often; may throw to stop
    /// @throws ProblemException if there is nothing to read there: says why and what to do
    public static ImportDraft open(String path, List<ImportRecipe> recipes, Runnable check) {
        try (Source source = Source.open(path)) {
            List<ImportDraft.VectorFile> vectors = vectors(path, check);
            Problem refusal = Refusals.of(source);
            if (refusal != null && (vectors.isEmpty() || Refusals.pickles(source) != null)) {
                throw new ProblemException(refusal);
            }
            if (refusal != null) {
                return new ImportDraft(
                        path,
                        source.title(),
                        refusal.why(),
                        List.of(),
                        vectors,
                        source.issues(),
                        MemoryEstimate.none(),
                        Keep.ALL);
            }
            IssueLog log = new IssueLog();
            source.issues().forEach(log::add);
            List<TableHead> found = TableHeads.found(source, ReadOptions.AUTO, log, check);
            return draft(source, path, found, recipes, vectors, log, check);
        } catch (IOException e) {
            throw Unreadable.of(path, e);
        }
    }

    private static ImportDraft draft(
            Source source,
            String path,
            List<TableHead> found,
            List<ImportRecipe> recipes,
            List<ImportDraft.VectorFile> vectors,
            IssueLog log,
            Runnable check)
            throws IOException {
        if (found.isEmpty() && !vectors.isEmpty()) {
            String reason = "It holds vectors and no table.";
            return new ImportDraft(
                    path, source.title(), reason, List.of(), vectors, log.kept(), MemoryEstimate.none(), Keep.ALL);
        }
        if (found.isEmpty()) {
            throw ProblemException.of(
                    source.name() + " cannot be imported.",
                    "It holds no table: no file in it is delimited text with rows.",
                    Importers.FIX);
        }
        ImportRecipe recipe = ImportRecipe.fitting(recipes, found);
        List<@Nullable TableMapping> said = TableMapping.match(found, recipe.tables());
        List<TableHead> heads = new ArrayList<>();
        for (int h = 0; h < found.size(); h++) {
            TableMapping mapping = said.get(h);
            TableHead head = mapping == null ? null : mapping.head(found.get(h).entry());
            heads.add(head == null ? found.get(h) : head);
        }
        List<TableHead> ranked = new ArrayList<>(heads);
        ranked.sort(Comparator.comparingInt(TableHead::richness).reversed());
        ChosenTables chosen = ChosenTables.of(ranked);
        MemoryEstimate memory = MemoryEstimate.none();
        List<ImportDraft.Table> tables = new ArrayList<>();
        for (int h = 0; h < heads.size(); h++) {
            check.run();
            Preview preview = Preview.of(heads.get(h), check);
            boolean used = chosen.has(heads.get(h));
            tables.add(table(heads.get(h), TableShape.of(found.get(h)), said.get(h), used, preview, ReadFormat.AUTO));
            if (used) {
                memory = memory.plus(
                        heads.get(h),
                        heads.get(h).entry().bytes(),
                        preview.rows().size(),
                        preview.length());
            }
        }
        tables.sort(Comparator.comparingInt((ImportDraft.Table t) -> t.mapping().used() ? 0 : 1)
                .thenComparing(ImportDraft.Table::kind));
        Importer.Match match = new CsvBundleImporter().probe(source, new ImportParams(path));
        List<Issue> issues = log.kept();
        return new ImportDraft(path, source.title(), match.reason(), tables, vectors, issues, memory, recipe.keep());
    }

    /// Looks at one table again, to be read in another format. What its columns mean is kept where they have the same
    /// names, else guessed anew.
    ///
    /// @throws ProblemException if it cannot be opened any more
    public static ImportDraft.Table table(String path, ImportDraft.Table before, ReadFormat format, Runnable check) {
        try (Source source = Source.open(path)) {
            for (Source.Entry entry : source.entries()) {
                if (entry.path().equals(before.mapping().path())) {
                    return again(entry, before, format, check);
                }
            }
            throw ProblemException.of(
                    before.name() + " is gone.", "It is no longer in " + source.name() + ".", "Drop the files again.");
        } catch (IOException e) {
            throw Unreadable.of(before.name(), e);
        }
    }

    private static ImportDraft.Table again(
            Source.Entry entry, ImportDraft.Table before, ReadFormat format, Runnable check) throws IOException {
        ReadOptions options = new ReadOptions(
                format.encoding(), format.separator(), format.header(), format.layout(), Map.of(), format.quote());
        TableHead head = TableSniffer.sniff(entry, options);
        TableMapping old = before.mapping();
        if (head == null) {
            TableMapping unread = new TableMapping(old.path(), old.shape(), old.used(), format, old.columns());
            return new ImportDraft.Table(
                    before.name(),
                    before.bytes(),
                    unread,
                    TableKind.UNKNOWN,
                    "no text",
                    false,
                    false,
                    before.reason(),
                    List.of(),
                    List.of(),
                    false,
                    "Read like this it is no text: choose another encoding.");
        }
        Preview preview = Preview.of(head, check);
        ImportDraft.Table guessed = table(head, old.shape(), null, true, preview, format);
        boolean same = old.columns().stream()
                .map(ColumnMapping::name)
                .toList()
                .equals(head.names()
                        .subList(0, Math.min(head.columns(), old.columns().size())));
        boolean keep = same && old.columns().size() == head.columns() && old.used();
        return keep
                ? guessed.with(new TableMapping(old.path(), old.shape(), old.used(), format, old.columns()))
                : guessed;
    }

    private static ImportDraft.Table table(
            TableHead head,
            TableShape shape,
            @Nullable TableMapping said,
            boolean chosen,
            Preview preview,
            ReadFormat format) {
        Guesses guesses = new Guesses(
                head,
                chosen,
                preview.rows().stream().map(ImportDraft.Row::cells).toList());
        List<ColumnMapping> mapped = new ArrayList<>();
        List<ImportDraft.Column> columns = new ArrayList<>();
        for (int c = 0; c < head.columns(); c++) {
            Guesses.Guess guess = guesses.of(c);
            boolean before = said != null && !head.mapped().isEmpty();
            mapped.add(before ? head.mapped().get(c) : guess.mapping());
            if (c < COLUMNS) {
                columns.add(new ImportDraft.Column(
                        head.names().get(c),
                        guess.looks(),
                        before ? "As you said for the last file of this shape." : guess.reason()));
            }
        }
        boolean fixed = head.kind() == TableKind.FLAG_NAMES || head.kind() == TableKind.TAG_NAMES;
        boolean used = said == null ? chosen : said.used();
        TableMapping mapping = new TableMapping(
                head.entry().path(), shape, used && !fixed, said == null ? format : said.format(), mapped);
        return new ImportDraft.Table(
                head.entry().name(),
                head.entry().bytes(),
                mapping,
                fixed || used ? head.kind() : TableKind.UNKNOWN,
                head.format(),
                head.header(),
                fixed,
                reason(head, used),
                columns,
                preview.rows(),
                said != null,
                head.conflict() != null ? head.conflict() : preview.problem());
    }

    private static String reason(TableHead head, boolean used) {
        String what = reason(head.kind());
        boolean could = head.kind() == TableKind.INTERACTIONS
                || head.kind() == TableKind.ITEMS
                || head.kind() == TableKind.ITEM_TAGS;
        return could && !used ? what + " Another table of this kind is read instead." : what;
    }

    /// What makes a table one of a kind.
    static String reason(TableKind kind) {
        return switch (kind) {
            case INTERACTIONS -> "It has a user and an item in each row.";
            case ITEMS -> "It has an item in each row and no user.";
            case ITEM_TAGS -> "It has an item and a tag in each row.";
            case TAG_NAMES -> "It gives the names of tags by number.";
            case FLAG_NAMES -> "It gives the names of columns of 0 and 1.";
            case USERS -> "It has a user in each row and no item; details of users are not used.";
            case UNKNOWN -> "Its columns are not known.";
        };
    }

    /// The arrays of each path, as each is opened by itself to read them.
    private static List<ImportDraft.VectorFile> vectors(String paths, Runnable check) throws IOException {
        List<ImportDraft.VectorFile> vectors = new ArrayList<>();
        List<String> each = SourceSet.distinct(PathText.each(paths));
        for (String path : each) {
            try (Source source = Source.open(path)) {
                boolean inner = each.size() > 1 && SourceSet.isOpened(source, path);
                for (ImportDraft.VectorFile v : vectors(source, path, check)) {
                    String name = inner ? source.name() + "/" + v.name() : v.name();
                    vectors.add(new ImportDraft.VectorFile(v.path(), name, v.about()));
                }
            }
        }
        return vectors;
    }

    private static List<ImportDraft.VectorFile> vectors(Source source, String path, Runnable check) throws IOException {
        List<ImportDraft.VectorFile> vectors = new ArrayList<>();
        boolean single = source.entries().size() == 1;
        boolean folder = !path.startsWith(Source.SAMPLE) && Files.isDirectory(Path.of(path));
        boolean npz = Source.lower(source.name()).endsWith(".npz");
        if (npz) {
            return List.of(new ImportDraft.VectorFile(path, source.name(), ImportDraft.About.VECTORS));
        }
        for (Source.Entry entry : source.entries()) {
            check.run();
            boolean arrays = Refusals.notNumbers(entry) == null
                    && (VectorFiles.isArrayFile(entry) || VectorFiles.isWordVectors(entry));
            if (arrays) {
                String array = entry.file().replaceFirst("\\.[a-z0-9]+$", "");
                String where = folder
                        ? Path.of(path).resolve(entry.path()).toString()
                        : single && !Source.lower(path).endsWith(".zip") ? path : path + "#" + array;
                vectors.add(new ImportDraft.VectorFile(where, entry.name(), about(array)));
            }
        }
        return vectors;
    }

    /// What a file with arrays holds, by its name.
    private static ImportDraft.About about(String name) {
        boolean users = name.contains("user");
        boolean items = name.matches(".*(item|movie|film|book|track|song|product|article).*");
        if (name.contains("bias")) {
            return users ? ImportDraft.About.USER_BIAS : ImportDraft.About.ITEM_BIAS;
        } else if (name.matches("(.*[^a-z])?ids?")) {
            return users ? ImportDraft.About.USER_IDS : ImportDraft.About.ITEM_IDS;
        }
        return users && !items
                ? ImportDraft.About.USERS
                : items && !users ? ImportDraft.About.ITEMS : ImportDraft.About.VECTORS;
    }

    /// The first rows of a table.
    ///
    /// @param rows    the rows
    /// @param length  their characters
    /// @param problem why no more could be read; null if nothing is wrong
    private record Preview(
            List<ImportDraft.Row> rows,
            long length,
            @Nullable String problem) {
        static Preview of(TableHead head, Runnable check) throws IOException {
            try {
                return read(head, check);
            } catch (CharacterCodingException _) {
                try {
                    return read(head.with(TextEncoding.LATIN_1), check);
                } catch (CharacterCodingException e) {
                    return new Preview(
                            List.of(),
                            0,
                            "It holds bytes that " + head.encoding().words() + " has not.");
                }
            } catch (ProblemException e) {
                return new Preview(List.of(), 0, e.problem().why());
            }
        }

        private static Preview read(TableHead head, Runnable check) throws IOException {
            List<ImportDraft.Row> rows = new ArrayList<>();
            long length = 0;
            try (RowStream stream = TableReader.open(head.entry().open(), head)) {
                while (rows.size() < ROWS && stream.next()) {
                    check.run();
                    boolean defect = stream.defect() != null;
                    List<String> cells = new ArrayList<>();
                    for (int c = 0; c < stream.size() && !defect; c++) {
                        String cell = stream.get(c);
                        length += cell.length() + 1L;
                        if (c < COLUMNS) {
                            cells.add(cell.length() > CELL ? cell.substring(0, CELL - 1) + "…" : cell);
                        }
                    }
                    rows.add(new ImportDraft.Row(stream.line(), cells, TableReader.wrong(stream, head.columns())));
                }
            }
            return new Preview(rows, length, null);
        }
    }
}
