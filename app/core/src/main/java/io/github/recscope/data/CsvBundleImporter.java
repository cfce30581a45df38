package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads tables as delimited text, JSON, Parquet or lists: a table of interactions, and where there are any a table
/// of items and one of item tags, in a file, a folder or an archive. Tables are told apart by their columns, not by
/// their names.
final class CsvBundleImporter implements Importer {
    @Override
    public String id() {
        return "csv-bundle";
    }

    @Override
    public Match probe(Source source, ImportParams params) {
        List<TableHead> heads =
                TableHeads.of(source, ReadOptions.of(params), params.tables(), new IssueLog(), () -> {});
        List<TableHead> known = heads.stream()
                .filter(h -> h.kind() == TableKind.INTERACTIONS
                        || h.kind() == TableKind.ITEMS
                        || h.kind() == TableKind.ITEM_TAGS)
                .toList();
        List<String> kinds = known.stream()
                .map(TableHead::kind)
                .distinct()
                .sorted()
                .map(TableKind::words)
                .toList();
        if (kinds.isEmpty()) {
            return new Match(0, why(heads));
        }
        String tables = known.size() == 1 ? "1 table" : known.size() + " tables";
        String reason = source.name() + ": " + tables + " — " + String.join(", ", kinds);
        TableHead interactions = ChosenTables.best(heads, TableKind.INTERACTIONS);
        if (interactions == null) {
            return new Match(0.1, reason + "; no table says who chose what");
        }
        return new Match(interactions.header() ? 0.9 : 0.6, reason);
    }

    @Override
    public Dataset read(Source source, ImportParams params, Ctx ctx) {
        return read(source, params, ImportWatch.NONE, ctx);
    }

    /// As [#read(Source, ImportParams, Ctx)], watched.
    static Dataset read(Source source, ImportParams params, ImportWatch watch, Ctx ctx) {
        IssueLog log = new IssueLog();
        source.issues().forEach(log::add);
        List<TableHead> heads = TableHeads.of(source, ReadOptions.of(params), params.tables(), log, ctx::check);
        ChosenTables chosen = ChosenTables.of(heads);
        if (chosen.interactions() == null) {
            throw ProblemException.of(source.name() + " cannot be imported.", why(heads), Importers.FIX);
        }
        for (TableHead head : heads) {
            if (!chosen.has(head)) {
                log.info(
                        "table.unused",
                        head.entry().name(),
                        switch (head.kind()) {
                            case UNKNOWN ->
                                head.isIgnored()
                                        ? "The table was not read, as asked."
                                        : "The table was not read: its columns are not known.";
                            case USERS -> "The table was not read: details of users are not used.";
                            case FLAG_NAMES, TAG_NAMES -> "The table was not read: nothing refers to it.";
                            case INTERACTIONS, ITEMS, ITEM_TAGS ->
                                "The table was not read: another one with "
                                        + head.kind().words() + " was.";
                        });
            }
        }
        return new DatasetAssembler(source, Filter.of(params), ctx, log, watch).assemble(chosen.interactions(), chosen);
    }

    private static String why(List<TableHead> heads) {
        if (heads.isEmpty()) {
            return "It holds no table: no file in it is delimited text with rows.";
        }
        TableHead head = heads.getFirst();
        String names = String.join(", ", head.names().subList(0, Math.min(8, head.columns())));
        return "No table in it says who chose what: " + head.entry().name() + " has "
                + (head.columns() == 1 ? "the column " : IssueLog.number(head.columns()) + " columns, ")
                + (names.length() > 120 ? names.substring(0, 119) + "…" : names)
                + (head.columns() > 8 ? ", …." : ".");
    }
}
