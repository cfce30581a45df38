package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.ByLatent;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;
import java.util.Arrays;
import java.util.List;

/// ReLU with the penalties of the paper (2511.18024): `λ1 · mean|z| + λ2 · Σ_j KL(ρ ‖ ρ̂_j)` for each tower, where ρ̂_j
/// is the mean of `z_j` over the batch, clamped to `[1e-6, 1 − 1e-6]`.
///
/// The KL term takes means of unbounded activations for probabilities: above the clamp it has no gradient. Where a mean
/// number of active latents is asked for, both penalties of a tower are multiplied by a factor that is moved step by
/// step until the tower has that number; the paper has no such factor.
final class Relu implements Sparsifier {
    private static final double CLAMP = 1e-6;
    private static final double RATE = 0.01;
    private static final double MOST = 1e4;

    private final double l1;
    private final double kl;
    private final double target;
    private final double l0;
    private final float[] positive;
    private double userFactor = 1;
    private double itemFactor = 1;

    /// @param l1     λ1
    /// @param kl     λ2
    /// @param target ρ
    /// @param l0     the mean number of active latents asked for; 0 leaves the penalties as they are
    Relu(double l1, double kl, double target, double l0, int latents) {
        this.l1 = l1;
        this.kl = kl;
        this.target = target;
        this.l0 = l0;
        this.positive = new float[latents];
        Arrays.fill(positive, Float.MIN_VALUE);
    }

    @Override
    public SparseCodes codes(Tower tower, Matrix centred, PreActivations pre) {
        return pre.reaching(positive);
    }

    @Override
    public float[] back(Pass pass, float[] delta) {
        return delta;
    }

    private double factor(Pass pass) {
        return pass.tower().ofUsers() ? userFactor : itemFactor;
    }

    @Override
    public void penalise(Pass pass, float[] gradient, Weights weights, Kernels kernels) {
        SparseCodes z = pass.codes();
        double[] mean = means(pass, kernels);
        double factor = factor(pass);
        double each = l1 / ((double) z.rows() * z.latents());
        float[] own = new float[z.latents()];
        for (int j = 0; j < own.length; j++) {
            double rho = mean[j];
            double slope = rho > CLAMP && rho < 1 - CLAMP ? (1 - target) / (1 - rho) - target / rho : 0;
            own[j] = (float) (factor * (each + kl * slope / z.rows()));
        }
        Rows.each(kernels, z.rows(), r -> {
            for (int p = z.offsets()[r]; p < z.offsets()[r + 1]; p++) {
                gradient[p] += own[z.latent()[p]];
            }
        });
    }

    @Override
    public double penalty(Pass pass, Weights weights, Kernels kernels) {
        double[] mean = means(pass, kernels);
        double sum = 0;
        double divergence = 0;
        for (double m : mean) {
            sum += m;
            double rho = Math.clamp(m, CLAMP, 1 - CLAMP);
            divergence += target * Math.log(target / rho) + (1 - target) * Math.log((1 - target) / (1 - rho));
        }
        return factor(pass) * (l1 * sum / mean.length + kl * divergence);
    }

    private static double[] means(Pass pass, Kernels kernels) {
        float[] value = pass.codes().value();
        ByLatent active = pass.active();
        double[] mean = new double[active.latents()];
        Rows.each(kernels, mean.length, j -> {
            double sum = 0;
            for (int a = active.offsets()[j]; a < active.offsets()[j + 1]; a++) {
                sum += value[active.position()[a]];
            }
            mean[j] = sum / Math.max(1, pass.size());
        });
        return mean;
    }

    @Override
    public void stepped(List<Pass> batches) {
        if (l0 == 0) {
            return;
        }
        for (Pass b : batches) {
            double by = Math.exp(RATE * Math.clamp(b.codes().meanL0() / l0 - 1, -1, 1));
            if (b.tower().ofUsers()) {
                userFactor = Math.clamp(userFactor * by, 1 / MOST, MOST);
            } else {
                itemFactor = Math.clamp(itemFactor * by, 1 / MOST, MOST);
            }
        }
    }

    @Override
    public double[] state() {
        return new double[] {userFactor, itemFactor};
    }

    @Override
    public void restore(double[] state) {
        userFactor = state[0];
        itemFactor = state[1];
    }

    @Override
    public Activation trained(Matrix users, Matrix items, Weights weights, Ctx ctx) {
        return new Activation.Threshold(0, 0);
    }
}
