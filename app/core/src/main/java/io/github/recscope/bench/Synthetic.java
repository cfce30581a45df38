package io.github.recscope.bench;

import io.github.recscope.coding.Coder;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Activation;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Made-up input with the structure that real input has: items of genres, unequally popular, and users who like two
/// genres.
public final class Synthetic {
    private static final int ROWS_AT_ONCE = 1024;
    private static final MetricValue NONE = new MetricValue(Double.NaN, Double.NaN, Double.NaN, 0);

    private Synthetic() {}

    /// Independent standard normal values, `[rows, cols]`.
    ///
    /// @param stream a name, so that several matrices of one seed differ
    public static Matrix normal(int rows, int cols, String stream, Ctx ctx) {
        Matrix m = Matrix.zeros(rows, cols);
        ctx.kernels().workers().forEach(Math.ceilDiv(rows, ROWS_AT_ONCE), chunk -> {
            RandomGenerator random = ctx.random(stream, chunk);
            int end = (int) Math.min(rows, (chunk + 1L) * ROWS_AT_ONCE) * cols;
            for (int i = chunk * ROWS_AT_ONCE * cols; i < end; i++) {
                m.data()[i] = (float) random.nextGaussian();
            }
        });
        return m;
    }

    /// Rows around the centre of their genre, `[rows, d]`: row r belongs to genre `r % genres`, centres are `spread`
    /// times as far apart as rows scatter. Users and items of the same genre point alike.
    public static Matrix clustered(int rows, int d, int genres, double spread, String stream, Ctx ctx) {
        Matrix centre = normal(genres, d, "centres", ctx);
        Matrix m = normal(rows, d, stream, ctx);
        for (int r = 0; r < rows; r++) {
            ctx.kernels().rows().axpy((float) spread, centre.data(), r % genres * d, m.data(), r * d, d);
        }
        return m;
    }

    /// For each user distinct items, ascending: about `pairs` in all, three quarters from two genres, popular ones more
    /// often. Item i is of genre `i % genres`.
    public static IntLists choices(int users, int items, long pairs, int genres, Ctx ctx) {
        int[][] chosen = new int[users][];
        ctx.kernels().workers().forEach(Math.ceilDiv(users, ROWS_AT_ONCE), chunk -> {
            RandomGenerator random = ctx.random("choices", chunk);
            boolean[] taken = new boolean[items];
            for (int u = chunk * ROWS_AT_ONCE; u < Math.min(users, (chunk + 1L) * ROWS_AT_ONCE); u++) {
                long mean = pairs / users + (u < pairs % users ? 1 : 0);
                // Half as many to half as many again, so that users differ.
                int n = (int) Math.min(items / 2, Math.max(1, Math.round(mean * (0.5 + random.nextDouble()))));
                int[] row = new int[n];
                for (int c = 0; c < n; ) {
                    int genre = random.nextInt(4) > 0 ? (u + random.nextInt(2)) % genres : random.nextInt(genres);
                    int place = (int) (Math.pow(random.nextDouble(), 1.7) * Math.ceilDiv(items, genres));
                    int i = place * genres + genre;
                    if (i >= items || taken[i]) {
                        i = random.nextInt(items);
                    }
                    if (!taken[i]) {
                        taken[i] = true;
                        row[c++] = i;
                    }
                }
                Arrays.sort(row);
                for (int i : row) {
                    taken[i] = false;
                }
                chosen[u] = row;
            }
        });
        int[] offsets = new int[users + 1];
        for (int u = 0; u < users; u++) {
            offsets[u + 1] = Math.addExact(offsets[u], chosen[u].length);
        }
        int[] values = new int[offsets[users]];
        for (int u = 0; u < users; u++) {
            System.arraycopy(chosen[u], 0, values, offsets[u], chosen[u].length);
        }
        return new IntLists(offsets, values);
    }

