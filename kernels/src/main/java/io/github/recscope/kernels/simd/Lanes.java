package io.github.recscope.kernels.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The vector shape in use, and the two places where rounding is decided.
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int COUNT = SPECIES.length();

    private static final VectorShuffle<Float> BY_1 = rotation(1);
    private static final VectorShuffle<Float> BY_2 = rotation(2);
    private static final VectorShuffle<Float> BY_4 = rotation(4);
    private static final VectorShuffle<Float> BY_8 = rotation(8);

    private Lanes() {}

    static String describe() {
        return SPECIES.vectorBitSize() + "-bit vectors, " + COUNT + " float lanes";
    }

    /// `a · b + c`, rounded once. Scalar tails use [Math#fma(float, float, float)], which rounds the same way.
    static FloatVector fma(FloatVector a, FloatVector b, FloatVector c) {
        return a.fma(b, c);
    }

    /// The sum of all lanes, always by the same tree.
    ///
    /// Not `reduceLanes`: its order is left open and differs between interpreted and compiled code, so the same
    /// call could give two results in one run.
    static float sum(FloatVector v) {
        FloatVector s = v;
        for (int width = COUNT / 2; width > 8; width /= 2) {
            s = s.add(s.rearrange(rotation(width)));
        }
        if (COUNT > 8) {
            s = s.add(s.rearrange(BY_8));
        }
        if (COUNT > 4) {
            s = s.add(s.rearrange(BY_4));
        }
        if (COUNT > 2) {
            s = s.add(s.rearrange(BY_2));
        }
        return s.add(s.rearrange(BY_1)).lane(0);
    }

    private static VectorShuffle<Float> rotation(int by) {
        return VectorShuffle.iota(SPECIES, by, 1, true);
    }
}
