package io.github.recscope.model;

import io.github.recscope.kernels.IntLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// All attributes of a data set's items: each value of each category column, decades and years of year columns,
/// fifths of numeric columns, words of titles and texts, and deciles of popularity.
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

    /// The attributes that at least `minSupport` and at most all but `minSupport` items have: values of category
    /// columns, decades and single years, fifths of numbers, words of titles and texts, and popularity.
    public static AttributeTable of(Dataset data, int minSupport) {
        return of(data, minSupport, _ -> true);
    }

    /// The same for some families alone.
    public static AttributeTable of(Dataset data, int minSupport, Predicate<String> families) {
        int n = data.items().size();
        int[] decile = deciles(data.interactions().popularity());
        Candidates found = Candidates.of(data, families);
        if (families.test(Attribute.POPULARITY)) {
            List<Attribute> popularity = popularity(decile);
            for (int i = 0; i < n; i++) {
                found.add(popularity.get(decile[i]), i);
            }
        }
        List<Attribute> attributes = new ArrayList<>();
        List<int[]> rows = new ArrayList<>();
        found.found().forEach((attribute, items) -> {
            if (items.size() >= minSupport && items.size() <= n - minSupport) {
                attributes.add(attribute);
                rows.add(items.stream().mapToInt(Integer::intValue).toArray());
            }
        });
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

    /// For each item of a data set whether it has an attribute; false everywhere for one that the data does not
    /// know. Looks at the attribute's own families only.
    public static boolean[] members(Dataset data, Attribute attribute) {
        Attribute.Join join = attribute.join();
        return of(
                        data,
                        0,
                        f -> f.equals(attribute.family())
                                || (join != null && f.equals(join.with().family())))
                .members(attribute);
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

    /// For each item whether it has an attribute, joined or not; false everywhere for one that is not in the
    /// table.
    public boolean[] members(Attribute attribute) {
        int row = indexOf(attribute.plain());
        boolean[] is = row < 0 ? new boolean[decile.length] : members(row);
        Attribute.Join join = attribute.join();
        if (join != null) {
            boolean[] other = members(join.with());
            for (int i = 0; i < is.length; i++) {
                is[i] = switch (join.kind()) {
                    case AND -> is[i] && other[i];
                    case OR -> is[i] || other[i];
                    case NOT -> is[i] && !other[i];
                };
            }
        }
        return is;
    }

    /// How many items have an attribute, joined or not; 0 for one that is not in the table.
    public int support(Attribute attribute) {
        int n = 0;
        for (boolean has : members(attribute)) {
            n += has ? 1 : 0;
        }
        return n;
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
    public static int[] deciles(int[] count) {
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
