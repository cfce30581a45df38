package io.github.recscope.stat;

/// The standard normal distribution.
public final class Normal {
    private Normal() {}

    /// The chance of a value at least as far from 0 as z, on either side.
    ///
    /// The complementary error function by its Chebyshev fit (Press et al., Numerical Recipes, 2007, 6.2.2);
    /// relative error below 1.2e-7.
    public static double twoSided(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 2 / (2 + x);
        double series = -1.26551223
                + t
                        * (1.00002368
                                + t
                                        * (0.37409196
                                                + t
                                                        * (0.09678418
                                                                + t
                                                                        * (-0.18628806
                                                                                + t
                                                                                        * (0.27886807
                                                                                                + t
                                                                                                        * (-1.13520398
                                                                                                                + t
                                                                                                                        * (1.48851587
                                                                                                                                + t
                                                                                                                                        * (-0.82215223
                                                                                                                                                + t
                                                                                                                                                        * 0.17087277))))))));
        return Math.min(1, t * Math.exp(-x * x + series));
    }
}
