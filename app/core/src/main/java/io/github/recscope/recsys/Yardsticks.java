package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.scoring.BestItems;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Rankings that need no embeddings.
final class Yardsticks {
    private static final int USERS_AT_ONCE = 16;

    private Yardsticks() {}

    /// The items that most users chose, for everyone the same.
    static Ranker popularity(IntLists train, int items) {
        float[] counts = new float[items];
        for (int i : train.values()) {
            counts[i]++;
        }
        // A query of zeros ranks by the bias alone.
        return (users, k, ctx) -> ctx.kernels()
                .topKInner(Matrix.zeros(users.length, 1), Matrix.zeros(items, 1), counts, k, rows(train, users));
    }

    /// A random order for each user.
    static Ranker random(IntLists train, int items) {
        return (users, k, ctx) -> {
            int[] index = new int[users.length * k];
            float[] score = new float[index.length];
            Arrays.fill(index, -1);
            Arrays.fill(score, Float.NEGATIVE_INFINITY);
            for (int r = 0; r < users.length; r++) {
                ctx.check();
                int u = users[r];
                RandomGenerator random = ctx.random("random baseline", u);
                int want = Math.min(k, items - train.length(u));
                boolean[] taken = new boolean[items];
                train.forEach(u, i -> taken[i] = true);
                for (int n = 0; n < want; ) {
                    int i = random.nextInt(items);
                    if (!taken[i]) {
                        taken[i] = true;
                        index[r * k + n] = i;
                        score[r * k + n] = -n;
                        n++;
                    }
                }
            }
            return new TopK(k, index, score);
        };
    }

    /// Fills the scores of one user with all items.
    interface Scores {
        /// @param scores is overwritten
        void of(int user, float[] scores);
    }

    /// The best items by scores that come a user at a time.
    static TopK best(int[] users, int items, int k, IntLists train, Scores scores, Ctx ctx) {
        int[] index = new int[Math.multiplyExact(users.length, k)];
        float[] score = new float[index.length];
        ctx.kernels().workers().forEach(Math.ceilDiv(users.length, USERS_AT_ONCE), chunk -> {
            BestItems best = new BestItems(k);
            float[] row = new float[items];
            for (int r = chunk * USERS_AT_ONCE; r < Math.min(users.length, (chunk + 1) * USERS_AT_ONCE); r++) {
                ctx.check();
                scores.of(users[r], row);
                int u = users[r];
                best.pick(row, train.values(), train.offsets()[u], train.offsets()[u + 1], index, score, r * k);
            }
        });
        return new TopK(k, index, score);
    }

    /// The given rows of lists, one behind the other.
    static IntLists rows(IntLists lists, int[] rows) {
        int[] offsets = new int[rows.length + 1];
        for (int r = 0; r < rows.length; r++) {
            offsets[r + 1] = offsets[r] + lists.length(rows[r]);
        }
        int[] values = new int[offsets[rows.length]];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(lists.values(), lists.offsets()[rows[r]], values, offsets[r], offsets[r + 1] - offsets[r]);
        }
        return new IntLists(offsets, values);
    }
}
