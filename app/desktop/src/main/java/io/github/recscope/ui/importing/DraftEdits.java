package io.github.recscope.ui.importing;

import io.github.recscope.data.ColumnMapping;
import io.github.recscope.data.ColumnUse;
import io.github.recscope.data.EpochUnit;
import io.github.recscope.data.ImportDraft;
import io.github.recscope.data.TableKind;
import io.github.recscope.data.TableMapping;
import java.util.ArrayList;
import java.util.List;

/// What a person may say about the tables of a draft, and what is still missing.
final class DraftEdits {
    private DraftEdits() {}

    /// Whether a table of interactions is among those that are read.
    static boolean isMain(ImportDraft.Table table) {
        return table.kind() == TableKind.INTERACTIONS && table.mapping().used();
    }

    /// The draft without one of its tables, which stays there to be used again.
    static ImportDraft leftOut(ImportDraft draft, ImportDraft.Table table) {
        TableMapping m = table.mapping();
        return draft.with(table.with(new TableMapping(m.path(), m.shape(), false, m.format(), m.columns())));
    }

    /// The draft with another meaning of a column. Where a meaning can be given once only, the column that had it is
    /// left out.
    static ImportDraft mapped(ImportDraft draft, ImportDraft.Table table, int column, ColumnMapping mapping) {
        List<ColumnMapping> columns = new ArrayList<>(table.mapping().columns());
        boolean once = !mapping.use().isDetail() && mapping.use() != ColumnUse.IGNORE;
        for (int c = 0; c < columns.size() && once; c++) {
            if (columns.get(c).use() == mapping.use()) {
                columns.set(c, columns.get(c).with(ColumnUse.IGNORE));
            }
        }
        columns.set(column, mapping);
        return draft.with(table.with(used(table.mapping(), columns)));
    }

    /// What the numbers in the column of times were said to count.
    static EpochUnit unit(ImportDraft draft) {
        return draft.tables().stream()
                .filter(DraftEdits::isMain)
                .flatMap(t -> t.mapping().columns().stream())
                .filter(c -> c.use() == ColumnUse.TIME)
                .map(ColumnMapping::unit)
                .findFirst()
                .orElse(EpochUnit.AUTO);
    }

    /// The draft with another unit of times in its tables of interactions.
    static ImportDraft with(ImportDraft draft, EpochUnit unit) {
        ImportDraft changed = draft;
        for (ImportDraft.Table t : draft.tables()) {
            if (isMain(t)) {
                List<ColumnMapping> columns = t.mapping().columns().stream()
                        .map(c -> c.use() == ColumnUse.TIME ? c.with(unit) : c)
                        .toList();
                changed = changed.with(t.with(used(t.mapping(), columns)));
            }
        }
        return changed;
    }

    private static TableMapping used(TableMapping m, List<ColumnMapping> columns) {
        return new TableMapping(m.path(), m.shape(), true, m.format(), columns);
    }

    /// What must be said before the tables can be read; empty for nothing.
    static String missing(ImportDraft draft) {
        for (ImportDraft.Table t : draft.tables()) {
            if (t.mapping().used() && t.problem() != null) {
                return t.name() + ": " + t.problem();
            }
        }
        return draft.hasInteractions()
                ? ""
                : "No table says who chose what: in one of them, say which column is the user and which the item.";
    }
}
