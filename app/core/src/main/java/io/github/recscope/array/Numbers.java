package io.github.recscope.array;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Turns stored numbers into arrays.
final class Numbers {
    /// Longer lists of whole numbers are no ids.
    private static final int MOST_IDS = 50_000_000;

    private Numbers() {}

    /// An array whose numbers stand in `buffer` from `start` on; there are enough of them.
    ///
    /// @param fortran whether the first index runs fastest
    static NamedArray array(ByteBuffer buffer, int start, DType dtype, List<Long> shape, boolean fortran, String name) {
        int count = 1;
        for (long s : shape) {
            count = Math.toIntExact(count * s);
        }
        float[] values = new float[count];
        for (int n = 0; n < count; n++) {
            values[n] = dtype.get(buffer, start + n * dtype.bytes());
        }
        boolean transpose = fortran && shape.size() > 1;
        List<String> texts = new ArrayList<>();
        if (dtype.isWhole() && dtype != DType.BOOL && shape.size() <= 1 && count <= MOST_IDS) {
            for (int n = 0; n < count; n++) {
                long v = dtype.whole(buffer, start + n * dtype.bytes());
                texts.add(dtype == DType.UINT64 ? Long.toUnsignedString(v) : Long.toString(v));
            }
        }
        return new NamedArray(name, shape, dtype.words(), transpose ? rowMajor(values, shape) : values, texts);
    }

    /// The same numbers with the last index running fastest instead of the first.
    private static float[] rowMajor(float[] values, List<Long> shape) {
        float[] out = new float[values.length];
        int dimensions = shape.size();
        int[] index = new int[dimensions];
        int[] stride = new int[dimensions];
        int step = 1;
        for (int d = dimensions - 1; d >= 0; d--) {
            stride[d] = step;
            step *= (int) (long) shape.get(d);
        }
        for (float v : values) {
            int at = 0;
            for (int d = 0; d < dimensions; d++) {
                at += index[d] * stride[d];
            }
            out[at] = v;
            for (int d = 0; d < dimensions && ++index[d] == shape.get(d); d++) {
                index[d] = 0;
            }
        }
        return out;
    }
}
