package io.github.recscope.testing;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.ItemColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Data with a known structure: every item belongs to one of a few genres, every user likes two of them, and items
/// differ in popularity within their genre.
public final class Planted {
    private Planted() {}

    /// @param users  how many users
    /// @param items  how many items; item `i` has genre `i % genres`
    /// @param genres how many genres; user `u` likes `u % genres` and the next one
    /// @param each   how many items each user chooses
    public static Dataset dataset(int users, int items, int genres, int each, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> item = new ArrayList<>();
        for (int u = 0; u < users; u++) {
            Set<Integer> chosen = new LinkedHashSet<>();
            while (chosen.size() < each) {
                int genre = random.nextDouble() < 0.9 ? (u + random.nextInt(2)) % genres : random.nextInt(genres);
                double skew = Math.pow(random.nextDouble(), 1.7);
                int place = (int) (skew * (items / genres));
                int i = place * genres + genre;
                if (i < items) {
                    chosen.add(i);
                }
            }
            item.addAll(chosen);
        }
        int[] offsets = new int[users + 1];
        for (int u = 0; u <= users; u++) {
            offsets[u] = u * each;
        }
        int[] values = item.stream().mapToInt(Integer::intValue).toArray();
        float[] weight = new float[values.length];
        java.util.Arrays.fill(weight, 1);
        ItemColumn genre = new ItemColumn(
                "genre",
                ItemColumn.Role.CATEGORY,
                IntStream.range(0, genres).mapToObj(g -> "genre " + g).toList(),
                IntLists.groupSorted(
                        items,
                        IntStream.range(0, items).toArray(),
                        IntStream.range(0, items).map(i -> i % genres).toArray()));
        return new Dataset(
                "planted",
                new Ids(IntStream.range(0, users).mapToObj(u -> "u" + u).toList()),
                new Ids(IntStream.range(0, items).mapToObj(i -> "i" + i).toList()),
                IntStream.range(0, items).mapToObj(i -> "Item " + i).toList(),
                new Interactions(items, new IntLists(offsets, values), weight, false),
                List.of(genre),
                new ImportSummary(List.of(), values.length, 0, 0, 0, 0, List.of()),
                null);
    }
}
