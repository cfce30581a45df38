package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.TopK;
import io.github.recscope.scoring.BestItems;
import java.util.Arrays;

/// Item-based nearest neighbours (Sarwar et al., 2001): an item scores the sum of its similarities with those of
/// its k nearest items that the user chose; the similarity is the cosine of who chose them, shrunk: `n_ij / (√(n_i
/// n_j) + shrinkage)`.
final class ItemKnn implements Ranker {
    private final IntLists train;
    private final int items;
    /// For each item the items that it is a neighbour of, and how near.
    private final int[][] of;
    private final float[][] similarity;

    ItemKnn(IntLists train, int items, int neighbours, double shrinkage, Ctx ctx) {
        this.train = train;
        this.items = items;
        int k = Math.min(neighbours, items);
        int[] count = new int[items];
        for (int i : train.values()) {
            count[i]++;
        }
        int[] index = new int[Math.multiplyExact(items, k)];
        float[] score = new float[index.length];
        CoCounts.forEach(train, items, ctx, (i, counts) -> {
            for (int j = 0; j < items; j++) {
                counts[j] = counts[j] == 0 || j == i
                        ? Float.NaN // Not listed.
                        : (float) (counts[j] / (Math.sqrt((double) count[i] * count[j]) + shrinkage));
            }
            new BestItems(k).pick(counts, new int[0], 0, 0, index, score, i * k);
        });
        int[] size = new int[items];
        for (int j : index) {
            if (j >= 0) {
                size[j]++;
            }
        }
        of = new int[items][];
        similarity = new float[items][];
        for (int j = 0; j < items; j++) {
            of[j] = new int[size[j]];
            similarity[j] = new float[size[j]];
        }
        Arrays.fill(size, 0);
        for (int p = 0; p < index.length; p++) {
            int j = index[p];
            if (j >= 0) {
                of[j][size[j]] = p / k;
                similarity[j][size[j]++] = score[p];
            }
        }
    }

    @Override
    public TopK top(int[] users, int k, Ctx ctx) {
        return Yardsticks.best(users, items, k, train, this::score, ctx);
    }

    private void score(int u, float[] scores) {
        Arrays.fill(scores, 0);
        for (int p = train.offsets()[u]; p < train.offsets()[u + 1]; p++) {
            int j = train.values()[p];
            for (int q = 0; q < of[j].length; q++) {
                scores[of[j][q]] += similarity[j][q];
            }
        }
    }
}
