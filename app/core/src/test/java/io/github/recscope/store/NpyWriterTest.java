package io.github.recscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ProblemException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyWriterTest {
    @TempDir
    Path dir;

    /// The layout that numpy.lib.format describes.
    @Test
    void theFileIsWhatNumpyReads() throws Exception {
        for (int cols : new int[] {0, 1, 3, 1000}) {
            int rows = 41;
            float[] x = new float[rows * cols];
            for (int i = 0; i < x.length; i++) {
                x[i] = i * 0.5f - 3;
            }
            Path file = dir.resolve("m" + cols + ".npy");
            NpyWriter.write(file, Matrix.of(rows, cols, x));
            ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals((byte) 0x93, b.get());
            byte[] magic = new byte[5];
            b.get(magic);
            assertEquals("NUMPY", new String(magic, StandardCharsets.US_ASCII));
            assertEquals(1, b.get());
            assertEquals(0, b.get());
            byte[] header = new byte[b.getShort()];
            b.get(header);
            String text = new String(header, StandardCharsets.US_ASCII);
            assertTrue(
                    text.startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (41, " + cols + "), }"), text);
            assertTrue(text.endsWith("\n"));
            assertEquals(0, b.position() % 64);
            assertEquals(4 * x.length, b.remaining());
            for (float v : x) {
                assertEquals(v, b.getFloat());
            }
        }
    }

    @Test
    void aMissingFolderIsSaidSo() {
        assertThrows(
                ProblemException.class,
                () -> NpyWriter.write(dir.resolve("none/x.npy"), Matrix.of(1, 1, new float[1])));
    }
}
