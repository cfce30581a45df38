package io.github.recscope.ui.state;

import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn;
import java.util.List;

/// Which items have one attribute, by the rules of [AttributeTable] but for a single attribute: a card needs one,
/// and building the table of all of them would hold up the window.
public final class Membership {
    private Membership() {}

    /// For each item whether it has `attribute`.
    public static boolean[] of(Dataset data, Attribute attribute) {
        boolean[] has = new boolean[data.items().size()];
        if (attribute.family().equals(Attribute.POPULARITY)) {
            popularity(data, attribute, has);
        }
        for (ItemColumn column : data.columns()) {
            if (column.role() == ItemColumn.Role.YEAR) {
                if (attribute.family().equals(Attribute.DECADE)) {
                    mark(column, v -> decade(column.vocabulary().get(v)).equals(attribute.value()), has);
                }
            } else if (column.role() != ItemColumn.Role.TEXT && column.name().equals(attribute.family())) {
                int wanted = column.vocabulary().indexOf(attribute.value());
                mark(column, v -> v == wanted, has);
            }
        }
        return has;
    }

    private static void mark(ItemColumn column, java.util.function.IntPredicate wanted, boolean[] has) {
        boolean[] hit = new boolean[column.vocabulary().size()];
        for (int v = 0; v < hit.length; v++) {
            hit[v] = wanted.test(v);
        }
        for (int i = 0; i < has.length; i++) {
            int item = i;
            column.values().forEach(i, v -> has[item] |= hit[v]);
        }
    }

    private static void popularity(Dataset data, Attribute attribute, boolean[] has) {
        Dataset bare = new Dataset(
                data.name(),
                data.users(),
                data.items(),
                data.titles(),
                data.interactions(),
                List.of(),
                data.summary(),
                data.credit());
        AttributeTable table = AttributeTable.of(bare, 0);
        int row = table.indexOf(attribute);
        if (row >= 0) {
            table.items().forEach(row, i -> has[i] = true);
        }
    }

    private static String decade(String year) {
        return Math.floorDiv(Integer.parseInt(year), 10) * 10 + "s";
    }
}
