package io.github.recscope.concept;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Concept;
import io.github.recscope.model.Split;
import io.github.recscope.stat.Correlation;
import io.github.recscope.stat.Detection;
import io.github.recscope.stat.Proportion;
import java.util.stream.IntStream;

/// Whether a user's activation says what the user goes on to choose: the share of a label among the held-out items.
final class UserValidity {
    /// Users with fewer held-out items say little about shares.
    private static final int LEAST = 3;
    /// Of more users than this, evenly spaced ones are taken.
    static final int MOST = 20_000;

    private final Split split;
    private final int[] users;
    private final double[] history;

    UserValidity(Split split) {
        this.split = split;
        int[] enough = enough(split);
        int n = Math.min(MOST, enough.length);
        this.users = IntStream.range(0, n)
                .map(k -> enough[(int) ((long) k * enough.length / n)])
                .toArray();
        this.history =
                IntStream.of(users).mapToDouble(u -> split.train().length(u)).toArray();
    }

    private static int[] enough(Split split) {
        return IntStream.range(0, split.test().rows())
                .filter(u -> split.test().length(u) >= LEAST)
                .toArray();
    }

    /// How many users of how many are looked at, for a protocol; empty where all of them are.
    static String sample(Split split) {
        int all = enough(split).length;
        return all <= MOST
                ? ""
                : "; held-out items of %,d of the %,d users with at least %d of them, evenly spaced"
                        .formatted(MOST, all, LEAST);
    }

    /// @param usersByLatent row `j` lists the users where latent `j` fires
    /// @param has           `[items]` whether an item carries the label
    Concept.Validity of(SparseCodes usersByLatent, int latent, boolean[] has) {
        int n = users.length;
        if (n == 0) {
            return Concept.Validity.NONE;
        }
        float[] activation = new float[split.test().rows()];
        for (int p = usersByLatent.offsets()[latent]; p < usersByLatent.offsets()[latent + 1]; p++) {
            activation[usersByLatent.latent()[p]] = usersByLatent.value()[p];
        }
        double[] x = new double[n];
        double[] share = new double[n];
        double all = 0;
        double firing = 0;
        int fires = 0;
        for (int k = 0; k < n; k++) {
            int u = users[k];
            int[] hits = new int[1];
            split.test().forEach(u, i -> hits[0] += has[i] ? 1 : 0);
            x[k] = activation[u];
            share[k] = (double) hits[0] / split.test().length(u);
            all += share[k];
            if (x[k] > 0) {
                fires++;
                firing += share[k];
            }
        }
        boolean[] above = new boolean[n];
        for (int k = 0; k < n; k++) {
            above[k] = share[k] > all / n;
        }
        Correlation c = Correlation.partialSpearman(x, share, history);
        Proportion auroc = Detection.aurocInterval(x, above);
        return new Concept.Validity(
                n,
                c.value(),
                c.low(),
                c.high(),
                fires == 0 ? Double.NaN : firing / fires,
                fires == n ? Double.NaN : (all - firing) / (n - fires),
                auroc.value(),
                auroc.low(),
                auroc.high());
    }
}
