package io.github.recscope.data;

import io.github.recscope.data.TableHead.Kind;
import io.github.recscope.job.Ctx;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads delimited text: a table of interactions, and where there are any a table of items and one of item tags,
/// in a file, a folder or an archive. Tables are told apart by their columns, not by their names.
final class CsvBundleImporter implements Importer {
    @Override
    public String id() {
        return "csv-bundle";
    }

    @Override
    public Match probe(Source source) {
        List<TableHead> heads = heads(source, new IssueLog(), () -> {});
        List<TableHead> known =
                heads.stream().filter(h -> h.kind() != Kind.UNKNOWN).toList();
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
    public Dataset read(Source source, Ctx ctx) {
        IssueLog log = new IssueLog();
        source.issues().forEach(log::add);
        List<TableHead> heads = heads(source, log, ctx::check);
        TableHead interactions = best(heads, Kind.INTERACTIONS);
        if (interactions == null) {
            throw ProblemException.of(source.name() + " cannot be imported.", why(heads), Importers.FIX);
        }
        TableHead items = best(heads, Kind.ITEMS);
        TableHead tags = best(heads, Kind.ITEM_TAGS);
        for (TableHead head : heads) {
            if (!head.equals(interactions) && !head.equals(items) && !head.equals(tags)) {
                log.info(
                        "table.unused",
                        head.entry().name(),
                        head.kind() == Kind.UNKNOWN
                                ? "The table was not read: its columns are not known."
                                : "The table was not read: another one with "
                                        + head.kind().words() + " was.");
            }
        }
        return new DatasetAssembler(source, ctx, log).assemble(interactions, items, tags);
    }

    /// The tables of a source, those first that are preferred.
    ///
    /// @param check called before each file
    private static List<TableHead> heads(Source source, IssueLog log, Runnable check) {
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
                TableHead head = TableSniffer.sniff(entry);
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

    /// The preferred table of a kind; among tables of items the one with titles and the most columns.
    private static @Nullable TableHead best(List<TableHead> heads, Kind kind) {
        TableHead best = null;
        for (TableHead head : heads) {
            boolean better = best == null || (kind == Kind.ITEMS && detail(head) > detail(best));
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
