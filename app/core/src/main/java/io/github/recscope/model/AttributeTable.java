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
/// @param decile     `[items]` popularity decile of each item, 0 (least chosen) to 9 (most chosen); items that were
///     chosen equally often share one, so that deciles differ in size where counts are tied
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
        List<Attribute> popularity = popularity(decile);
        for (int i = 0; i < n; i++) {
            found.computeIfAbsent(popularity.get(decile[i]), _ -> new ArrayList<>())
                    .add(i);
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

    /// The attribute of each decile, named by the ranks that it really spans.
    private static List<Attribute> popularity(int[] decile) {
        int[] size = new int[DECILES];
        for (int d : decile) {
            size[d]++;
        }
        List<Attribute> attributes = new ArrayList<>();
        int below = 0;
        for (int s : size) {
            attributes.add(new Attribute(Attribute.POPULARITY, span(below, below + s, decile.length)));
            below += s;
        }
        return attributes;
    }

    private static String span(int from, int to, int n) {
        long low = Math.round(100.0 * from / Math.max(1, n));
        long high = Math.round(100.0 * to / Math.max(1, n));
        if (from == 0) {
            return high == 10 ? "least popular tenth" : "least popular " + high + " %";
        } else if (to == n) {
            return low == 90 ? "most popular tenth" : "most popular " + (100 - low) + " %";
        }
        return low == high
                ? "popularity about %.1f %%".formatted(50.0 * (from + to) / n)
                : "popularity " + low + "–" + high + " %";
    }

    /// Groups by rank of count, of equal size as far as ties allow: items with the same count go to the group
    /// of their mean rank.
    private static int[] deciles(int[] count) {
        int n = count.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Integer.compare(count[a], count[b]));
        int[] decile = new int[n];
        for (int first = 0; first < n; ) {
            int end = first;
            while (end < n && count[order[end]] == count[order[first]]) {
                end++;
            }
            int group = (int) ((first + end - 1L) * DECILES / (2L * n));
            for (int rank = first; rank < end; rank++) {
                decile[order[rank]] = group;
            }
            first = end;
        }
        return decile;
    }
}
