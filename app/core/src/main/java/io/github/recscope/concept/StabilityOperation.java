package io.github.recscope.concept;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptStability;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import io.github.recscope.stat.Assignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Matches the latents of the current autoencoder one to one with those of every other autoencoder of the same items:
/// other seeds, other settings, or other recommenders. What is compared is for which items they fire, so that the
/// recommenders need not share a space.
public final class StabilityOperation implements Operation<StabilityParams, ConceptStability> {
    @Override
    public String id() {
        return "stability";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String title() {
        return "Compare concepts across trainings";
    }

    @Override
    public Class<StabilityParams> paramsType() {
        return StabilityParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Autoencoder.class);
    }

    @Override
    public Optional<Class<? extends Artifact>> others() {
        return Optional.of(Autoencoder.class);
    }

    @Override
    public Optional<Forecast> forecast(StabilityParams params, Inputs inputs, int threads) {
        Autoencoder own = inputs.get(Autoencoder.class);
        Forecast all = new Forecast(0, 0);
        for (Autoencoder other : comparable(own, inputs)) {
            all = all.then(ConceptForecast.matched(own, other, threads));
        }
        return Optional.of(all);
    }

    @Override
    public String smaller() {
        return "Compare autoencoders of fewer latents";
    }

    /// The other autoencoders of the same items.
    ///
    /// @throws ProblemException if there is none
    private static List<Autoencoder> comparable(Autoencoder own, Inputs inputs) {
        List<Autoencoder> others = new ArrayList<>();
        for (Artifact a : inputs.artifacts().subList(1, inputs.artifacts().size())) {
            if (a instanceof Autoencoder o && o.items().rows() == own.items().rows()) {
                others.add(o);
            }
        }
        if (others.isEmpty()) {
            throw ProblemException.of(
                    "There is nothing to compare with.",
                    "This workspace has no other autoencoder of the same items.",
                    "Train one or more with other seeds, then this one last, and try again.");
        }
        return others;
    }

    @Override
    public ConceptStability run(StabilityParams params, Inputs inputs, Ctx ctx) {
        Autoencoder own = inputs.get(Autoencoder.class);
        List<Autoencoder> others = comparable(own, inputs);
        int m = own.latents();
        double[] sum = new double[m];
        int[] found = new int[m];
        double chance = 0;
        SparseCodes byLatent = own.items().transpose();
        for (int o = 0; o < others.size(); o++) {
            Ctx part = ctx.part((double) o / others.size(), (o + 1.0) / others.size());
            part.progress("matching with autoencoder " + (o + 1) + " of " + others.size(), 0);
            double[] match = matched(byLatent, others.get(o).items(), part);
            SparseCodes dealt = dealt(others.get(o).items(), ctx.random("dealt", o));
            part.progress("matching with chance", 0.5);
            chance += mean(matched(byLatent, dealt, part), byLatent);
            for (int j = 0; j < m; j++) {
                sum[j] += match[j];
                found[j] += match[j] >= params.likeness() ? 1 : 0;
            }
        }
        List<ConceptStability.Again> latents = new ArrayList<>();
        double[] mean = new double[m];
        for (int j = 0; j < m; j++) {
            mean[j] = sum[j] / others.size();
            latents.add(new ConceptStability.Again(j, byLatent.l0(j) > 0 ? mean[j] : Double.NaN, found[j]));
        }
        return new ConceptStability(
                "Stability of " + own.name(),
                others.size(),
                latents,
                mean(mean, byLatent),
                chance / others.size(),
                params.likeness(),
                "one-to-one matching of largest total cosine between activations over all items, with each other "
                        + "autoencoder of the workspace; by chance: the same with its items dealt anew");
    }

    /// For each latent the cosine with its match; 0 without one.
    static double[] matched(SparseCodes byLatent, SparseCodes other, Ctx ctx) {
        int m = byLatent.rows();
        int k = other.latents();
        double[] norm = new double[k];
        for (int p = 0; p < other.size(); p++) {
            norm[other.latent()[p]] += (double) other.value()[p] * other.value()[p];
        }
        // A square table, so that either side may have more latents; missing ones are like nothing.
        int n = Math.max(m, k);
        double[][] cosine = new double[n][n];
        ctx.kernels().workers().forEach(m, j -> {
            double own = 0;
            for (int p = byLatent.offsets()[j]; p < byLatent.offsets()[j + 1]; p++) {
                double a = byLatent.value()[p];
                own += a * a;
                int item = byLatent.latent()[p];
                for (int q = other.offsets()[item]; q < other.offsets()[item + 1]; q++) {
                    cosine[j][other.latent()[q]] += a * other.value()[q];
                }
            }
            for (int c = 0; c < k; c++) {
                cosine[j][c] = own > 0 && norm[c] > 0 ? cosine[j][c] / Math.sqrt(own * norm[c]) : 0;
            }
        });
        int[] columnOf = Assignment.largest(cosine, ctx::check);
        double[] match = new double[m];
        Arrays.setAll(match, j -> cosine[j][columnOf[j]]);
        return match;
    }

    /// The same rows in another order.
    private static SparseCodes dealt(SparseCodes codes, RandomGenerator random) {
        int n = codes.rows();
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = order[i];
            order[i] = order[j];
            order[j] = t;
        }
        int[] offsets = new int[n + 1];
        int[] latent = new int[codes.size()];
        float[] value = new float[codes.size()];
        for (int r = 0; r < n; r++) {
            int from = codes.offsets()[order[r]];
            int length = codes.l0(order[r]);
            offsets[r + 1] = offsets[r] + length;
            System.arraycopy(codes.latent(), from, latent, offsets[r], length);
            System.arraycopy(codes.value(), from, value, offsets[r], length);
        }
        return new SparseCodes(n, codes.latents(), offsets, latent, value);
    }

    private static double mean(double[] values, SparseCodes byLatent) {
        double sum = 0;
        int live = 0;
        for (int j = 0; j < values.length; j++) {
            if (byLatent.l0(j) > 0) {
                sum += values[j];
                live++;
            }
        }
        return live == 0 ? Double.NaN : sum / live;
    }
}
