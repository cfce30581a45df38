package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.Seeds;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.scoring.FrozenScorer;
import io.github.recscope.stat.Bootstrap;
import io.github.recscope.stat.RankAgreement;
import io.github.recscope.stat.RankingMetrics;
import java.util.Arrays;

/// Measures what is lost when the codes stand for the embeddings.
final class FidelityMeter {
    private static final double PERSISTENCE = 0.9;
    private static final int CHUNK = 16;

    private FidelityMeter() {}

    /// Compares the frozen model with the one whose embeddings are both reconstructed.
    ///
    /// @param usersHat `[users, d]` reconstructed, in the recommender's own scale
    /// @param itemsHat `[items, d]` reconstructed
    /// @param judged   the rows of the users whose lists are compared
    static Fidelity measure(
            Recommender model,
            Matrix usersHat,
            Matrix itemsHat,
            SparseCodes u,
            SparseCodes v,
            int k,
            int[] judged,
            Ctx ctx) {
        ctx.progress("comparing lists", 0);
        IntLists seen = rows(model.split().train(), judged);
        FrozenScorer scorer = FrozenScorer.of(model, ctx.kernels());
        TopK base = scorer.top(model.users().gather(judged), model.items(), k, seen);
        ctx.progress("comparing lists", 0.4);
        TopK hat = scorer.top(usersHat.gather(judged), itemsHat, k, seen);
        ctx.progress("comparing lists", 0.8);
        int users = judged.length;
        double[] rbo = missing(users);
        double[] rboPaper = missing(users);
        double[] kendall = missing(users);
        double[] overlap = missing(users);
        double[] ndcgBase = missing(users);
        double[] ndcgHat = missing(users);
        double[] ndcgLoss = missing(users);
        ctx.kernels().workers().forEach((users + CHUNK - 1) / CHUNK, c -> {
            for (int r = c * CHUNK; r < Math.min(users, (c + 1) * CHUNK); r++) {
                int[] a = base.row(r);
                int[] b = hat.row(r);
                // Two empty lists, of a user who has everything, say nothing about agreement.
                boolean empty = a.length == 0 && b.length == 0;
                rbo[r] = empty ? Double.NaN : RankAgreement.rbo(a, b, PERSISTENCE);
                rboPaper[r] = empty ? Double.NaN : RankAgreement.rboTruncated(a, b, PERSISTENCE);
                kendall[r] = RankAgreement.kendallTauB(a, b);
                overlap[r] = empty ? Double.NaN : RankAgreement.overlap(a, b);
                ndcgBase[r] = ndcg(a, model.split().test(), judged[r], k);
                ndcgHat[r] = ndcg(b, model.split().test(), judged[r], k);
                ndcgLoss[r] = ndcgBase[r] - ndcgHat[r];
            }
        });
        long seed = Seeds.generator(ctx.seed(), "bootstrap", 0).nextLong();
        return new Fidelity(
                fvu(model.users(), usersHat),
                fvu(model.items(), itemsHat),
                fvuScores(model, usersHat, itemsHat, ctx),
                u.meanL0(),
                v.meanL0(),
                u.latents(),
                dead(u, v),
                k,
                judged.length,
                interval(rboPaper, seed, ctx),
                interval(rbo, seed, ctx),
                interval(kendall, seed, ctx),
                interval(overlap, seed, ctx),
                interval(ndcgBase, seed, ctx),
                interval(ndcgHat, seed, ctx),
                interval(ndcgLoss, seed, ctx));
    }

    /// The lists of some rows.
    private static IntLists rows(IntLists all, int[] rows) {
        int[] offsets = new int[rows.length + 1];
        for (int r = 0; r < rows.length; r++) {
            offsets[r + 1] = offsets[r] + all.length(rows[r]);
        }
        int[] values = new int[offsets[rows.length]];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(all.values(), all.offsets()[rows[r]], values, offsets[r], all.length(rows[r]));
        }
        return new IntLists(offsets, values);
    }

    private static double[] missing(int n) {
        double[] x = new double[n];
        Arrays.fill(x, Double.NaN);
        return x;
    }

    /// NaN for scorers other than the dot product, where no identity gives the error of all pairs.
    private static double fvuScores(Recommender model, Matrix usersHat, Matrix itemsHat, Ctx ctx) {
        if (!(model.scorer() instanceof Scorer.Dot)) {
            return Double.NaN;
        }
        PredictionLoss scores = PredictionLoss.of(
                model.users(), usersHat, Rows.centred(model.items()), Rows.centred(itemsHat), ctx.kernels());
        double variance = PredictionLoss.scoreVariance(model.users(), model.items(), ctx.kernels());
        return variance == 0 ? Double.NaN : scores.value() / variance;
    }

    private static double fvu(Matrix x, Matrix hat) {
        double variance = Rows.variance(x);
        return variance == 0 ? Double.NaN : Rows.squaredError(x, hat) / variance;
    }

    private static int dead(SparseCodes u, SparseCodes v) {
        boolean[] fires = new boolean[u.latents()];
        for (int j : u.latent()) {
            fires[j] = true;
        }
        for (int j : v.latent()) {
            fires[j] = true;
        }
        int dead = 0;
        for (boolean f : fires) {
            dead += f ? 0 : 1;
        }
        return dead;
    }

    private static double ndcg(int[] list, IntLists test, int user, int k) {
        boolean[] relevant = new boolean[list.length];
        for (int r = 0; r < list.length; r++) {
            relevant[r] = test.containsSorted(user, list[r]);
        }
        return RankingMetrics.ndcg(relevant, k, test.length(user));
    }

    private static MetricValue interval(double[] perUser, long seed, Ctx ctx) {
        Bootstrap.Interval i = Bootstrap.mean(perUser, seed, ctx::check);
        return new MetricValue(i.mean(), i.low(), i.high(), i.n());
    }
}
