package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.ByLatent;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;
import java.util.Arrays;
import java.util.List;

/// Learns which latents are active apart from how much (Rajamanoharan et al., 2404.16014), so that the penalty on
/// the gate does not shrink the activations.
///
/// Gate and magnitude share their directions: a latent is active where `pre > 0`, with the magnitude `e^{r_j} · pre +
/// o_j` where that is positive. Only the gate is penalised, by `λ · mean ReLU(pre)` a row, and learns from
/// reconstructing the rows by itself through the decoder, which that part leaves alone. λ is moved step by step until
/// the mean number of active latents is the one asked for.
final class Gated implements Sparsifier {
    private static final double RATE = 0.02;

    private final double l0;
    private final float[] logGain;
    private final float[] offset;
    private final float[] logGainGradient;
    private final float[] offsetGradient;
    private final float[] positive;
    private double lambda = 1e-3;

    Gated(double l0, int latents) {
        this.l0 = l0;
        this.logGain = new float[latents];
        this.offset = new float[latents];
        this.logGainGradient = new float[latents];
        this.offsetGradient = new float[latents];
        this.positive = new float[latents];
        Arrays.fill(positive, Float.MIN_VALUE);
    }

    /// Starts with gates that open as often as asked for and magnitudes of the plain pre-activation.
    @Override
    public void start(List<Pass> batches, Weights weights) {
        double sum = 0;
        for (Pass b : batches) {
            sum += b.pre().edge((int) Math.round(l0 * b.size()));
        }
        float first = (float) (sum / batches.size());
        for (int j = 0; j < offset.length; j++) {
            weights.encoderBias[j] -= first;
            offset[j] = first;
        }
    }

    /// All open gates; the value is 0 where the magnitude is not positive.
    @Override
    public SparseCodes codes(Tower tower, Matrix centred, PreActivations pre) {
        SparseCodes open = pre.reaching(positive);
        float[] gain = gains();
        float[] value = new float[open.size()];
        for (int p = 0; p < value.length; p++) {
            int j = open.latent()[p];
            value[p] = Math.max(0, gain[j] * open.value()[p] + offset[j]);
        }
        return new SparseCodes(open.rows(), open.latents(), open.offsets(), open.latent(), value);
    }

    private float[] gains() {
        float[] gain = new float[logGain.length];
        for (int j = 0; j < gain.length; j++) {
            gain[j] = (float) Math.exp(logGain[j]);
        }
        return gain;
    }

    @Override
    public float[] back(Pass pass, float[] delta) {
        SparseCodes z = pass.codes();
        ByLatent active = pass.active();
        float[] gate = pass.pre().reached();
        float[] out = new float[z.size()];
        for (int j = 0; j < offset.length; j++) {
            double gain = Math.exp(logGain[j]);
            double ofGain = 0;
            double ofOffset = 0;
            for (int a = active.offsets()[j]; a < active.offsets()[j + 1]; a++) {
                int p = active.position()[a];
                if (z.value()[p] > 0) {
                    out[p] = (float) (delta[p] * gain);
                    ofGain += delta[p] * gain * gate[p];
                    ofOffset += delta[p];
                }
            }
            logGainGradient[j] += (float) ofGain;
            offsetGradient[j] += (float) ofOffset;
        }
        return out;
    }

    @Override
    public void penalise(Pass pass, float[] gradient, Weights weights, Kernels kernels) {
        float[] through = gateGradient(pass, gate(pass), weights, kernels);
        for (int p = 0; p < gradient.length; p++) {
            gradient[p] += (float) (through[p] + lambda / pass.size());
        }
    }

    @Override
    public double penalty(Pass pass, Weights weights, Kernels kernels) {
        SparseCodes gate = gate(pass);
        double sum = 0;
        for (float g : gate.value()) {
            sum += g;
        }
        double error = Rows.squaredError(weights.decode(gate, kernels), pass.x());
        return lambda * sum / pass.size() + error / pass.size() / pass.tower().spread();
    }

    /// `ReLU(pre)` as codes, aligned with the pass's own.
    private static SparseCodes gate(Pass pass) {
        SparseCodes z = pass.codes();
        return new SparseCodes(
                z.rows(), z.latents(), z.offsets(), z.latent(), pass.pre().reached());
    }

    private static float[] gateGradient(Pass pass, SparseCodes gate, Weights weights, Kernels kernels) {
        float[] guess = weights.decode(gate, kernels).data();
        float[] truth = pass.x().data();
        float[] g = new float[guess.length];
        float factor = (float) (2 / (pass.size() * pass.tower().spread()));
        int d = weights.d;
        Rows.each(kernels, pass.size(), r -> {
            for (int i = r * d; i < (r + 1) * d; i++) {
                g[i] = factor * (guess[i] - truth[i]);
            }
        });
        float[] delta = new float[gate.size()];
        kernels.codeGradient(gate, Matrix.of(pass.size(), d, g), weights.decoderMatrix(), delta);
        return delta;
    }

    @Override
    public void stepped(List<Pass> batches) {
        double active = 0;
        int rows = 0;
        for (Pass b : batches) {
            active += b.firing();
            rows += b.size();
        }
        lambda *= Math.exp(RATE * Math.clamp(active / Math.max(1, rows) / l0 - 1, -1, 1));
    }

    @Override
    public List<float[]> weights() {
        return List.of(logGain, offset);
    }

    @Override
    public List<float[]> gradients() {
        return List.of(logGainGradient, offsetGradient);
    }

    @Override
    public void clear() {
        Arrays.fill(logGainGradient, 0);
        Arrays.fill(offsetGradient, 0);
    }

    @Override
    public double[] state() {
        return new double[] {lambda};
    }

    @Override
    public void restore(double[] state) {
        lambda = state[0];
    }

    @Override
    public Activation trained(Matrix users, Matrix items, Weights weights, Ctx ctx) {
        return new Activation.Gate(new float[offset.length], gains(), offset.clone());
    }
}
