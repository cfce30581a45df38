package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Severity;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Asks whether imported vectors know the data they were joined with: the AUC of known pairs against random items of
/// the same users, and whether it is better with the items' rows shifted by one.
///
/// @param data     the data
/// @param users    `[users, d]`, joined
/// @param items    the items' vectors as the file has them
/// @param rows     how they were joined
/// @param itemBias `[items]`, joined
/// @param scorer   makes a score of two vectors
/// @param ctx      where findings go
record VectorCheck(Dataset data, Matrix users, Matrix items, RowJoin rows, float[] itemBias, Scorer scorer, Ctx ctx) {
    private static final int PAIRS = 20_000;

    /// A shift that is better by less than this may be so by chance.
    private static final double MARGIN = 0.03;

    void run() {
        double auc = auc(rows.matrix(items));
        ctx.issue(new Issue(
                auc < 0.55 ? Severity.WARNING : Severity.INFO,
                "vectors.auc",
                "",
                String.format(
                        Locale.ROOT,
                        "Known pairs score higher than random items of the same users %.1f %% of the time%s",
                        100 * auc,
                        auc < 0.55
                                ? ": the vectors hardly know this data; look whether the rows are joined right."
                                : ".")));
        if (!rows.byNumber()) {
            return;
        }
        for (int by : new int[] {-1, 1}) {
            double shifted = auc(rows.shifted(items, by));
            if (shifted > auc + MARGIN) {
                ctx.issue(new Issue(
                        Severity.WARNING,
                        "vectors.shifted",
                        "",
                        String.format(
                                Locale.ROOT,
                                "With the items' rows shifted by one it would be %.1f %%: the rows look off by one;"
                                        + " try --rows %s.",
                                100 * shifted,
                                by < 0 ? "from-one" : "from-zero")));
            }
        }
    }

    /// Of a user, an item they chose and a random one: how often the chosen one scores higher; ties count a half.
    private double auc(Matrix joined) {
        RandomGenerator random = ctx.random("vector check", 0);
        int all = data.interactions().size();
        int n = data.items().size();
        int[] owner = owners();
        double wins = 0;
        int count = 0;
        for (int k = 0; k < Math.min(PAIRS, 4 * all); k++) {
            if (k % 256 == 0) {
                ctx.check();
            }
            int at = random.nextInt(all);
            int user = owner[at];
            double known = score(user, data.interactions().byUser().values()[at], joined);
            double other = score(user, random.nextInt(n), joined);
            wins += known > other ? 1 : known == other ? 0.5 : 0;
            count++;
        }
        return count == 0 ? 0.5 : wins / count;
    }

    private int[] owners() {
        int[] owner = new int[data.interactions().size()];
        int n = 0;
        for (int u = 0; u < data.users().size(); u++) {
            for (int k = data.interactions().byUser().length(u); k > 0; k--) {
                owner[n++] = u;
            }
        }
        return owner;
    }

    private double score(int user, int item, Matrix joined) {
        int d = users.cols();
        double dot = 0;
        double uu = 0;
        double vv = 0;
        for (int c = 0; c < d; c++) {
            double u = users.data()[user * d + c];
            double v = joined.data()[item * d + c];
            dot += u * v;
            uu += u * u;
            vv += v * v;
        }
        double score = switch (scorer) {
            case Scorer.Dot _ -> dot;
            case Scorer.Cosine _ -> uu == 0 || vv == 0 ? 0 : dot / Math.sqrt(uu * vv);
            case Scorer.Euclidean _ -> 2 * dot - uu - vv;
            case Scorer.Mlp mlp -> perceptron(mlp, user, item, joined);
        };
        return score + itemBias[item];
    }

    private double perceptron(Scorer.Mlp mlp, int user, int item, Matrix joined) {
        int d = users.cols();
        double[] x = new double[2 * d];
        for (int c = 0; c < d; c++) {
            x[c] = users.data()[user * d + c];
            x[d + c] = joined.data()[item * d + c];
        }
        for (int l = 0; l < mlp.layers().size(); l++) {
            Scorer.Layer layer = mlp.layers().get(l);
            double[] y = new double[layer.bias().length];
            for (int o = 0; o < y.length; o++) {
                double sum = layer.bias()[o];
                for (int c = 0; c < x.length; c++) {
                    sum += layer.weights().data()[o * x.length + c] * x[c];
                }
                y[o] = l + 1 < mlp.layers().size() ? Math.max(0, sum) : sum;
            }
            x = y;
        }
        return x[0];
    }
}
