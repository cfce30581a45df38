package io.github.recscope.sae;

import io.github.recscope.coding.Codes;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Activation;

/// ReLU with the penalties of the paper (2511.18024): `λ1 · mean|z| + λ2 · Σ_j KL(ρ ‖ ρ̂_j)` for each tower, where ρ̂_j
/// is the mean of `z_j` over the batch, clamped to `[1e-6, 1 − 1e-6]`.
///
/// The KL term takes means of unbounded activations for probabilities: above the clamp it has no gradient.
///
/// @param l1     λ1
/// @param kl     λ2
/// @param target ρ
record Relu(double l1, double kl, double target, Workers workers) implements Sparsifier {
    private static final double CLAMP = 1e-6;

    @Override
    public SparseCodes codes(Tower tower, Matrix centred, float[] pre) {
        int rows = centred.rows();
        return Codes.above(pre, rows, pre.length / Math.max(1, rows), 0, workers);
    }

    @Override
    public float[] back(Pass pass, float[] delta) {
        return delta;
    }

    @Override
    public void penalise(Pass pass, float[] gradient, Weights weights, Kernels kernels) {
        SparseCodes z = pass.codes();
        double[] mean = means(z);
        double each = l1 / ((double) z.rows() * z.latents());
        for (int p = 0; p < gradient.length; p++) {
            double rho = mean[z.latent()[p]];
            double slope = rho > CLAMP && rho < 1 - CLAMP ? (1 - target) / (1 - rho) - target / rho : 0;
            gradient[p] += (float) (each + kl * slope / z.rows());
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
        return l1 * sum / mean.length + kl * divergence;
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
    public Activation trained(Matrix users, Matrix items, Weights weights, Ctx ctx) {
        return new Activation.Threshold(0, 0);
    }
}
