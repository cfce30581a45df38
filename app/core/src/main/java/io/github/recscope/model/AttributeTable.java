package io.github.recscope.model;

import io.github.recscope.kernels.IntLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All attributes of a data set's items: each value of each category column, decades for year columns, and deciles
/// of popularity.
///
/// @param attributes the attributes
/// @param items      for each attribute the items that have it, ascending
/// @param decile     `[items]` popularity decile of each item, 0 (least chosen) to 9 (most chosen)
public record AttributeTable(List<Attribute> attributes, IntLists items, int[] decile) {
    /// The number of popularity groups.
    public static final int DECILES = 10;

    /// Copies the list.
    public AttributeTable {
        attributes = List.copyOf(attributes);
    }

    /// The attributes that at least `minSupport` and at most all but `minSupport` items have.
    public static AttributeTable of(Dataset data, int minSupport) {
        int n = data.items().size();
        int[] decile = deciles(data.interactions().popularity());
        Map<Attribute, List<Integer>> found = new LinkedHashMap<>();
        for (ItemColumn column : data.columns()) {
            if (column.role() == ItemColumn.Role.TEXT) {
                continue;
            }
            for (int i = 0; i < n; i++) {
                for (int v : column.values().row(i)) {
                    Attribute a = attribute(column, column.vocabulary().get(v));
                    List<Integer> list = found.computeIfAbsent(a, _ -> new ArrayList<>());
                    if (list.isEmpty() || list.getLast() != i) {
                        list.add(i);
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            found.computeIfAbsent(popularity(decile[i]), _ -> new ArrayList<>()).add(i);
        }
        List<Attribute> attributes = new ArrayList<>();
        List<int[]> rows = new ArrayList<>();
        for (Map.Entry<Attribute, List<Integer>> e : found.entrySet()) {
            if (e.getValue().size() >= minSupport && e.getValue().size() <= n - minSupport) {
                attributes.add(e.getKey());
                rows.add(e.getValue().stream().mapToInt(Integer::intValue).toArray());
            }
        }
        int[] offsets = new int[rows.size() + 1];
        for (int r = 0; r < rows.size(); r++) {
            offsets[r + 1] = offsets[r] + rows.get(r).length;
        }
        int[] values = new int[offsets[rows.size()]];
        for (int r = 0; r < rows.size(); r++) {
            System.arraycopy(rows.get(r), 0, values, offsets[r], rows.get(r).length);
        }
        return new AttributeTable(attributes, new IntLists(offsets, values), decile);
    }

    /// The row of an attribute, −1 if it is not in the table.
    public int indexOf(Attribute attribute) {
        return attributes.indexOf(attribute);
    }

    /// For each item whether it has the attribute of a row.
    public boolean[] members(int row) {
        boolean[] is = new boolean[decile.length];
        items.forEach(row, i -> is[i] = true);
        return is;
    }

    private static Attribute attribute(ItemColumn column, String value) {
        if (column.role() == ItemColumn.Role.YEAR) {
            int year = Integer.parseInt(value);
            return new Attribute(Attribute.DECADE, Math.floorDiv(year, 10) * 10 + "s");
        }
        return new Attribute(column.name(), value);
    }

    private static Attribute popularity(int decile) {
        String value = switch (decile) {
            case 0 -> "least popular tenth";
            case DECILES - 1 -> "most popular tenth";
            default -> "popularity " + decile * 10 + "–" + (decile + 1) * 10 + " %";
        };
        return new Attribute(Attribute.POPULARITY, value);
    }

    /// Groups of equal size by rank of count; ties are broken by index so that groups stay equal.
    private static int[] deciles(int[] count) {
        int n = count.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Integer.compare(count[a], count[b]));
        int[] decile = new int[n];
        for (int rank = 0; rank < n; rank++) {
            decile[order[rank]] = (int) ((long) rank * DECILES / n);
        }
        return decile;
    }
}
