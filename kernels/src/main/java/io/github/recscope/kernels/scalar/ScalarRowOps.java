package io.github.recscope.kernels.scalar;

import io.github.recscope.kernels.FourierPass;
import io.github.recscope.kernels.RowOps;
import java.util.Objects;

/// Row arithmetic in double precision, rounded once an element.
final class ScalarRowOps implements RowOps {
    @Override
    public float dot(float[] a, int aAt, float[] b, int bAt, int n) {
        return (float) sumOfProducts(a, aAt, b, bAt, n);
    }

    static double sumOfProducts(float[] a, int aAt, float[] b, int bAt, int n) {
        Objects.checkFromIndexSize(aAt, n, a.length);
        Objects.checkFromIndexSize(bAt, n, b.length);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (double) a[aAt + i] * b[bAt + i];
        }
        return sum;
    }

    @Override
    public float squaredDistance(float[] a, int aAt, float[] b, int bAt, int n) {
        Objects.checkFromIndexSize(aAt, n, a.length);
        Objects.checkFromIndexSize(bAt, n, b.length);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double difference = (double) a[aAt + i] - b[bAt + i];
            sum += difference * difference;
        }
        return (float) sum;
    }

    @Override
    public void products(float[] a, int aAt, int m, float[] b, int bAt, int n, int d, float[] out, float[] space) {
        Objects.checkFromIndexSize(aAt, m * d, a.length);
        Objects.checkFromIndexSize(bAt, n * d, b.length);
        Objects.checkFromIndexSize(0, m * n, out.length);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                out[i * n + j] = dot(a, aAt + i * d, b, bAt + j * d, d);
            }
        }
    }

    @Override
    public void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        Objects.checkFromIndexSize(xAt, n, x.length);
        Objects.checkFromIndexSize(yAt, n, y.length);
        for (int i = 0; i < n; i++) {
            y[yAt + i] = (float) (y[yAt + i] + (double) alpha * x[xAt + i]);
        }
    }

    @Override
    public void scale(float alpha, float[] y, int yAt, int n) {
        Objects.checkFromIndexSize(yAt, n, y.length);
        for (int i = 0; i < n; i++) {
            y[yAt + i] *= alpha;
        }
    }

    @Override
    public int reaching(float bar, float[] x, int xAt, int n, int[] where, int whereAt) {
        Objects.checkFromIndexSize(xAt, n, x.length);
        Objects.checkFromIndexSize(whereAt, n, where.length);
        int found = whereAt;
        for (int i = 0; i < n; i++) {
            if (x[xAt + i] >= bar) {
                where[found++] = i;
            }
        }
        return found - whereAt;
    }

    @Override
    public int exceeding(float[] x, int xAt, int n, float p, float[] s, float q, float[] t, int at, int[] where) {
        Objects.checkFromIndexSize(xAt, n, x.length);
        Objects.checkFromIndexSize(at, n, s.length);
        Objects.checkFromIndexSize(at, n, t.length);
        Objects.checkFromIndexSize(0, n, where.length);
        int found = 0;
        for (int i = 0; i < n; i++) {
            if (x[xAt + i] > Math.min(p + s[at + i], q + t[at + i])) {
                where[found++] = i;
            }
        }
        return found;
    }

    @Override
    public void fourier(FourierPass pass, float[] xr, float[] xi, float[] yr, float[] yi) {
        ScalarFourier.pass(pass, xr, xi, yr, yi);
    }

    @Override
    public void descend(
            float[] x, int xAt, float[] y, int yAt, float[] g, int gAt, int n, float slope, float keep, float step) {
        Objects.checkFromIndexSize(xAt, n, x.length);
        Objects.checkFromIndexSize(yAt, n, y.length);
        Objects.checkFromIndexSize(gAt, n, g.length);
        for (int i = 0; i < n; i++) {
            double old = y[yAt + i];
            g[gAt + i] = (float) (g[gAt + i] + slope * old);
            y[yAt + i] = (float) (keep * old - (double) step * x[xAt + i]);
        }
    }

    @Override
    public long multiplyAdds(int rounds) {
        double a = 1;
        double b = 1;
        double c = 1;
        double d = 1;
        for (int r = 0; r < rounds; r++) {
            a = a * 0.999 + 0.001;
            b = b * 0.999 + 0.001;
            c = c * 0.999 + 0.001;
            d = d * 0.999 + 0.001;
        }
        // The sums are used, or the loop would be dropped; they are never NaN.
        return Double.isNaN(a + b + c + d) ? 0 : 2L * 4 * rounds;
    }

    @Override
    public void adam(float[] w, float[] m, float[] v, int at, float[] g, int gAt, int n, AdamStep step) {
        Objects.checkFromIndexSize(at, n, w.length);
        Objects.checkFromIndexSize(at, n, m.length);
        Objects.checkFromIndexSize(at, n, v.length);
        Objects.checkFromIndexSize(gAt, n, g.length);
        double beta1 = step.beta1();
        double beta2 = step.beta2();
        for (int i = 0; i < n; i++) {
            double gradient = g[gAt + i] + (double) step.decay() * w[at + i];
            double first = beta1 * m[at + i] + (1 - beta1) * gradient;
            double second = beta2 * v[at + i] + (1 - beta2) * gradient * gradient;
            m[at + i] = (float) first;
            v[at + i] = (float) second;
            w[at + i] = (float) (w[at + i] - step.stepSize() * first / (Math.sqrt(second) + step.epsilon()));
        }
    }
}
