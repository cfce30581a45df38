package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.ItemColumn.Role;
import io.github.recscope.model.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts tables together into a data set.
///
/// Users are numbered by first appearance. Items are numbered as in the items table, those that nobody chose left
/// out; chosen items that it lacks follow by first appearance.
final class DatasetAssembler {
    static final String NO_USABLE_ROWS = " has no usable rows.";

    private final Source source;
    private final Filter filter;
    private final Ctx ctx;
    private final IssueLog log;
    private final ImportWatch watch;
    private final List<ImportSummary.SourceFile> files = new ArrayList<>();

    DatasetAssembler(Source source, Filter filter, Ctx ctx, IssueLog log, ImportWatch watch) {
        this.source = source;
        this.filter = filter;
        this.ctx = ctx;
        this.log = log;
        this.watch = watch;
    }

    Dataset assemble(TableHead interactions, ChosenTables details) {
        TableHead itemsHead = details.items();
        InteractionRows rows =
                read(interactions, 0, 0.7, () -> new InteractionRows(interactions, watch.log(interactions)));
        rows.settle();
        checkRows(interactions, rows);
        watch.interactions(interactions, rows);
        filter.apply(rows, interactions.entry().name(), log, ctx);
        ItemRows items = itemsHead == null ? null : read(itemsHead, 0.7, 0.85, () -> itemRows(itemsHead));
        TableHead flagsHead = details.flagNames();
        List<String> flagNames = flagsHead == null
                ? List.of()
                : read(flagsHead, 0.85, 0.85, () -> new NameRows(flagsHead)).inOrder();
        TableHead namesHead = details.tagNames();
        NameRows tagNames = namesHead == null ? null : read(namesHead, 0.85, 0.85, () -> new NameRows(namesHead));
        List<TagRows> tags = new ArrayList<>();
        for (TableHead head : details.tags()) {
            int n = details.tags().size();
            tags.add(read(
                    head,
                    0.85 + 0.1 * tags.size() / n,
                    0.85 + 0.1 * (tags.size() + 1) / n,
                    () -> new TagRows(head, watch.log(head))));
        }
        ctx.check();

        Map<String, Integer> chosen = new HashMap<>();
        List<String> tableIds = rows.items.values();
        for (int i = 0; i < tableIds.size(); i++) {
            chosen.put(tableIds.get(i), i);
        }
        Set<String> order = new LinkedHashSet<>();
        int neverChosen = 0;
        if (items != null) {
            for (String id : items.rows().keySet()) {
                if (chosen.containsKey(id)) {
                    order.add(id);
                } else {
                    neverChosen++;
                }
            }
        }
        int withDetails = order.size();
        order.addAll(tableIds);
        List<String> ids = new ArrayList<>(order);
        int[] itemRow = new int[ids.size()];
        for (int r = 0; r < itemRow.length; r++) {
            itemRow[chosen.getOrDefault(ids.get(r), -1)] = r;
        }
        Pairs.Result pairs = Pairs.of(rows, itemRow, ctx.kernels().workers());
        int withoutDetails = items == null ? 0 : ids.size() - withDetails;
        note(interactions, rows, pairs, withoutDetails, neverChosen, items);

        List<String> titles = titles(ids, items);
        List<ItemColumn> columns = columns(ids, items, flagNames);
        for (TagRows t : tags) {
            addTags(columns, ids, t, tagNames);
        }
        addYears(columns, titles, items);
        ItemColumn times = TimesChosen.of(rows, itemRow);
        if (times != null && columns.stream().noneMatch(c -> c.name().equals(times.name()))) {
            columns.add(times);
        }
        if (ids.size() == 1 || rows.users.values().size() == 1) {
            log.warn(
                    "data.single",
                    interactions.entry().name(),
                    (ids.size() == 1 ? "There is a single item" : "There is a single user")
                            + ": a recommender cannot learn from this.");
        }
        long rejected =
                rows.rejected().values().stream().mapToLong(Long::longValue).sum();
        ImportSummary summary = new ImportSummary(
                files, rows.rows, rejected, pairs.duplicates(), withoutDetails, neverChosen, log.finish(ctx));
        ctx.progress("Imported " + source.name(), 1);
        return new Dataset(
                source.title(),
                new Ids(rows.users.values()),
                new Ids(ids),
                titles,
                pairs.interactions(),
                columns,
                summary,
                Credits.of(source));
    }

