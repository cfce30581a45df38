package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.FourierPass;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Passes of a Fourier transform; the lanes are neighbouring sequences.
final class SimdFourier {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final float ROOT = (float) (Math.sqrt(3) / 2);

    private SimdFourier() {}

    static void pass(FourierPass pass, float[] xr, float[] xi, float[] yr, float[] yi) {
        Objects.checkFromIndexSize(0, pass.size(), xr.length);
        Objects.checkFromIndexSize(0, pass.size(), xi.length);
        Objects.checkFromIndexSize(0, pass.size(), yr.length);
        Objects.checkFromIndexSize(0, pass.size(), yi.length);
        float[] cos = pass.cos();
        float[] sin = pass.sin();
        int part = pass.length() / pass.radix();
        int s = pass.stride();
        for (int p = 0; p < part; p++) {
            int t = p * pass.turn();
            switch (pass.radix()) {
                case 2 -> two(xr, xi, yr, yi, s * p, s * part, 2 * s * p, s, cos[t], sin[t]);
                case 3 -> three(xr, xi, yr, yi, s * p, s * part, 3 * s * p, s, cos[t], sin[t], cos[2 * t], sin[2 * t]);
                default ->
                    four(
                            xr,
                            xi,
                            yr,
                            yi,
                            s * p,
                            s * part,
                            4 * s * p,
                            s,
                            cos[t],
                            sin[t],
                            cos[2 * t],
                            sin[2 * t],
                            cos[3 * t],
                            sin[3 * t]);
            }
        }
    }

    private static void two(
            float[] xr, float[] xi, float[] yr, float[] yi, int x, int step, int y, int s, float c, float n) {
        int q = 0;
        for (; q <= s - LANES; q += LANES) {
            FloatVector ar = load(xr, x + q);
            FloatVector ai = load(xi, x + q);
            FloatVector br = load(xr, x + step + q);
            FloatVector bi = load(xi, x + step + q);
            ar.add(br).intoArray(yr, y + q);
            ai.add(bi).intoArray(yi, y + q);
            turned(ar.sub(br), ai.sub(bi), c, n, yr, yi, y + s + q);
        }
        for (; q < s; q++) {
            float ar = xr[x + q];
            float ai = xi[x + q];
            float br = xr[x + step + q];
            float bi = xi[x + step + q];
            yr[y + q] = ar + br;
            yi[y + q] = ai + bi;
            turned(ar - br, ai - bi, c, n, yr, yi, y + s + q);
        }
    }

    private static void three(
            float[] xr,
            float[] xi,
            float[] yr,
            float[] yi,
            int x,
            int step,
            int y,
            int s,
            float c1,
            float n1,
            float c2,
            float n2) {
        int q = 0;
        for (; q <= s - LANES; q += LANES) {
            FloatVector ar = load(xr, x + q);
            FloatVector ai = load(xi, x + q);
            FloatVector br = load(xr, x + step + q);
            FloatVector bi = load(xi, x + step + q);
            FloatVector cr = load(xr, x + 2 * step + q);
            FloatVector ci = load(xi, x + 2 * step + q);
            FloatVector tr = br.add(cr);
            FloatVector ti = bi.add(ci);
            FloatVector ur = ar.sub(tr.mul(0.5f));
            FloatVector ui = ai.sub(ti.mul(0.5f));
            // i · √3/2 · (b − c)
            FloatVector vr = ci.sub(bi).mul(ROOT);
            FloatVector vi = br.sub(cr).mul(ROOT);
            ar.add(tr).intoArray(yr, y + q);
            ai.add(ti).intoArray(yi, y + q);
            turned(ur.sub(vr), ui.sub(vi), c1, n1, yr, yi, y + s + q);
            turned(ur.add(vr), ui.add(vi), c2, n2, yr, yi, y + 2 * s + q);
        }
        for (; q < s; q++) {
            float br = xr[x + step + q];
            float bi = xi[x + step + q];
            float cr = xr[x + 2 * step + q];
            float ci = xi[x + 2 * step + q];
            float ur = xr[x + q] - (br + cr) * 0.5f;
            float ui = xi[x + q] - (bi + ci) * 0.5f;
            float vr = (ci - bi) * ROOT;
            float vi = (br - cr) * ROOT;
            yr[y + q] = xr[x + q] + (br + cr);
            yi[y + q] = xi[x + q] + (bi + ci);
            turned(ur - vr, ui - vi, c1, n1, yr, yi, y + s + q);
            turned(ur + vr, ui + vi, c2, n2, yr, yi, y + 2 * s + q);
        }
    }

