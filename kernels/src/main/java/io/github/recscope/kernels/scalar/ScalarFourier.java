package io.github.recscope.kernels.scalar;

import io.github.recscope.kernels.FourierPass;
import java.util.Objects;

/// Passes of a Fourier transform by their definition, in double precision, rounded once an element.
final class ScalarFourier {
    private ScalarFourier() {}

    static void pass(FourierPass pass, float[] xr, float[] xi, float[] yr, float[] yi) {
        for (float[] array : new float[][] {xr, xi, yr, yi}) {
            Objects.checkFromIndexSize(0, pass.size(), array.length);
        }
        int radix = pass.radix();
        int part = pass.length() / radix;
        int s = pass.stride();
        for (int p = 0; p < part; p++) {
            for (int j = 0; j < radix; j++) {
                double turnRe = pass.cos()[j * p * pass.turn()];
                double turnIm = pass.sin()[j * p * pass.turn()];
                for (int q = 0; q < s; q++) {
                    double re = 0;
                    double im = 0;
                    for (int r = 0; r < radix; r++) {
                        double angle = -2 * Math.PI * (j * r % radix) / radix;
                        double c = Math.cos(angle);
                        double n = Math.sin(angle);
                        int at = (p + r * part) * s + q;
                        re += xr[at] * c - xi[at] * n;
                        im += xr[at] * n + xi[at] * c;
                    }
                    int to = (radix * p + j) * s + q;
                    yr[to] = (float) (re * turnRe - im * turnIm);
                    yi[to] = (float) (re * turnIm + im * turnRe);
                }
            }
        }
    }
}