    /// What is wrong with rows of interactions is logged when those are read, not again for the items in them.
    private ItemRows itemRows(TableHead head) {
        boolean repeats = head.kind() == TableKind.INTERACTIONS;
        return new ItemRows(head, repeats ? new IssueLog() : watch.log(head), repeats);
    }

    private <R extends TableReader.Rows> R read(
            TableHead head, double from, double to, java.util.function.Supplier<R> taker) {
        TableReader.Read<R> read = TableReader.read(head, ctx.part(from, to), taker);
        log.addAll(read.rows().log());
        if (!files.contains(read.file())) {
            files.add(read.file());
        }
        if (read.strayQuotes() > 0) {
            log.warn(
                    "row.quotes",
                    head.entry().name() + ":" + read.firstStray(),
                    (read.strayQuotes() == 1 ? "1 field begins" : IssueLog.number(read.strayQuotes()) + " fields begin")
                            + " with a quote that is not closed; it was read as an ordinary character.");
        }
        return read.rows();
    }

    private static void checkRows(TableHead head, InteractionRows rows) {
        String name = head.entry().name();
        if (rows.rows == 0) {
            throw ProblemException.of(
                    name + " has no rows.",
                    head.header() ? "It holds a header and nothing below it." : "It is empty.",
                    "Choose a file with one row for each rating.");
        }
        if (rows.size == 0) {
            throw ProblemException.of(
                    name + NO_USABLE_ROWS,
                    "All " + IssueLog.number(rows.rows) + " rows were rejected: " + reasons(rows) + "." + first(rows),
                    "Correct the file; columns are " + String.join(", ", head.names()) + ".");
        }
    }

    private static String first(InteractionRows rows) {
        return rows.log().first().map(i -> " " + i.place() + ": " + i.message()).orElse("");
    }

    private static String reasons(InteractionRows rows) {
        List<String> parts = new ArrayList<>();
        rows.rejected().forEach((code, n) -> parts.add(IssueLog.number(n) + " " + words(code)));
        return String.join(", ", parts);
    }

    private static String words(String code) {
        return switch (code) {
            case "row.columns" -> "with a wrong number of fields";
            case "row.id" -> "without a user or an item";
            case "row.rating" -> "with an unreadable rating";
            case "row.nul" -> "with NUL characters";
            default -> code;
        };
    }

    private void note(
            TableHead head,
            InteractionRows rows,
            Pairs.Result pairs,
            int withoutDetails,
            int neverChosen,
            @Nullable ItemRows items) {
        String name = head.entry().name();
        if (!rows.rejected().isEmpty()) {
            long all =
                    rows.rejected().values().stream().mapToLong(Long::longValue).sum();
            log.warn("rows.rejected", name, rowsOf(all) + " left out: " + reasons(rows) + ".");
        }
        if (pairs.duplicates() > 0) {
            log.warn(
                    "pairs.duplicate",
                    name,
                    rowsOf(pairs.duplicates())
                            + " left out because a later row has the same user and item: the last one in the file counts.");
        }
        long stripped = rows.users.stripped() + rows.items.stripped();
        if (stripped > 0) {
            log.info(
                    "ids.stripped",
                    name,
                    "White space around ids was removed " + IssueLog.number(stripped) + " times.");
        }
        if (withoutDetails > 0 && items != null) {
            log.warn(
                    "items.without-details",
                    items.head().entry().name(),
                    IssueLog.number(withoutDetails)
                            + " chosen items have no row in this table; their id is their title.");
        }
        if (neverChosen > 0 && items != null) {
            log.info(
                    "items.never-chosen",
                    items.head().entry().name(),
                    IssueLog.number(neverChosen) + " items were chosen by nobody and are left out.");
        }
    }

    private static String rowsOf(long n) {
        return n == 1 ? "1 row was" : IssueLog.number(n) + " rows were";
    }

    private static List<String> titles(List<String> ids, @Nullable ItemRows items) {
        int column = items == null ? -1 : items.head().title();
        List<String> titles = new ArrayList<>();
        for (String id : ids) {
            ItemRows.Row row = items == null || column < 0 ? null : items.rows().get(id);
            titles.add(row == null || row.cells()[column].isEmpty() ? id : row.cells()[column]);
        }
        return titles;
    }

