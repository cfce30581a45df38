package io.github.recscope.projection;

import java.util.function.DoubleUnaryOperator;

/// A smooth function of a squared distance, tabulated at 32 places an octave and linear between them.
///
/// Powers with a fraction in the exponent are what an optimiser of layouts would spend its time on otherwise. The
/// relative error is below 10⁻³ for the functions that are used here.
final class ForceTable {
    private static final int PLACES = 5;
    private static final int SHIFT = 23 - PLACES;
    private static final float FRACTION = 1f / (1 << SHIFT);
    private static final int LOWEST = Float.floatToRawIntBits(0x1p-30f);
    private static final int HIGHEST = Float.floatToRawIntBits(0x1p30f) - 1;

    private final float[] values = new float[((HIGHEST - LOWEST) >> SHIFT) + 2];

    ForceTable(DoubleUnaryOperator f) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) f.applyAsDouble(Float.intBitsToFloat(LOWEST + (i << SHIFT)));
        }
    }

    /// The value at `squared`, positive; beyond 2⁻³⁰ and 2³⁰ that at the end.
    float at(float squared) {
        int bits = Math.clamp(Float.floatToRawIntBits(squared), LOWEST, HIGHEST) - LOWEST;
        int i = bits >> SHIFT;
        float low = values[i];
        return low + (values[i + 1] - low) * ((bits & ((1 << SHIFT) - 1)) * FRACTION);
    }
}
