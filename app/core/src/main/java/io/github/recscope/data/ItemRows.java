package io.github.recscope.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes the rows of an items table; of two rows for one item the last one counts.
final class ItemRows implements TableReader.Rows {
    private final TableHead head;
    private final IssueLog log;
    private final boolean repeats;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    ItemRows(TableHead head) {
        this(head, new IssueLog(), false);
    }

    /// @param repeats whether several rows of an item are nothing to speak of
    ItemRows(TableHead head, IssueLog log, boolean repeats) {
        this.head = head;
        this.log = log;
        this.repeats = repeats;
    }

    /// One item.
    ///
    /// @param line  where it is
    /// @param cells its stripped fields
    record Row(long line, String[] cells) {}

    @Override
    public void row(RowStream row) {
        String id = row.get(head.item()).strip();
        if (id.isEmpty()) {
            reject(row.line(), "item.id", "The item is empty.");
            return;
        }
        String[] cells = new String[row.size()];
        for (int c = 0; c < cells.length; c++) {
            cells[c] = row.get(c).strip();
        }
        Row before = rows.put(id, new Row(row.line(), cells));
        if (before != null && !repeats) {
            log.warn(
                    "item.duplicate",
                    place(row.line()),
                    "The item " + InteractionRows.quoted(id) + " was on line " + before.line()
                            + " too; this row counts.");
        }
    }

    @Override
    public IssueLog log() {
        return log;
    }

    @Override
    public void reject(long line, String code, String message) {
        if (repeats) {
            return;
        }
        log.error(code.replace("row.", "item."), place(line), message + " The item's details were left out.");
    }

    /// The ids, in file order.
    List<String> ids() {
        return new ArrayList<>(rows.keySet());
    }

    /// The items by id, in file order.
    Map<String, Row> rows() {
        return rows;
    }

    TableHead head() {
        return head;
    }

    String place(long line) {
        return head.entry().name() + ":" + line;
    }
}
