package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.Split;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Divides interactions into what a model learns from and what it is judged by.
final class Splits {
    private Splits() {}

    /// Holds out `floor(share · n)` of each user's n interactions: the last ones where the order means
    /// something, otherwise a random choice.
    static Split perUser(Interactions data, double share, Ctx ctx) {
        int users = data.users();
        int[] trainOffsets = new int[users + 1];
        int[] testOffsets = new int[users + 1];
        for (int u = 0; u < users; u++) {
            int n = data.byUser().length(u);
            int held = (int) Math.floor(share * n + 1e-9);
            trainOffsets[u + 1] = trainOffsets[u] + n - held;
            testOffsets[u + 1] = testOffsets[u] + held;
        }
        int[] train = new int[trainOffsets[users]];
        int[] test = new int[testOffsets[users]];
        for (int u = 0; u < users; u++) {
            int[] items = data.byUser().row(u);
            if (!data.ordered()) {
                shuffle(items, ctx.random("split", u));
            }
            int kept = trainOffsets[u + 1] - trainOffsets[u];
            System.arraycopy(items, 0, train, trainOffsets[u], kept);
            System.arraycopy(items, kept, test, testOffsets[u], items.length - kept);
            Arrays.sort(train, trainOffsets[u], trainOffsets[u + 1]);
            Arrays.sort(test, testOffsets[u], testOffsets[u + 1]);
        }
        String protocol = "%s %.0f %% of each user's interactions held out"
                .formatted(data.ordered() ? "the last" : "a random", share * 100);
        return new Split(new IntLists(trainOffsets, train), new IntLists(testOffsets, test), protocol);
    }

    /// Fisher–Yates.
    static void shuffle(int[] a, RandomGenerator random) {
        for (int i = a.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = a[i];
            a[i] = a[j];
            a[j] = t;
        }
    }
}
