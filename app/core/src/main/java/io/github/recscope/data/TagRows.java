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
///
/// Where a column says how relevant a tag is, those below [#RELEVANT] are no tags of the item.
final class TagRows implements TableReader.Rows {
    /// The least relevance that counts: the middle of the scale.
    static final double RELEVANT = 0.5;

    private final TableHead head;
    private final int relevance;
    private final IssueLog log;
    private final Map<String, Set<String>> tags = new HashMap<>();
    private long irrelevant;

    TagRows(TableHead head, IssueLog log) {
        this.head = head;
        this.log = log;
        this.relevance = relevance(head);
    }

    /// The column that says how relevant a tag is, −1 if none does.
    static int relevance(TableHead head) {
        return ColumnNames.RELEVANCE.find(
                head.names().stream().map(ColumnNames::normalise).toList());
    }

    @Override
    public void row(RowStream row) {
        String id = row.get(head.item()).strip();
        String tag = row.get(head.tag()).strip();
        if (id.isEmpty() || tag.isEmpty()) {
            reject(row.line(), "tag.empty", "The " + (id.isEmpty() ? "item" : "tag") + " is empty.");
            return;
        }
        if (relevance >= 0) {
            double value = Numbers.parse(row.get(relevance).strip(), head.separator() != Separator.COMMA);
            if (Double.isNaN(value)) {
                reject(row.line(), "tag.relevance", "The relevance is not a finite number.");
                return;
            }
            if (value < RELEVANT) {
                irrelevant++;
                return;
            }
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

    /// Rows whose tag is not relevant enough.
    long irrelevant() {
        return irrelevant;
    }

    TableHead head() {
        return head;
    }
}
