package io.github.recscope.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes the rows of an item tags table: the distinct tags of each item, in file order.
final class TagRows implements TableReader.Rows {
    private final TableHead head;
    private final IssueLog log = new IssueLog();
    private final Map<String, Set<String>> tags = new HashMap<>();

    TagRows(TableHead head) {
        this.head = head;
    }

    @Override
    public void row(RowReader row) {
        String id = row.get(head.item()).strip();
        String tag = row.get(head.tag()).strip();
        if (id.isEmpty() || tag.isEmpty()) {
            reject(row.line(), "tag.empty", "The " + (id.isEmpty() ? "item" : "tag") + " is empty.");
            return;
        }
        tags.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(tag);
    }

    @Override
    public IssueLog log() {
        return log;
    }

    @Override
    public void reject(long line, String code, String message) {
        log.error(code.replace("row.", "tag."), head.entry().name() + ":" + line, message + " The tag was left out.");
    }

    /// The tags of an item, none if it has none.
    List<String> of(String item) {
        Set<String> found = tags.get(item);
        return found == null ? List.of() : new ArrayList<>(found);
    }

    /// How many items of this table are not among `ids`.
    long itemsNotIn(Collection<String> ids) {
        Set<String> others = new HashSet<>(tags.keySet());
        ids.forEach(others::remove);
        return others.size();
    }

    TableHead head() {
        return head;
    }
}
