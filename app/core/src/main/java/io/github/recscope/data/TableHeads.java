package io.github.recscope.data;

import io.github.recscope.model.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables of a source.
final class TableHeads {
    private TableHeads() {}

    /// The tables of a source as a person wants them to be read, those first that are preferred.
    ///
    /// @param check called before each file
    static List<TableHead> of(
            Source source, ReadOptions options, List<TableMapping> mappings, IssueLog log, Runnable check) {
        List<TableHead> found = found(source, options, log, check);
        List<@Nullable TableMapping> wanted = TableMapping.match(found, mappings);
        List<TableHead> heads = new ArrayList<>();
        for (int h = 0; h < found.size(); h++) {
            check.run();
            TableMapping mapping = wanted.get(h);
            TableHead head = mapping == null ? found.get(h) : mapped(found.get(h), mapping, log);
            if (head != null) {
                heads.add(head);
            }
        }
        heads.sort(Comparator.comparingInt(TableHead::richness).reversed());
        return heads;
    }

    private static @Nullable TableHead mapped(TableHead head, TableMapping mapping, IssueLog log) {
        try {
            TableHead mapped = mapping.head(head.entry());
            if (mapped == null) {
                log.warn("table.unused", head.entry().name(), "The file was not read: it is no text, read as asked.");
            }
            return mapped;
        } catch (IOException e) {
            throw Unreadable.of(head.entry().name(), e);
        }
    }

    /// As they are found, in the order of the files.
    static List<TableHead> found(Source source, ReadOptions options, IssueLog log, Runnable check) {
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
        return heads;
    }

    static boolean isProse(String file) {
        return file.matches("(readme|licen[cs]e|copying|notice|changelog).*|.*\\.(md|pdf|html?|png|jpe?g|py|ipynb)");
    }
}
