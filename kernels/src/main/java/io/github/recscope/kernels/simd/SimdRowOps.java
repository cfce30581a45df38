package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.FourierPass;
import io.github.recscope.kernels.RowOps;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Row arithmetic with several accumulators, in single precision.
///
/// The loops are static methods with constants of their own: an interface call in front of them costs little, one
/// inside of them would cost everything.
final class SimdRowOps implements RowOps {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    @Override
    public float dot(float[] a, int aAt, float[] b, int bAt, int n) {
        return product(a, aAt, b, bAt, n);
    }

    @Override
    public float squaredDistance(float[] a, int aAt, float[] b, int bAt, int n) {
        return distance(a, aAt, b, bAt, n);
    }

    @Override
    public void products(float[] a, int aAt, int m, float[] b, int bAt, int n, int d, float[] out, float[] space) {
        Objects.checkFromIndexSize(aAt, m * d, a.length);
        Objects.checkFromIndexSize(bAt, n * d, b.length);
        Objects.checkFromIndexSize(0, m * n, out.length);
        Objects.checkFromIndexSize(0, productSpace(m, n, d), space.length);
        Gemm.products(a, aAt, m, b, bAt, n, d, out, space);
    }

    @Override
    public int productSpace(int m, int n, int d) {
        return Gemm.productSpace(m, n, d);
    }

