package io.github.recscope.data;

import io.github.recscope.data.TableHead.Kind;
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
        List<TableHead> heads = heads(source, ReadOptions.of(params), new IssueLog(), () -> {});
        List<TableHead> known = heads.stream()
                .filter(h -> h.kind() == Kind.INTERACTIONS || h.kind() == Kind.ITEMS || h.kind() == Kind.ITEM_TAGS)
                .toList();
        List<String> kinds = known.stream()
                .map(TableHead::kind)
                .distinct()
                .sorted()
                .map(Kind::words)
                .toList();
        if (kinds.isEmpty()) {
            return new Match(0, why(heads));
        }
        String tables = known.size() == 1 ? "1 table" : known.size() + " tables";
        String reason = source.name() + ": " + tables + " — " + String.join(", ", kinds);
        TableHead interactions = best(heads, Kind.INTERACTIONS);
        if (interactions == null) {
            return new Match(0.1, reason + "; no table says who chose what");
        }
        return new Match(interactions.header() ? 0.9 : 0.6, reason);
    }

    @Override
    public Dataset read(Source source, ImportParams params, Ctx ctx) {
        IssueLog log = new IssueLog();
        source.issues().forEach(log::add);
        List<TableHead> heads = heads(source, ReadOptions.of(params), log, ctx::check);
        TableHead interactions = best(heads, Kind.INTERACTIONS);
        if (interactions == null) {
            throw ProblemException.of(source.name() + " cannot be imported.", why(heads), Importers.FIX);
        }
        TableHead items = best(heads, Kind.ITEMS);
        List<TableHead> tags = tags(heads);
        TableHead flagNames = best(heads, Kind.FLAG_NAMES);
        TableHead tagNames = tags.stream().anyMatch(TableHead::tagsByNumber) ? tagNames(heads) : null;
        for (TableHead head : heads) {
            boolean used = head.equals(interactions)
                    || head.equals(items)
                    || tags.contains(head)
                    || head.equals(flagNames)
                    || head.equals(tagNames);
            if (!used) {
                log.info(
                        "table.unused",
                        head.entry().name(),
                        switch (head.kind()) {
                            case UNKNOWN -> "The table was not read: its columns are not known.";
                            case USERS -> "The table was not read: details of users are not used.";
                            case FLAG_NAMES, TAG_NAMES -> "The table was not read: nothing refers to it.";
                            case INTERACTIONS, ITEMS, ITEM_TAGS ->
                                "The table was not read: another one with "
                                        + head.kind().words() + " was.";
                        });
            }
        }
        return new DatasetAssembler(source, Filter.of(params), ctx, log)
                .assemble(interactions, new DatasetAssembler.Details(items, flagNames, tags, tagNames));
    }

    /// The tables of item tags: the preferred one of each kind of tag.
    private static List<TableHead> tags(List<TableHead> heads) {
        Map<String, TableHead> tags = new LinkedHashMap<>();
        for (TableHead head : heads) {
            if (head.kind() == Kind.ITEM_TAGS) {
                String name = ColumnNames.normalise(head.names().get(head.tag()));
                tags.putIfAbsent(ColumnNames.singular(name) + (TagRows.relevance(head) < 0 ? "" : " relevance"), head);
            }
        }
        return List.copyOf(tags.values());
    }

    /// The names of tags that other tables have by number; any table with a number and a name may be it, those first
    /// whose file is called after tags.
    private static @Nullable TableHead tagNames(List<TableHead> heads) {
        TableHead named = best(heads, Kind.TAG_NAMES);
        for (TableHead head : heads) {
            if (head.kind() == Kind.TAG_NAMES && head.entry().file().contains("tag")) {
                return head;
            }
        }
        return named;
    }

    /// The tables of a source, those first that are preferred.
    ///
    /// @param check called before each file
    private static List<TableHead> heads(Source source, ReadOptions options, IssueLog log, Runnable check) {
        List<TableHead> heads = new ArrayList<>();
        for (Source.Entry entry : source.entries()) {
            check.run();
            if (isProse(entry.file())) {
                continue;
            }
            try {
                Problem refusal = Refusals.of(entry);
                if (refusal != null) {
                    log.warn("entry.format", entry.name(), refusal.why() + " It was left out.");
                    continue;
                }
                TableHead head = TableSniffer.sniff(entry, options);
                if (head == null) {
                    log.info("table.unused", entry.name(), "The file was not read: it is empty or not text.");
                } else {
                    heads.add(head);
                }
            } catch (IOException e) {
                throw Unreadable.of(entry.name(), e);
            }
        }
        heads.sort(Comparator.comparingInt(TableHead::richness).reversed());
        return heads;
    }

    private static boolean isProse(String file) {
        return file.matches("(readme|licen[cs]e|copying|notice|changelog).*|.*\\.(md|pdf|html?|png|jpe?g|py|ipynb)");
    }

    /// The preferred table of a kind; among tables of items the one with titles and the most columns, among equal
    /// tables of interactions the largest, as data sets often come with parts of themselves for cross-validation.
    private static @Nullable TableHead best(List<TableHead> heads, Kind kind) {
        TableHead best = null;
        for (TableHead head : heads) {
            boolean better = best == null
                    || (kind == Kind.ITEMS && detail(head) > detail(best))
                    || (kind == Kind.INTERACTIONS
                            && head.richness() == best.richness()
                            && head.entry().bytes() > best.entry().bytes());
            if (head.kind() == kind && better) {
                best = head;
            }
        }
        return best;
    }

    private static int detail(TableHead head) {
        return head.columns() + (head.title() >= 0 ? 10_000 : 0);
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
