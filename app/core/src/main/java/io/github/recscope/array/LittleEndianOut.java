package io.github.recscope.array;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Numbers as little-endian bytes, a piece at a time.
final class LittleEndianOut {
    private static final int PIECE = 1 << 13;

    private LittleEndianOut() {}

    static void write(float[] values, OutputStream out) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += PIECE) {
            int n = Math.min(PIECE, values.length - from);
            piece.clear();
            piece.asFloatBuffer().put(values, from, n);
            out.write(piece.array(), 0, n * Float.BYTES);
        }
    }

    static void write(int[] values, OutputStream out) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += PIECE) {
            int n = Math.min(PIECE, values.length - from);
            piece.clear();
            piece.asIntBuffer().put(values, from, n);
            out.write(piece.array(), 0, n * Integer.BYTES);
        }
    }
}
