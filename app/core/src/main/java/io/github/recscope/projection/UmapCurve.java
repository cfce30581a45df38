package io.github.recscope.projection;

/// The similarity of two points of the map at distance x: `1 / (1 + a · x^(2b))`.
///
/// @param a positive
/// @param b positive
record UmapCurve(double a, double b) {
    private static final int POINTS = 300;

    /// The least-squares fit to a curve that is 1 up to `minDist` and then falls as `exp(−(x − minDist) /
    /// spread)`, at 300 places in `[0, 3 · spread]` (McInnes, Healy and Melville, 2018), by Levenberg and
    /// Marquardt.
    static UmapCurve fit(double minDist, double spread) {
        double logA = 0;
        double b = 1;
        double error = error(logA, b, minDist, spread);
        double damping = 1e-3;
        for (int step = 0; step < 500; step++) {
            double haa = 0;
            double hab = 0;
            double hbb = 0;
            double ga = 0;
            double gb = 0;
            for (int i = 1; i < POINTS; i++) {
                double x = 3 * spread * i / (POINTS - 1);
                double power = Math.exp(logA + 2 * b * Math.log(x));
                double f = 1 / (1 + power);
                double byA = -f * f * power;
                double byB = byA * 2 * Math.log(x);
                double residual = f - wanted(x, minDist, spread);
                haa += byA * byA;
                hab += byA * byB;
                hbb += byB * byB;
                ga += byA * residual;
                gb += byB * residual;
            }
            double daa = haa * (1 + damping);
            double dbb = hbb * (1 + damping);
            double determinant = daa * dbb - hab * hab;
            double stepA = -(dbb * ga - hab * gb) / determinant;
            double stepB = -(daa * gb - hab * ga) / determinant;
            double tried = error(logA + stepA, b + stepB, minDist, spread);
            if (tried <= error) {
                logA += stepA;
                b += stepB;
                error = tried;
                damping = Math.max(damping / 10, 1e-12);
                if (Math.abs(stepA) + Math.abs(stepB) < 1e-10) {
                    break;
                }
            } else {
                damping *= 10;
                if (damping > 1e12) {
                    break;
                }
            }
        }
        return new UmapCurve(Math.exp(logA), b);
    }

    private static double wanted(double x, double minDist, double spread) {
        return x < minDist ? 1 : Math.exp(-(x - minDist) / spread);
    }

    private static double error(double logA, double b, double minDist, double spread) {
        double sum = 0;
        for (int i = 1; i < POINTS; i++) {
            double x = 3 * spread * i / (POINTS - 1);
            double residual = 1 / (1 + Math.exp(logA + 2 * b * Math.log(x))) - wanted(x, minDist, spread);
            sum += residual * residual;
        }
        return sum;
    }
}
