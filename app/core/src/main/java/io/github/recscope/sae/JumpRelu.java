package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;
import java.util.Arrays;
import java.util.List;

/// A threshold θ_j for each latent: `z = pre` where `pre > θ_j`, else 0 (Rajamanoharan et al., 2407.14435).
///
/// The step has no useful derivative in θ. As in that paper, the derivative of the *expected* loss is estimated from
/// the pre-activations within a window of width ε around the threshold: `∂z/∂θ ≈ −(θ/ε) · 1{|pre − θ| < ε/2}` and
/// `∂‖z‖₀/∂θ ≈ −(1/ε) · 1{…}`. The penalty `λ (L0/target − 1)²` pulls the mean number of active latents to the one
/// asked for. Thresholds are learned as `log θ`.
final class JumpRelu implements Sparsifier {
    /// Weight λ of the penalty.
    private static final double STRENGTH = 1;
    /// Width of the window over the first mean threshold.
    private static final double WINDOW = 0.3;

    private final double l0;
    private final float[] logThreshold;
    private final float[] gradient;
    private double width = 1;

    JumpRelu(double l0, int latents) {
        this.l0 = l0;
        this.logThreshold = new float[latents];
        this.gradient = new float[latents];
    }

    private double threshold(int j) {
        return Math.exp(logThreshold[j]);
    }

    /// Starts at the threshold that gives the wanted L0 on the first batches.
    @Override
    public void start(List<Pass> batches, Weights weights) {
        double sum = 0;
        for (Pass b : batches) {
            sum += b.pre().edge((int) Math.round(l0 * b.size()));
        }
        double first = Math.max(1e-3, sum / batches.size());
        Arrays.fill(logThreshold, (float) Math.log(first));
        width = WINDOW * first;
    }

    /// The active latents and, with the value 0, those within the window below their threshold.
    @Override
    public SparseCodes codes(Tower tower, Matrix centred, PreActivations activations) {
        float[] pre = activations.all();
        int rows = centred.rows();
        int m = logThreshold.length;
        double[] theta = new double[m];
        for (int j = 0; j < m; j++) {
            theta[j] = threshold(j);
        }
        int[] offsets = new int[rows + 1];
        int n = 0;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < m; j++) {
                n += pre[r * m + j] > theta[j] - width / 2 ? 1 : 0;
            }
            offsets[r + 1] = n;
        }
        int[] latent = new int[n];
        float[] value = new float[n];
        int at = 0;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < m; j++) {
                float p = pre[r * m + j];
                if (p > theta[j] - width / 2) {
                    latent[at] = j;
                    value[at++] = p > theta[j] ? p : 0;
                }
            }
        }
        return new SparseCodes(rows, m, offsets, latent, value);
    }

    @Override
    public float[] back(Pass pass, float[] delta) {
        SparseCodes z = pass.codes();
        float[] out = new float[z.size()];
        double[] jump = new double[z.size()];
        for (int p = 0; p < out.length; p++) {
            out[p] = z.value()[p] > 0 ? delta[p] : 0;
            jump[p] = threshold(z.latent()[p]) * delta[p];
        }
        moveThresholds(pass, jump);
        return out;
    }

    @Override
    public void penalise(Pass pass, float[] gradientOfPre, Weights weights, Kernels kernels) {
        int rows = Math.max(1, pass.size());
        double off = active(pass.codes()) / rows / l0 - 1;
        double[] count = new double[pass.codes().size()];
        Arrays.fill(count, STRENGTH * 2 * off / l0 / rows);
        moveThresholds(pass, count);
    }

    /// Adds what the entries near their threshold say about `log θ`.
    ///
    /// @param jump by how much the loss rises where an entry becomes active
    private void moveThresholds(Pass pass, double[] jump) {
        SparseCodes z = pass.codes();
        int m = z.latents();
        double[] own = new double[m];
        for (int r = 0; r < z.rows(); r++) {
            for (int p = z.offsets()[r]; p < z.offsets()[r + 1]; p++) {
                int j = z.latent()[p];
                double theta = threshold(j);
                if (Math.abs(pass.pre().all()[r * m + j] - theta) < width / 2) {
                    own[j] -= jump[p] * theta / width;
                }
            }
        }
        for (int j = 0; j < m; j++) {
            gradient[j] += (float) own[j];
        }
    }

    @Override
    public double penalty(Pass pass, Weights weights, Kernels kernels) {
        double off = active(pass.codes()) / Math.max(1, pass.size()) / l0 - 1;
        return STRENGTH * off * off;
    }

    private static double active(SparseCodes z) {
        int n = 0;
        for (float v : z.value()) {
            n += v > 0 ? 1 : 0;
        }
        return n;
    }

    @Override
    public List<float[]> weights() {
        return List.of(logThreshold);
    }

    @Override
    public List<float[]> gradients() {
        return List.of(gradient);
    }

    @Override
    public void clear() {
        Arrays.fill(gradient, 0);
    }

    @Override
    public double[] state() {
        return new double[] {width};
    }

    @Override
    public void restore(double[] state) {
        width = state[0];
    }

    @Override
    public Activation trained(Matrix users, Matrix items, Weights weights, Ctx ctx) {
        int m = logThreshold.length;
        float[] threshold = new float[m];
        float[] gain = new float[m];
        for (int j = 0; j < m; j++) {
            threshold[j] = (float) threshold(j);
            gain[j] = 1;
        }
        return new Activation.Gate(threshold, gain, new float[m]);
    }
}
