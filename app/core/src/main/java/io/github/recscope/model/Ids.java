package io.github.recscope.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The external ids of users or items, kept as the text that the file had (`007` and `7` differ), by row.
public final class Ids {
    private final List<String> values;
    private final Map<String, Integer> index;

    /// Ids in row order; they must be distinct.
    ///
    /// @throws IllegalArgumentException if one occurs twice
    public Ids(List<String> values) {
        this.values = List.copyOf(values);
        Map<String, Integer> map = HashMap.newHashMap(values.size());
        for (int i = 0; i < this.values.size(); i++) {
            if (map.put(this.values.get(i), i) != null) {
                throw new IllegalArgumentException("the id '" + this.values.get(i) + "' occurs twice");
            }
        }
        this.index = Collections.unmodifiableMap(map);
    }

    /// All ids, by row.
    public List<String> values() {
        return values;
    }

    /// How many there are.
    public int size() {
        return values.size();
    }

    /// The id of a row.
    public String get(int row) {
        return values.get(row);
    }

    /// The row of an id, −1 if there is none.
    public int indexOf(String id) {
        return index.getOrDefault(id, -1);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Ids i && i.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Ids[" + values.size() + "]";
    }
}
