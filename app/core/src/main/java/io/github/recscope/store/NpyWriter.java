package io.github.recscope.store;

import io.github.recscope.kernels.Matrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes matrices as NumPy's `.npy` files, version 1.0: little-endian float32, row-major.
public final class NpyWriter {
    private static final int ALIGNMENT = 64;
    private static final int PIECE = 1 << 14;

    private NpyWriter() {}

    /// Writes a matrix, atomically.
    ///
    /// @throws io.github.recscope.model.ProblemException if the file cannot be written
    public static void write(Path file, Matrix matrix) {
        AtomicFile.write(file, out -> write(out, matrix));
    }

    private static void write(OutputStream out, Matrix matrix) throws IOException {
        String dictionary =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (" + matrix.rows() + ", " + matrix.cols() + "), }";
        // Magic, version and length take 10 bytes; the header ends with a newline at a multiple of 64.
        int padding = ALIGNMENT - (10 + dictionary.length() + 1) % ALIGNMENT;
        String header = dictionary + " ".repeat(padding % ALIGNMENT) + "\n";
        out.write(0x93);
        out.write("NUMPY".getBytes(StandardCharsets.US_ASCII));
        out.write(1);
        out.write(0);
        out.write(header.length() & 0xFF);
        out.write(header.length() >>> 8);
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        float[] data = matrix.data();
        ByteBuffer buffer = ByteBuffer.allocate(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int n = Math.multiplyExact(matrix.rows(), matrix.cols());
        for (int from = 0; from < n; from += PIECE) {
            int size = Math.min(PIECE, n - from);
            buffer.clear();
            buffer.asFloatBuffer().put(data, from, size);
            out.write(buffer.array(), 0, size * Float.BYTES);
        }
    }
}