    private List<ItemColumn> columns(List<String> ids, @Nullable ItemRows items, List<String> flagNames) {
        List<ItemColumn> columns = new ArrayList<>();
        if (items == null) {
            return columns;
        }
        TableHead head = items.head();
        Flags flags = Flags.of(items, ids, flagNames);
        for (int c = 0; c < head.columns(); c++) {
            ctx.check();
            ColumnMapping use = head.use(c);
            boolean other = head.kind() == TableKind.INTERACTIONS && !use.use().isDetail();
            if (c == head.item() || c == head.title() || use.use() == ColumnUse.IGNORE || other) {
                continue;
            }
            if (flags != null && c >= flags.from() && c < flags.to()) {
                if (c == flags.from()) {
                    columns.add(flags.column(items, ids));
                    log.info("column.flags", head.entry().name(), flags.words());
                }
                continue;
            }
            List<String> cells = new ArrayList<>();
            List<String> places = new ArrayList<>();
            for (String id : ids) {
                ItemRows.Row row = items.rows().get(id);
                cells.add(row == null ? "" : row.cells()[c]);
                places.add(row == null ? "" : items.place(row.line()));
            }
            String name = uniqueName(head, c);
            if (cells.stream().allMatch(String::isEmpty)) {
                log.info("column.empty", head.entry().name(), "The column '" + name + "' is empty and was left out.");
            } else {
                columns.add(new ItemColumns(log).column(new ItemColumns.Raw(name, cells, places), use));
            }
        }
        return columns;
    }

    private void addYears(List<ItemColumn> columns, List<String> titles, @Nullable ItemRows items) {
        if (items != null && columns.stream().noneMatch(c -> c.role() == Role.YEAR)) {
            ItemColumn years = ItemColumns.yearsOf(titles);
            if (years != null) {
                columns.add(years);
                log.info(
                        "column.year",
                        items.head().entry().name(),
                        "Titles end with a year in brackets: the years became the column 'year', titles are unchanged.");
            }
        }
    }

    /// The header, or `column 3` where it is blank; a repeated one gets its place in brackets.
    private static String uniqueName(TableHead head, int column) {
        String name = head.names().get(column);
        if (name.isEmpty()) {
            return "column " + (column + 1);
        }
        return head.names().indexOf(name) == column ? name : name + " (" + (column + 1) + ")";
    }

    /// Adds the tags as a column, unless the items table has the same column with at least as many values.
    private void addTags(List<ItemColumn> columns, List<String> ids, TagRows tags, @Nullable NameRows names) {
        String file = tags.head().entry().name();
        long unknown = tags.itemsNotIn(ids);
        if (unknown > 0) {
            log.info(
                    "tags.never-chosen",
                    file,
                    "The tags of " + IssueLog.number(unknown) + " items that nobody chose are left out.");
        }
        if (tags.irrelevant() > 0) {
            log.info(
                    "tags.irrelevant",
                    file,
                    IssueLog.number(tags.irrelevant()) + " tags with a relevance below " + TagRows.RELEVANT
                            + " are left out.");
        }
        String name = tags.head().names().get(tags.head().tag());
        if (tags.head().tagsByNumber()) {
            name = TagRows.relevance(tags.head()) < 0 ? "tags" : "genome tags";
            if (names == null) {
                log.warn("tags.nameless", file, "No table names the tags; their numbers stand for them.");
            }
        }
        String singular = ColumnNames.singular(ColumnNames.normalise(name));
        ItemColumn column = ItemColumns.column(
                name.endsWith("s") ? name : name + "s",
                Role.MULTI_CATEGORY,
                ids.stream().map(id -> named(tags, id, names)).toList());
        for (int c = 0; c < columns.size(); c++) {
            ItemColumn same = columns.get(c);
            if (ColumnNames.singular(ColumnNames.normalise(same.name())).equals(singular)) {
                boolean richer = column.values().size() > same.values().size();
                if (richer) {
                    columns.set(c, column);
                }
                log.info(
                        "column.twice",
                        file,
                        "Another table has the column '" + same.name()
                                + "' too; the one with more values counts, here "
                                + (richer ? "this table's." : "the other table's."));
                return;
            }
        }
        columns.add(column);
    }

    private static List<String> named(TagRows tags, String item, @Nullable NameRows names) {
        List<String> found = tags.of(item);
        if (names == null || !tags.head().tagsByNumber()) {
            return found;
        }
        return found.stream().map(names::of).distinct().toList();
    }
}
