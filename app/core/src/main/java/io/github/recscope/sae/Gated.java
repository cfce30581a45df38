package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
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
    private double lambda = 1e-3;

    Gated(double l0, int latents) {
        this.l0 = l0;
        this.logGain = new float[latents];
        this.offset = new float[latents];
        this.logGainGradient = new float[latents];
        this.offsetGradient = new float[latents];
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
    public SparseCodes codes(Tower tower, Matrix centred, PreActivations activations) {
        float[] pre = activations.all();
        int rows = centred.rows();
        int m = offset.length;
        int[] offsets = new int[rows + 1];
        int n = 0;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < m; j++) {
                n += pre[r * m + j] > 0 ? 1 : 0;
            }
            offsets[r + 1] = n;
        }
        int[] latent = new int[n];
        float[] value = new float[n];
        int at = 0;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < m; j++) {
                float p = pre[r * m + j];
                if (p > 0) {
                    latent[at] = j;
                    value[at++] = Math.max(0, (float) Math.exp(logGain[j]) * p + offset[j]);
                }
            }
        }
        return new SparseCodes(rows, m, offsets, latent, value);
    }

    @Override
    public float[] back(Pass pass, float[] delta) {
        SparseCodes z = pass.codes();
        SparseCodes gate = gate(pass);
        float[] out = new float[z.size()];
        double[] gains = new double[z.latents()];
        double[] offsets = new double[z.latents()];
        for (int p = 0; p < out.length; p++) {
            if (z.value()[p] > 0) {
                int j = z.latent()[p];
                double gain = Math.exp(logGain[j]);
                out[p] = (float) (delta[p] * gain);
                gains[j] += delta[p] * gain * gate.value()[p];
                offsets[j] += delta[p];
            }
        }
        for (int j = 0; j < gains.length; j++) {
            logGainGradient[j] += (float) gains[j];
            offsetGradient[j] += (float) offsets[j];
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
        float[] value = new float[z.size()];
        for (int r = 0; r < z.rows(); r++) {
            for (int p = z.offsets()[r]; p < z.offsets()[r + 1]; p++) {
                value[p] = pass.pre().all()[r * z.latents() + z.latent()[p]];
            }
        }
        return new SparseCodes(z.rows(), z.latents(), z.offsets(), z.latent(), value);
    }

    private static float[] gateGradient(Pass pass, SparseCodes gate, Weights weights, Kernels kernels) {
        Matrix guess = weights.decode(gate, kernels);
        float[] g = new float[guess.data().length];
        double factor = 2 / (pass.size() * pass.tower().spread());
        for (int i = 0; i < g.length; i++) {
            g[i] = (float) (factor * (guess.data()[i] - pass.x().data()[i]));
        }
        float[] delta = new float[gate.size()];
        kernels.codeGradient(gate, Matrix.of(guess.rows(), guess.cols(), g), weights.decoderMatrix(), delta);
        return delta;
    }

    @Override
    public void stepped(List<Pass> batches) {
        double active = 0;
        int rows = 0;
        for (Pass b : batches) {
            for (float v : b.codes().value()) {
                active += v > 0 ? 1 : 0;
            }
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
        int m = offset.length;
        float[] gain = new float[m];
        for (int j = 0; j < m; j++) {
            gain[j] = (float) Math.exp(logGain[j]);
        }
        return new Activation.Gate(new float[m], gain, offset.clone());
    }
}
