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
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }
}
