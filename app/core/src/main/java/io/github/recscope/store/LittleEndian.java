package io.github.recscope.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Arrays of numbers as little-endian bytes, in pieces, so that no second copy of a large array is needed.
final class LittleEndian {
    private static final int PIECE = 16_384;

    private LittleEndian() {}

    static void write(float[] values, OutputStream out) throws IOException {
        byte[] piece = piece(values.length);
        ByteBuffer buffer = view(piece);
        for (int from = 0; from < values.length; from += PIECE) {
            int n = Math.min(PIECE, values.length - from);
            buffer.asFloatBuffer().put(values, from, n);
            out.write(piece, 0, n * Float.BYTES);
        }
    }

    static void write(int[] values, OutputStream out) throws IOException {
        byte[] piece = piece(values.length);
        ByteBuffer buffer = view(piece);
        for (int from = 0; from < values.length; from += PIECE) {
            int n = Math.min(PIECE, values.length - from);
            buffer.asIntBuffer().put(values, from, n);
            out.write(piece, 0, n * Integer.BYTES);
        }
    }

    static float[] readFloats(InputStream in, int count) throws IOException {
        float[] values = new float[count];
        byte[] piece = piece(count);
        ByteBuffer buffer = view(piece);
        for (int from = 0; from < count; from += PIECE) {
            int n = Math.min(PIECE, count - from);
            fill(in, piece, n * Float.BYTES);
            buffer.asFloatBuffer().get(values, from, n);
        }
        return values;
    }

    static int[] readInts(InputStream in, int count) throws IOException {
        int[] values = new int[count];
        byte[] piece = piece(count);
        ByteBuffer buffer = view(piece);
        for (int from = 0; from < count; from += PIECE) {
            int n = Math.min(PIECE, count - from);
            fill(in, piece, n * Integer.BYTES);
            buffer.asIntBuffer().get(values, from, n);
        }
        return values;
    }

    private static byte[] piece(int count) {
        return new byte[Math.min(PIECE, count) * 4];
    }

    private static ByteBuffer view(byte[] piece) {
        return ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void fill(InputStream in, byte[] piece, int bytes) throws IOException {
        if (in.readNBytes(piece, 0, bytes) < bytes) {
            throw new EOFException("the data ends too early");
        }
    }
}
