package io.github.recscope.sae;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Vectors of items that know nothing of the recommender, for a second opinion on what is alike.
final class ItemVectors {
    private static final int SUPPORT = 5;
    static final int MOST = 512;

    private ItemVectors() {}

    /// One coordinate for each attribute from the metadata, popularity left out: `ln(items / items that have it)` where
    /// an item has it, else 0. Attributes of fewer than 5 items are left out, and all but the 512 most frequent.
    ///
    /// @return `[items, attributes]`; null if there are none
    static @Nullable Matrix ofAttributes(Dataset data) {
        AttributeTable table = AttributeTable.of(data, SUPPORT);
        List<Integer> chosen = new ArrayList<>();
        for (int a = 0; a < table.attributes().size(); a++) {
            if (!table.attributes().get(a).family().equals(Attribute.POPULARITY)) {
                chosen.add(a);
            }
        }
        chosen.sort(
                Comparator.comparingInt((Integer a) -> -table.items().length(a)).thenComparingInt(a -> a));
        int d = Math.min(MOST, chosen.size());
        if (d == 0) {
            return null;
        }
        int n = data.items().size();
        float[] x = new float[n * d];
        for (int c = 0; c < d; c++) {
            int at = c;
            int a = chosen.get(c);
            float rarity = (float) Math.log((double) n / table.items().length(a));
            table.items().forEach(a, i -> x[i * d + at] = rarity);
        }
        return Matrix.of(n, d, x);
    }
}
