package io.github.recscope.reproduce;

import io.github.recscope.coding.Coder;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.scoring.FrozenScorer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The paper's interventions: one latent's activation is *set* to a level and the code decoded, whatever the code does
/// not capture is dropped. Levels below 0, which no encoder produces, are allowed here as they are there; nowhere else
/// in Recscope are they.
///
/// As in the paper's code, users' edits are ranked against the model's own items for matrix factorisation and against
/// reconstructed items for a perceptron. Unlike there, everything in a user's history is left out of all lists.
final class LatentCurves {
    /// The level "as the model has it", without any decoding.
    static final double MODEL = Double.NaN;

    /// An item is outside somebody's list beyond this rank …
    private static final int OUTSIDE = 20;
    /// … and promoted within this one.
    private static final int INSIDE = 30;

    private final Recommender model;
    private final Autoencoder sae;
    private final Coder coder;
    private final FrozenScorer scorer;
    private final IntLists history;
    private final Matrix otherUsers;
    private final Matrix otherItems;

    LatentCurves(Dataset data, Recommender model, Autoencoder sae, Kernels kernels) {
        this.model = model;
        this.sae = sae;
        this.coder = Coder.of(sae, kernels);
        this.scorer = FrozenScorer.of(model, kernels);
        this.history = sorted(data.interactions().byUser());
        boolean dot = model.scorer() instanceof Scorer.Dot;
        this.otherUsers = dot ? model.users() : coder.decode(sae.users(), model.users());
        this.otherItems = dot ? model.items() : coder.decode(sae.items(), model.items());
    }

    private static IntLists sorted(IntLists lists) {
        int[] values = lists.values().clone();
        for (int r = 0; r < lists.rows(); r++) {
            Arrays.sort(values, lists.offsets()[r], lists.offsets()[r + 1]);
        }
        return new IntLists(lists.offsets(), values);
    }

    /// The users with the largest share of some items in their history, keenest first; of equal ones those with more
    /// of them, then the first.
    ///
    /// @param fewest users with fewer interactions are passed over
    int[] keenest(boolean[] member, int n, int fewest) {
        int users = history.rows();
        int[] count = new int[users];
        for (int u = 0; u < users; u++) {
            int user = u;
            history.forEach(u, i -> count[user] += member[i] ? 1 : 0);
        }
        return IntStream.range(0, users)
                .filter(u -> history.length(u) >= fewest)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(u -> -(double) count[u] / history.length(u))
                        .thenComparingInt(u -> -count[u])
                        .thenComparingInt(u -> u))
                .limit(n)
                .mapToInt(u -> u)
                .toArray();
    }

    /// For each user of an audience the share of some items in the list of `k` after the latent is set.
    ///
    /// @param level [#MODEL] for the frozen model's own list
    /// @return `[audience.length]`; NaN for a user without a list
    double[] shares(int[] audience, int latent, double level, boolean[] member, int k) {
        Matrix own = model.users().gather(audience);
        IntLists masked = rows(audience);
        TopK top = Double.isNaN(level)
                ? scorer.top(own, model.items(), k, masked)
                : scorer.top(coder.decode(with(sae.users(), audience, latent, level), own), otherItems, k, masked);
        double[] share = new double[audience.length];
        for (int r = 0; r < share.length; r++) {
            int[] list = top.row(r);
            share[r] = Arrays.stream(list).filter(i -> member[i]).count() / (double) list.length;
        }
        return share;
    }

    /// For each user of an audience whether an item is in the list of [#INSIDE] after its code is edited; NaN for those
    /// who have it already or in whose list of [#OUTSIDE] the model puts it anyway.
    ///
    /// @return `[audience.length]` of 0, 1 and NaN
    double[] promoted(int[] audience, int item, int latent, double level) {
        IntLists masked = rows(audience);
        TopK before = scorer.top(model.users().gather(audience), model.items(), OUTSIDE, masked);
        Matrix one = model.items().gather(new int[] {item});
        Matrix edited = coder.decode(with(sae.items(), new int[] {item}, latent, level), one);
        float[] items = otherItems.data().clone();
        System.arraycopy(edited.data(), 0, items, item * edited.cols(), edited.cols());
        TopK after = scorer.top(
                otherUsers.gather(audience), Matrix.of(otherItems.rows(), otherItems.cols(), items), INSIDE, masked);
        double[] in = new double[audience.length];
        for (int r = 0; r < in.length; r++) {
            boolean known = history.containsSorted(audience[r], item) || contains(before.row(r), item);
            in[r] = known ? Double.NaN : contains(after.row(r), item) ? 1 : 0;
        }
        return in;
    }

    private static boolean contains(int[] list, int item) {
        return Arrays.stream(list).anyMatch(i -> i == item);
    }

    private IntLists rows(int[] audience) {
        int[] offsets = new int[audience.length + 1];
        int[][] lists = new int[audience.length][];
        for (int r = 0; r < audience.length; r++) {
            lists[r] = history.row(audience[r]);
            offsets[r + 1] = offsets[r] + lists[r].length;
        }
        return new IntLists(
                offsets, Arrays.stream(lists).flatMapToInt(Arrays::stream).toArray());
    }

    /// The codes of some rows with one latent set.
    private static SparseCodes with(SparseCodes codes, int[] rows, int latent, double level) {
        int[] offsets = new int[rows.length + 1];
        int most = Arrays.stream(rows).map(codes::l0).sum() + rows.length;
        int[] latents = new int[most];
        float[] values = new float[most];
        int at = 0;
        for (int r = 0; r < rows.length; r++) {
            float[] z = codes.dense(rows[r]);
            z[latent] = (float) level;
            for (int j = 0; j < z.length; j++) {
                if (z[j] != 0) {
                    latents[at] = j;
                    values[at++] = z[j];
                }
            }
            offsets[r + 1] = at;
        }
        return new SparseCodes(
                rows.length, codes.latents(), offsets, Arrays.copyOf(latents, at), Arrays.copyOf(values, at));
    }
}