    @Override
    public void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        add(alpha, x, xAt, y, yAt, n);
    }

    @Override
    public void scale(float alpha, float[] y, int yAt, int n) {
        multiply(alpha, y, yAt, n);
    }

    @Override
    public int reaching(float bar, float[] x, int xAt, int n, int[] where, int whereAt) {
        return places(bar, x, xAt, n, where, whereAt);
    }

    private static int places(float bar, float[] x, int xAt, int n, int[] where, int whereAt) {
        Objects.checkFromIndexSize(xAt, n, x.length);
        Objects.checkFromIndexSize(whereAt, n, where.length);
        int found = whereAt;
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            long which = load(x, xAt + i).compare(VectorOperators.GE, bar).toLong();
            for (; which != 0; which &= which - 1) {
                where[found++] = i + Long.numberOfTrailingZeros(which);
            }
        }
        for (; i < n; i++) {
            if (x[xAt + i] >= bar) {
                where[found++] = i;
            }
        }
        return found - whereAt;
    }

    @Override
    public int exceeding(float[] x, int xAt, int n, float p, float[] s, float q, float[] t, int at, int[] where) {
        return above(x, xAt, n, p, s, q, t, at, where);
    }

    private static int above(float[] x, int xAt, int n, float p, float[] s, float q, float[] t, int at, int[] where) {
        Objects.checkFromIndexSize(xAt, n, x.length);
        Objects.checkFromIndexSize(at, n, s.length);
        Objects.checkFromIndexSize(at, n, t.length);
        Objects.checkFromIndexSize(0, n, where.length);
        FloatVector ps = FloatVector.broadcast(SPECIES, p);
        FloatVector qs = FloatVector.broadcast(SPECIES, q);
        int found = 0;
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector least = load(s, at + i).add(ps).min(load(t, at + i).add(qs));
            long which = load(x, xAt + i).compare(VectorOperators.GT, least).toLong();
            for (; which != 0; which &= which - 1) {
                where[found++] = i + Long.numberOfTrailingZeros(which);
            }
        }
        for (; i < n; i++) {
            if (x[xAt + i] > Math.min(p + s[at + i], q + t[at + i])) {
                where[found++] = i;
            }
        }
        return found;
    }

    @Override
    public void fourier(FourierPass pass, float[] xr, float[] xi, float[] yr, float[] yi) {
        SimdFourier.pass(pass, xr, xi, yr, yi);
    }

    @Override
    public void descend(
            float[] x, int xAt, float[] y, int yAt, float[] g, int gAt, int n, float slope, float keep, float step) {
        move(x, xAt, y, yAt, g, gAt, n, slope, keep, step);
    }

    private static void move(
            float[] x, int xAt, float[] y, int yAt, float[] g, int gAt, int n, float slope, float keep, float step) {
        Objects.checkFromIndexSize(xAt, n, x.length);
        Objects.checkFromIndexSize(yAt, n, y.length);
        Objects.checkFromIndexSize(gAt, n, g.length);
        FloatVector slopes = FloatVector.broadcast(SPECIES, slope);
        FloatVector steps = FloatVector.broadcast(SPECIES, -step);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector old = load(y, yAt + i);
            Lanes.fma(slopes, old, load(g, gAt + i)).intoArray(g, gAt + i);
            Lanes.fma(steps, load(x, xAt + i), old.mul(keep)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            float old = y[yAt + i];
            g[gAt + i] = Math.fma(slope, old, g[gAt + i]);
            y[yAt + i] = Math.fma(-step, x[xAt + i], old * keep);
        }
    }

    @Override
    public void adam(float[] w, float[] m, float[] v, int at, float[] g, int gAt, int n, AdamStep step) {
        update(w, m, v, at, g, gAt, n, step.stepSize(), step.beta1(), step.beta2(), step.epsilon(), step.decay());
    }

    @Override
    public long multiplyAdds(int rounds) {
        return spin(rounds);
    }

    /// Twelve independent sums: two multiply-adds a cycle with a latency of up to six.
    private static long spin(int rounds) {
        FloatVector a = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector b = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector c0 = b;
        FloatVector c1 = b;
        FloatVector c2 = b;
        FloatVector c3 = b;
        FloatVector c4 = b;
        FloatVector c5 = b;
        FloatVector c6 = b;
        FloatVector c7 = b;
        FloatVector c8 = b;
        FloatVector c9 = b;
        FloatVector c10 = b;
        FloatVector c11 = b;
        for (int r = 0; r < rounds; r++) {
            c0 = Lanes.fma(c0, a, b);
            c1 = Lanes.fma(c1, a, b);
            c2 = Lanes.fma(c2, a, b);
            c3 = Lanes.fma(c3, a, b);
            c4 = Lanes.fma(c4, a, b);
            c5 = Lanes.fma(c5, a, b);
            c6 = Lanes.fma(c6, a, b);
            c7 = Lanes.fma(c7, a, b);
            c8 = Lanes.fma(c8, a, b);
            c9 = Lanes.fma(c9, a, b);
            c10 = Lanes.fma(c10, a, b);
            c11 = Lanes.fma(c11, a, b);
        }
        FloatVector all = c0.add(c1)
                .add(c2)
                .add(c3)
                .add(c4)
                .add(c5)
                .add(c6)
                .add(c7)
                .add(c8)
                .add(c9)
                .add(c10)
                .add(c11);
        // The sums are used, or the loop would be dropped; they are never NaN.
        return Float.isNaN(Lanes.sum(all)) ? 0 : 2L * 12 * LANES * rounds;
    }

    static float product(float[] a, int aAt, float[] b, int bAt, int n) {
        Objects.checkFromIndexSize(aAt, n, a.length);
        Objects.checkFromIndexSize(bAt, n, b.length);
        int i = 0;
        float sum = 0;
        if (n >= LANES) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            if (n >= 4 * LANES) {
                FloatVector s1 = s0;
                FloatVector s2 = s0;
                FloatVector s3 = s0;
                for (; i <= n - 4 * LANES; i += 4 * LANES) {
                    s0 = Lanes.fma(load(a, aAt + i), load(b, bAt + i), s0);
                    s1 = Lanes.fma(load(a, aAt + i + LANES), load(b, bAt + i + LANES), s1);
                    s2 = Lanes.fma(load(a, aAt + i + 2 * LANES), load(b, bAt + i + 2 * LANES), s2);
                    s3 = Lanes.fma(load(a, aAt + i + 3 * LANES), load(b, bAt + i + 3 * LANES), s3);
                }
                s0 = s0.add(s1).add(s2.add(s3));
            }
            for (; i <= n - LANES; i += LANES) {
                s0 = Lanes.fma(load(a, aAt + i), load(b, bAt + i), s0);
            }
            sum = Lanes.sum(s0);
        }
        for (; i < n; i++) {
            sum = Math.fma(a[aAt + i], b[bAt + i], sum);
        }
        return sum;
    }

    private static float distance(float[] a, int aAt, float[] b, int bAt, int n) {
        Objects.checkFromIndexSize(aAt, n, a.length);
        Objects.checkFromIndexSize(bAt, n, b.length);
        int i = 0;
        float sum = 0;
        if (n >= LANES) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            for (; i <= n - 2 * LANES; i += 2 * LANES) {
                FloatVector d0 = load(a, aAt + i).sub(load(b, bAt + i));
                FloatVector d1 = load(a, aAt + i + LANES).sub(load(b, bAt + i + LANES));
                s0 = Lanes.fma(d0, d0, s0);
                s1 = Lanes.fma(d1, d1, s1);
            }
            if (i <= n - LANES) {
                FloatVector d = load(a, aAt + i).sub(load(b, bAt + i));
                s0 = Lanes.fma(d, d, s0);
                i += LANES;
            }
            sum = Lanes.sum(s0.add(s1));
        }
        for (; i < n; i++) {
            float d = a[aAt + i] - b[bAt + i];
            sum = Math.fma(d, d, sum);
        }
        return sum;
    }

    static void add(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        Objects.checkFromIndexSize(xAt, n, x.length);
        Objects.checkFromIndexSize(yAt, n, y.length);
        FloatVector factor = FloatVector.broadcast(SPECIES, alpha);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            Lanes.fma(factor, load(x, xAt + i), load(y, yAt + i)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = Math.fma(alpha, x[xAt + i], y[yAt + i]);
        }
    }

    private static void multiply(float alpha, float[] y, int yAt, int n) {
        Objects.checkFromIndexSize(yAt, n, y.length);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            load(y, yAt + i).mul(alpha).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] *= alpha;
        }
    }

    private static void update(
            float[] w,
            float[] m,
            float[] v,
            int at,
            float[] g,
            int gAt,
            int n,
            float stepSize,
            float beta1,
            float beta2,
            float epsilon,
            float decay) {
        Objects.checkFromIndexSize(at, n, w.length);
        Objects.checkFromIndexSize(at, n, m.length);
        Objects.checkFromIndexSize(at, n, v.length);
        Objects.checkFromIndexSize(gAt, n, g.length);
        float rest1 = 1 - beta1;
        float rest2 = 1 - beta2;
        FloatVector decays = FloatVector.broadcast(SPECIES, decay);
        FloatVector betas1 = FloatVector.broadcast(SPECIES, beta1);
        FloatVector betas2 = FloatVector.broadcast(SPECIES, beta2);
        FloatVector rests1 = FloatVector.broadcast(SPECIES, rest1);
        FloatVector rests2 = FloatVector.broadcast(SPECIES, rest2);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector weight = load(w, at + i);
            FloatVector gradient = Lanes.fma(decays, weight, load(g, gAt + i));
            FloatVector first = Lanes.fma(betas1, load(m, at + i), rests1.mul(gradient));
            FloatVector second =
                    Lanes.fma(betas2, load(v, at + i), rests2.mul(gradient).mul(gradient));
            first.intoArray(m, at + i);
            second.intoArray(v, at + i);
            weight.sub(first.mul(stepSize).div(second.sqrt().add(epsilon))).intoArray(w, at + i);
        }
        for (; i < n; i++) {
            float gradient = Math.fma(decay, w[at + i], g[gAt + i]);
            float first = Math.fma(beta1, m[at + i], rest1 * gradient);
            float second = Math.fma(beta2, v[at + i], rest2 * gradient * gradient);
            m[at + i] = first;
            v[at + i] = second;
            w[at + i] -= first * stepSize / ((float) Math.sqrt(second) + epsilon);
        }
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(SPECIES, a, at);
    }
}
