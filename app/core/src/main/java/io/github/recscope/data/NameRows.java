package io.github.recscope.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes the rows of a table that names things: of tags or of columns of 0 and 1, by number.
final class NameRows implements TableReader.Rows {
    private final TableHead head;
    private final int name;
    private final IssueLog log = new IssueLog();
    private final Map<String, String> names = new LinkedHashMap<>();

    NameRows(TableHead head) {
        this.head = head;
        this.name = head.kind() == TableKind.TAG_NAMES ? head.tag() : head.title();
    }

    @Override
    public void row(RowStream row) {
        String text = row.get(name).strip();
        if (!text.isEmpty()) {
            names.put(row.get(head.item()).strip(), text);
        }
    }

    @Override
    public IssueLog log() {
        return log;
    }

    @Override
    public void reject(long line, String code, String message) {
        log.error(code.replace("row.", "name."), head.entry().name() + ":" + line, message + " The name was left out.");
    }

    /// The name of a number; the number itself if it has none.
    String of(String number) {
        return names.getOrDefault(number, number);
    }

    /// All names, as they stand in the file.
    List<String> inOrder() {
        return new ArrayList<>(names.values());
    }
}