    /// A data set with those choices and a column `genres`.
    public static Dataset dataset(IntLists choices, int items, int genres) {
        float[] one = new float[choices.size()];
        Arrays.fill(one, 1);
        int[] rows = IntStream.range(0, items).toArray();
        ItemColumn column = new ItemColumn(
                "genres",
                ItemColumn.Role.MULTI_CATEGORY,
                IntStream.range(0, genres).mapToObj(g -> "genre " + g).toList(),
                IntLists.groupSorted(
                        items, rows, Arrays.stream(rows).map(i -> i % genres).toArray()));
        return new Dataset(
                "made up",
                new Ids(IntStream.range(0, choices.rows())
                        .mapToObj(u -> "u" + u)
                        .toList()),
                new Ids(Arrays.stream(rows).mapToObj(i -> "i" + i).toList()),
                Arrays.stream(rows).mapToObj(i -> "Item " + i).toList(),
                new Interactions(items, choices, one, false),
                List.of(column),
                new ImportSummary(List.of(), choices.size(), 0, 0, 0, 0, List.of()),
                null);
    }

    /// A recommender of given embeddings that scores by inner products with random biases of items.
    ///
    /// @param share how much of each user's choices is held out
    public static Recommender recommender(Matrix users, Matrix items, IntLists choices, double share, Ctx ctx) {
        float[] bias = normal(items.rows(), 1, "biases", ctx).data();
        Evaluation.Quality none = new Evaluation.Quality(NONE, NONE, NONE);
        return new Recommender(
                "made up",
                users,
                items,
                new float[users.rows()],
                bias,
                0,
                new Scorer.Dot(),
                split(choices, share, ctx),
                new Evaluation(1, "not evaluated", none, none, none),
                List.of());
    }

    private static Split split(IntLists choices, double share, Ctx ctx) {
        int n = choices.rows();
        int[] train = new int[n + 1];
        int[] test = new int[n + 1];
        for (int u = 0; u < n; u++) {
            int held = (int) (choices.length(u) * share);
            test[u + 1] = test[u] + held;
            train[u + 1] = train[u] + choices.length(u) - held;
        }
        int[] trainItems = new int[train[n]];
        int[] testItems = new int[test[n]];
        for (int u = 0; u < n; u++) {
            RandomGenerator random = ctx.random("held out", u);
            int left = choices.length(u);
            int wanted = test[u + 1] - test[u];
            int toTest = test[u];
            int toTrain = train[u];
            // Draws without replacement and keeps the order (Knuth, algorithm S).
            for (int i : choices.row(u)) {
                if (random.nextInt(left--) < wanted) {
                    testItems[toTest++] = i;
                    wanted--;
                } else {
                    trainItems[toTrain++] = i;
                }
            }
        }
        return new Split(new IntLists(train, trainItems), new IntLists(test, testItems), "random choices held out");
    }

    /// An autoencoder whose dictionary is random, but for one row along the centre of each genre.
    ///
    /// @param active how many latents are active a row
    public static Autoencoder autoencoder(Recommender model, int latents, int active, int genres, Ctx ctx) {
        int d = model.dimensions();
        Matrix dictionary = normal(latents, d, "dictionary", ctx);
        Matrix centre = normal(genres, d, "centres", ctx);
        System.arraycopy(centre.data(), 0, dictionary.data(), 0, Math.min(genres, latents) * d);
        for (int j = 0; j < latents; j++) {
            double length = Math.sqrt(ctx.kernels().rows().dot(dictionary.data(), j * d, dictionary.data(), j * d, d));
            ctx.kernels().rows().scale((float) (1 / Math.max(1e-12, length)), dictionary.data(), j * d, d);
        }
        Activation activation = new Activation.Largest(Math.min(active, latents));
        Coder coder = new Coder(
                dictionary, new float[latents], dictionary, new float[d], 1, false, activation, ctx.kernels());
        return new Autoencoder(
                "made up",
                dictionary,
                new float[latents],
                dictionary,
                new float[d],
                1,
                false,
                activation,
                coder.encodeUsers(model.users(), ctx::check),
                coder.encodeItems(model.items(), ctx::check),
                new Fidelity(
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        active,
                        active,
                        latents,
                        0,
                        1,
                        0,
                        NONE,
                        NONE,
                        NONE,
                        NONE,
                        NONE,
                        NONE,
                        NONE),
                List.of());
    }
}
