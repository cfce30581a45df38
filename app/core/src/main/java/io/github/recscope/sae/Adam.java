package io.github.recscope.sae;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.RowOps;
import java.util.Arrays;

/// Adam (Kingma and Ba, 2015) for one array of weights.
///
/// The second moment forgets in about 100 updates: the score error falls by orders of magnitude within the first,
/// and a longer memory of those gradients would slow everything after.
final class Adam {
    private static final int CHUNK = 1 << 14;
    private final float[] weights;
    private final float[] m;
    private final float[] v;
    private long t;

    Adam(float[] weights) {
        this.weights = weights;
        this.m = new float[weights.length];
        this.v = new float[weights.length];
    }

    /// Everything that the next update depends on; a copy.
    ///
    /// @param weights the weights
    /// @param m       first moments
    /// @param v       second moments
    /// @param t       updates so far
    record State(float[] weights, float[] m, float[] v, long t) {}

    State state() {
        return new State(weights.clone(), m.clone(), v.clone(), t);
    }

    void restore(State state) {
        System.arraycopy(state.weights, 0, weights, 0, weights.length);
        System.arraycopy(state.m, 0, m, 0, m.length);
        System.arraycopy(state.v, 0, v, 0, v.length);
        t = state.t;
    }

    /// Forgets the moments of some weights, which were set anew.
    void forget(int from, int n) {
        Arrays.fill(m, from, from + n, 0);
        Arrays.fill(v, from, from + n, 0);
    }

    /// One update with the given gradient.
    void step(float[] gradient, double rate, Kernels kernels) {
        RowOps.AdamStep step = next(rate);
        int chunks = (weights.length + CHUNK - 1) / CHUNK;
        kernels.workers().forEach(chunks, c -> {
            int from = c * CHUNK;
            update(from, Math.min(CHUNK, weights.length - from), gradient, step, kernels.rows());
        });
    }

    /// Begins an update, which [#update] then makes piece by piece.
    RowOps.AdamStep next(double rate) {
        return RowOps.AdamStep.at(++t, rate, 0.9, 0.99, 1e-8, 0);
    }

    /// One piece of an update.
    void update(int from, int n, float[] gradient, RowOps.AdamStep step, RowOps ops) {
        ops.adam(weights, m, v, from, gradient, from, n, step);
    }
}
