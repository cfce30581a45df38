package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.ByLatent;
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
    public SparseCodes codes(Tower tower, Matrix centred, PreActivations pre) {
        float[] theta = new float[logThreshold.length];
        float[] bars = new float[logThreshold.length];
        for (int j = 0; j < bars.length; j++) {
            theta[j] = above(threshold(j));
            bars[j] = above(threshold(j) - width / 2);
        }
        SparseCodes near = pre.reaching(bars);
        float[] value = new float[near.size()];
        for (int p = 0; p < value.length; p++) {
            value[p] = near.value()[p] >= theta[near.latent()[p]] ? near.value()[p] : 0;
        }
        return new SparseCodes(near.rows(), near.latents(), near.offsets(), near.latent(), value);
    }

    /// The smallest float above a number.
    private static float above(double x) {
        float near = (float) x;
        return near > x ? near : Math.nextUp(near);
    }

    @Override
    public float[] back(Pass pass, float[] delta) {
        SparseCodes z = pass.codes();
        float[] out = new float[z.size()];
        for (int p = 0; p < out.length; p++) {
            out[p] = z.value()[p] > 0 ? delta[p] : 0;
        }
        moveThresholds(pass, (j, p) -> threshold(j) * delta[p]);
        return out;
    }

    @Override
    public void penalise(Pass pass, float[] gradientOfPre, Weights weights, Kernels kernels) {
        int rows = Math.max(1, pass.size());
        double off = (double) pass.firing() / rows / l0 - 1;
        double count = STRENGTH * 2 * off / l0 / rows;
        moveThresholds(pass, (_, _) -> count);
    }

    /// By how much the loss rises where an entry becomes active.
    private interface Jump {
        double at(int latent, int position);
    }

    /// Adds what the entries near their threshold say about `log θ`.
    private void moveThresholds(Pass pass, Jump jump) {
        float[] pre = pass.pre().reached();
        ByLatent active = pass.active();
        for (int j = 0; j < gradient.length; j++) {
            double theta = threshold(j);
            double own = 0;
            for (int a = active.offsets()[j]; a < active.offsets()[j + 1]; a++) {
                int p = active.position()[a];
                if (Math.abs(pre[p] - theta) < width / 2) {
                    own -= jump.at(j, p) * theta / width;
                }
            }
            gradient[j] += (float) own;
        }
    }

    @Override
    public double penalty(Pass pass, Weights weights, Kernels kernels) {
        double off = (double) pass.firing() / Math.max(1, pass.size()) / l0 - 1;
        return STRENGTH * off * off;
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
