package io.github.recscope.array;

import io.github.recscope.model.ProblemException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// `.fvecs`: for each vector its length as int32, then its float32 numbers, all little-endian.
/// <http://corpus-texmex.irisa.fr>
public final class Fvecs {
    private Fvecs() {}

    /// Reads the bytes of a file.
    ///
    /// @throws ProblemException if the vectors have different lengths or the file is cut off
    public static NamedArray read(byte[] bytes, String name, String place) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int d = bytes.length < 4 ? 0 : buffer.getInt(0);
        long row = 4 + 4L * d;
        if (d <= 0 || d > 1_000_000 || bytes.length % row != 0) {
            throw ProblemException.of(
                    place + " cannot be read.",
                    "Its first vector should have " + d + " numbers, and the file's " + bytes.length
                            + " bytes are no multiple of such vectors.",
                    "Fetch it again, or choose a file of equally long vectors.");
        }
        int n = (int) (bytes.length / row);
        float[] values = new float[n * d];
        for (int r = 0; r < n; r++) {
            int at = (int) (r * row);
            if (buffer.getInt(at) != d) {
                throw ProblemException.of(
                        place + " cannot be read.",
                        "Vector " + (r + 1) + " should have " + buffer.getInt(at) + " numbers, the first one has " + d
                                + ".",
                        "Choose a file of equally long vectors.");
            }
            for (int c = 0; c < d; c++) {
                values[r * d + c] = buffer.getFloat(at + 4 + 4 * c);
            }
        }
        return new NamedArray(name, List.of((long) n, (long) d), DType.FLOAT32.words(), values, List.of());
    }
}
