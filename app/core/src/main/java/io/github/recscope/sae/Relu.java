package io.github.recscope.sae;

import io.github.recscope.coding.Codes;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;
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
    private final Kernels kernels;
    private double userFactor = 1;
    private double itemFactor = 1;

    /// @param l1     λ1
    /// @param kl     λ2
    /// @param target ρ
    /// @param l0     the mean number of active latents asked for; 0 leaves the penalties as they are
    Relu(double l1, double kl, double target, double l0, Kernels kernels) {
        this.l1 = l1;
        this.kl = kl;
        this.target = target;
        this.l0 = l0;
        this.kernels = kernels;
    }

    @Override
    public SparseCodes codes(Tower tower, Matrix centred, PreActivations pre) {
        return Codes.above(pre.all(), pre.rows(), pre.latents(), 0, kernels);
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
        double[] mean = means(z);
        double factor = factor(pass);
        double each = l1 / ((double) z.rows() * z.latents());
        for (int p = 0; p < gradient.length; p++) {
            double rho = mean[z.latent()[p]];
            double slope = rho > CLAMP && rho < 1 - CLAMP ? (1 - target) / (1 - rho) - target / rho : 0;
            gradient[p] += (float) (factor * (each + kl * slope / z.rows()));
        }
    }

    @Override
    public double penalty(Pass pass, Weights weights, Kernels kernels) {
        double[] mean = means(pass.codes());
        double sum = 0;
        double divergence = 0;
        for (double m : mean) {
            sum += m;
            double rho = Math.clamp(m, CLAMP, 1 - CLAMP);
            divergence += target * Math.log(target / rho) + (1 - target) * Math.log((1 - target) / (1 - rho));
        }
        return factor(pass) * (l1 * sum / mean.length + kl * divergence);
    }

    private static double[] means(SparseCodes z) {
        double[] mean = new double[z.latents()];
        for (int p = 0; p < z.size(); p++) {
            mean[z.latent()[p]] += z.value()[p];
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= Math.max(1, z.rows());
        }
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
