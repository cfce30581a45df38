package io.github.recscope.steering;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.SparseCodes;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The control of every effect: the same change of a code, on other latents, scaled to move the embedding as far.
final class RandomLatents {
    private static final int ROWS_AT_ONCE = 64;

    private RandomLatents() {}

    /// For each latent whether some user or item activates it.
    static boolean[] live(Steerer steerer) {
        boolean[] live = new boolean[steerer.sae().latents()];
        for (int j : steerer.sae().users().latent()) {
            live[j] = true;
        }
        for (int j : steerer.sae().items().latent()) {
            live[j] = true;
        }
        return live;
    }

    /// As many live latents as the treatment edits, drawn from the others; `[0]` lists the treated ones, `[1]` what
    /// stands for each.
    ///
    /// @param live  for each latent whether it may be drawn at all
    /// @param avoid latents that must not be drawn beside the treated ones, such as those of the same name
    static int[][] draw(boolean[] live, Treatment treatment, Set<Integer> avoid, RandomGenerator random) {
        int[] from = treatment.latents();
        Set<Integer> taken = Arrays.stream(from).boxed().collect(Collectors.toSet());
        int[] pool = IntStream.range(0, live.length)
                .filter(j -> live[j] && !taken.contains(j) && !avoid.contains(j))
                .toArray();
        int n = Math.min(from.length, pool.length);
        for (int i = 0; i < n; i++) {
            int other = i + random.nextInt(pool.length - i);
            int t = pool[i];
            pool[i] = pool[other];
            pool[other] = t;
        }
        return new int[][] {Arrays.copyOf(from, n), Arrays.copyOf(pool, n)};
    }

    /// Moves rows along the drawn latents: each drawn latent gets the change of the one that it stands for, be it
    /// below 0, and the whole is scaled to the length of the treatment's own move.
    ///
    /// @return the moved embeddings of the users (of the items, if the treatment edits items) that it is given
    static Function<int[], Matrix> move(Steerer steerer, Treatment treatment, int[][] drawn) {
        boolean onUsers = treatment.items().isEmpty();
        Matrix embeddings = onUsers ? steerer.model().users() : steerer.model().items();
        SparseCodes codes = onUsers ? steerer.sae().users() : steerer.sae().items();
        return rows -> {
            Matrix own = embeddings.gather(rows);
            Matrix treated = onUsers ? steerer.users(rows, treatment) : steerer.items(rows, treatment);
            int d = own.cols();
            float[] out = own.data().clone();
            RowOps ops = steerer.kernels().rows();
            float[] dictionary = steerer.sae().decoder().data();
            steerer.kernels().workers().forEach(Math.ceilDiv(rows.length, ROWS_AT_ONCE), chunk -> {
                float[] move = new float[d];
                for (int r = chunk * ROWS_AT_ONCE; r < Math.min(rows.length, (chunk + 1) * ROWS_AT_ONCE); r++) {
                    float[] code = codes.dense(rows[r]);
                    float[] edited = treatment.apply(code);
                    Arrays.fill(move, 0);
                    for (int i = 0; i < drawn[0].length; i++) {
                        float change = edited[drawn[0][i]] - code[drawn[0][i]];
                        ops.axpy(change, dictionary, drawn[1][i] * d, move, 0, d);
                    }
                    double length = Math.sqrt(ops.dot(move, 0, move, 0, d));
                    double wanted = Math.sqrt(ops.squaredDistance(own.data(), r * d, treated.data(), r * d, d));
                    if (length > 0) {
                        ops.axpy((float) (wanted / length), move, 0, out, r * d, d);
                    }
                }
            });
            return Matrix.of(rows.length, d, out);
        };
    }
}
