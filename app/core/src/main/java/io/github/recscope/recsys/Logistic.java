package io.github.recscope.recsys;

/// The logistic function and its loss, without overflow.
final class Logistic {
    private Logistic() {}

    /// `1 / (1 + exp(−x))`
    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /// `log(1 + exp(x))`: the log loss of a negative of score x, or of a positive of score −x.
    static double softplus(double x) {
        // Not log1p, which takes several times as long: the sum is between 1 and 2, so what is lost is below 1e-16.
        return Math.max(0, x) + Math.log(1 + Math.exp(-Math.abs(x)));
    }
}
