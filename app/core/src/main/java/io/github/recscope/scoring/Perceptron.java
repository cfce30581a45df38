package io.github.recscope.scoring;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Layers `weights · x + bias` with a ReLU between them, for rows of inputs, and the way back.
///
/// @param layers  each takes what the one before gives
/// @param kernels what computes
public record Perceptron(List<Scorer.Layer> layers, Kernels kernels) {
    /// Outputs of some rows, with what the way back needs.
    ///
    /// @param inputs what each layer was given, the first being the rows themselves
    /// @param output `[n, out]`
    public record Pass(List<Matrix> inputs, Matrix output) {}

    /// Receives the gradients of one layer.
    public interface Sink {
        /// @param layer   which one, from 0
        /// @param weights `[out, in]`, summed over the rows
        /// @param bias    `[out]`, summed over the rows
        void accept(int layer, float[] weights, float[] bias);
    }

    /// @param x `[n, in]`
    public Pass forward(Matrix x) {
        List<Matrix> inputs = new ArrayList<>();
        Matrix now = x;
        for (int l = 0; l < layers.size(); l++) {
            inputs.add(now);
            Scorer.Layer layer = layers.get(l);
            float[] out = new float[x.rows() * layer.weights().rows()];
            kernels.multiplyTransposed(now, layer.weights(), layer.bias(), out);
            if (l + 1 < layers.size()) {
                relu(out);
            }
            now = Matrix.of(x.rows(), layer.weights().rows(), out);
        }
        return new Pass(inputs, now);
    }

    /// The gradient with respect to the rows, `[n, in]`.
    ///
    /// @param upstream `[n, out]`, with respect to the outputs
    /// @param sink     what is done with the gradients of the layers, or null if nobody asks
    public Matrix backward(Pass pass, Matrix upstream, @Nullable Sink sink) {
        Matrix g = upstream;
        for (int l = layers.size() - 1; l >= 0; l--) {
            Matrix weights = layers.get(l).weights();
            Matrix input = pass.inputs().get(l);
            if (sink != null) {
                float[] w = new float[weights.data().length];
                kernels.transposedMultiply(g, input, w);
                sink.accept(l, w, columnSums(g));
            }
            float[] down = new float[input.data().length];
            kernels.multiply(g, weights, down);
            if (l > 0) {
                // A unit that gave nothing passes nothing on.
                for (int p = 0; p < down.length; p++) {
                    down[p] = input.data()[p] > 0 ? down[p] : 0;
                }
            }
            g = Matrix.of(input.rows(), input.cols(), down);
        }
        return g;
    }

    static void relu(float[] x) {
        for (int p = 0; p < x.length; p++) {
            x[p] = Math.max(0, x[p]); // NaN stays NaN.
        }
    }

    private static float[] columnSums(Matrix x) {
        float[] sum = new float[x.cols()];
        for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < sum.length; c++) {
                sum[c] += x.data()[r * sum.length + c];
            }
        }
        return sum;
    }
}