    private static void four(
            float[] xr,
            float[] xi,
            float[] yr,
            float[] yi,
            int x,
            int step,
            int y,
            int s,
            float c1,
            float n1,
            float c2,
            float n2,
            float c3,
            float n3) {
        int q = 0;
        for (; q <= s - LANES; q += LANES) {
            FloatVector ar = load(xr, x + q);
            FloatVector ai = load(xi, x + q);
            FloatVector br = load(xr, x + step + q);
            FloatVector bi = load(xi, x + step + q);
            FloatVector cr = load(xr, x + 2 * step + q);
            FloatVector ci = load(xi, x + 2 * step + q);
            FloatVector dr = load(xr, x + 3 * step + q);
            FloatVector di = load(xi, x + 3 * step + q);
            FloatVector acr = ar.add(cr);
            FloatVector aci = ai.add(ci);
            FloatVector bdr = br.add(dr);
            FloatVector bdi = bi.add(di);
            acr.add(bdr).intoArray(yr, y + q);
            aci.add(bdi).intoArray(yi, y + q);
            turned(acr.sub(bdr), aci.sub(bdi), c2, n2, yr, yi, y + 2 * s + q);
            FloatVector er = ar.sub(cr);
            FloatVector ei = ai.sub(ci);
            // i · (b − d)
            FloatVector fr = di.sub(bi);
            FloatVector fi = br.sub(dr);
            turned(er.sub(fr), ei.sub(fi), c1, n1, yr, yi, y + s + q);
            turned(er.add(fr), ei.add(fi), c3, n3, yr, yi, y + 3 * s + q);
        }
        for (; q < s; q++) {
            float acr = xr[x + q] + xr[x + 2 * step + q];
            float aci = xi[x + q] + xi[x + 2 * step + q];
            float bdr = xr[x + step + q] + xr[x + 3 * step + q];
            float bdi = xi[x + step + q] + xi[x + 3 * step + q];
            yr[y + q] = acr + bdr;
            yi[y + q] = aci + bdi;
            turned(acr - bdr, aci - bdi, c2, n2, yr, yi, y + 2 * s + q);
            float er = xr[x + q] - xr[x + 2 * step + q];
            float ei = xi[x + q] - xi[x + 2 * step + q];
            float fr = xi[x + 3 * step + q] - xi[x + step + q];
            float fi = xr[x + step + q] - xr[x + 3 * step + q];
            turned(er - fr, ei - fi, c1, n1, yr, yi, y + s + q);
            turned(er + fr, ei + fi, c3, n3, yr, yi, y + 3 * s + q);
        }
    }

    private static void turned(FloatVector re, FloatVector im, float c, float n, float[] yr, float[] yi, int at) {
        FloatVector cv = FloatVector.broadcast(SPECIES, c);
        FloatVector nv = FloatVector.broadcast(SPECIES, n);
        Lanes.fma(re, cv, im.mul(nv).neg()).intoArray(yr, at);
        Lanes.fma(re, nv, im.mul(cv)).intoArray(yi, at);
    }

    private static void turned(float re, float im, float c, float n, float[] yr, float[] yi, int at) {
        yr[at] = Math.fma(re, c, -(im * n));
        yi[at] = Math.fma(re, n, im * c);
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(SPECIES, a, at);
    }
}
