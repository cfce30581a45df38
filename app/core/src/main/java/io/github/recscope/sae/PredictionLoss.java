package io.github.recscope.sae;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;

/// The squared error of all user–item scores, exact, without forming a single score.
///
/// For dot products, with U `[n, d]` and V `[m, d]` the embeddings and Û, V̂ their reconstructions,
/// `Σ_ui (û·v̂ − u·v)² = tr(ÛᵀÛ·V̂ᵀV̂) + tr(UᵀU·VᵀV) − 2 tr(ÛᵀU·VᵀV̂)`,
/// which costs O((n + m) d²) instead of O(n m d). Biases cancel: they are not part of the code.
///
/// @param value    the sum of squares over all pairs
/// @param userGrad `[n, d]` its gradient with respect to Û: `2 (Û·V̂ᵀV̂ − U·VᵀV̂)`
/// @param itemGrad `[m, d]` its gradient with respect to V̂: `2 (V̂·ÛᵀÛ − V·UᵀÛ)`
record PredictionLoss(double value, float[] userGrad, float[] itemGrad) {
    /// Computes value and gradients.
    static PredictionLoss of(Matrix u, Matrix uHat, Matrix v, Matrix vHat, Kernels kernels) {
        int d = u.cols();
        Matrix[][] pairs = {{u, u}, {v, v}, {uHat, uHat}, {vHat, vHat}, {u, uHat}, {v, vHat}};
        float[][] grams = new float[pairs.length][];
        kernels.workers().forEach(pairs.length, p -> grams[p] = gram(pairs[p][0], pairs[p][1], kernels));
        float[] uu = grams[0];
        float[] vv = grams[1];
        float[] hatUU = grams[2];
        float[] hatVV = grams[3];
        float[] crossU = grams[4];
        float[] crossV = grams[5];
        double value = 0;
        for (int a = 0; a < d * d; a++) {
            value += (double) hatUU[a] * hatVV[a] + (double) uu[a] * vv[a] - 2.0 * crossU[a] * crossV[a];
        }
        float[][] grad = new float[2][];
        Rows.both(
                kernels,
                side -> grad[side] = side == 0
                        ? gradient(u, uHat, crossV, hatVV, kernels)
                        : gradient(v, vHat, crossU, hatUU, kernels));
        return new PredictionLoss(Math.max(0, value), grad[0], grad[1]);
    }

    private static float[] gram(Matrix a, Matrix b, Kernels kernels) {
        float[] out = new float[a.cols() * b.cols()];
        kernels.transposedMultiply(a, b, out);
        return out;
    }

    /// `2 (X̂·hat − X·cross)`.
    private static float[] gradient(Matrix x, Matrix xHat, float[] cross, float[] hat, Kernels kernels) {
        int d = x.cols();
        float[] out = new float[x.rows() * d];
        float[] other = new float[x.rows() * d];
        kernels.multiply(xHat, Matrix.of(d, d, hat), out);
        kernels.multiply(x, Matrix.of(d, d, cross), other);
        for (int i = 0; i < out.length; i++) {
            out[i] = 2 * (out[i] - other[i]);
        }
        return out;
    }

    /// The sum over all pairs of the squared score less the user's mean score: what the loss is measured
    /// against.
    ///
    /// @return `Σ_ui (u·(v − v̄))² = tr(UᵀU · (V − v̄)ᵀ(V − v̄))`
    static double scoreVariance(Matrix u, Matrix v, Kernels kernels) {
        int d = v.cols();
        Matrix c = Rows.centred(v);
        float[] uu = gram(u, u, kernels);
        float[] vv = gram(c, c, kernels);
        double sum = 0;
        for (int a = 0; a < d * d; a++) {
            sum += (double) uu[a] * vv[a];
        }
        return sum;
    }
}
