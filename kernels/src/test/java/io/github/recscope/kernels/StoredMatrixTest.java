package io.github.recscope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Matrices that lie in a mapped file: the same bits as from the heap, a piece at a time.
class StoredMatrixTest {
    @TempDir
    Path folder;

    /// Values in a mapped file that are never handed out as a whole.
    private static final class Mapped implements Matrix.Values {
        private final MemorySegment bytes;
        final AtomicInteger largest = new AtomicInteger();

        Mapped(MemorySegment bytes) {
            this.bytes = bytes;
        }

        @Override
        public void copy(long from, float[] to, int at, int count) {
            largest.accumulateAndGet(count, Math::max);
            MemorySegment.copy(bytes, ValueLayout.JAVA_FLOAT_UNALIGNED, from * Float.BYTES, to, at, count);
        }

        @Override
        public float[] all() {
            throw new AssertionError("all values were asked for");
        }
    }

    private Matrix mapped(Matrix m) throws IOException {
        Path file = folder.resolve(m.rows() + "x" + m.cols() + "-" + System.identityHashCode(m));
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment bytes =
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, Math.max(1, 4L * m.data().length), Arena.ofAuto());
            MemorySegment.copy(m.data(), 0, bytes, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, m.data().length);
            return Matrix.stored(m.rows(), m.cols(), new Mapped(bytes));
        }
    }

    private static int largestPiece(Matrix m) {
        return ((Mapped) java.util.Objects.requireNonNull(m.storage())).largest.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void everyOperationGivesTheBitsOfTheHeap(String provider) throws IOException {
        Kernels kernels = KernelRegistry.fromClassPath().select(provider, Workers.of(2));
        int[][] shapes = {{1, 700, 40}, {3, 5000, 7}, {211, 1500, 130}, {0, 5, 4}, {5, 0, 4}, {4, 6, 0}};
        Random random = new Random(6);
        for (int[] shape : shapes) {
            Matrix a = Numbers.matrix(random, shape[0], shape[2]);
            Matrix b = Numbers.matrix(random, shape[1], shape[2]);
            Matrix fileA = mapped(a);
            Matrix fileB = mapped(b);
            float[] bias = Numbers.normal(random, shape[1]);
            TopK expected = kernels.topKInner(a, b, bias, 20, null);
            TopK actual = kernels.topKInner(fileA, fileB, bias, 20, null);
            assertArrayEquals(expected.index(), actual.index());
            assertArrayEquals(expected.score(), actual.score());

            float[] product = new float[shape[0] * shape[1]];
            float[] fromFile = new float[product.length];
            kernels.multiplyTransposed(a, b, bias, product);
            kernels.multiplyTransposed(fileA, fileB, bias, fromFile);
            assertArrayEquals(product, fromFile);

            float[] gram = new float[shape[2] * shape[2]];
            float[] gramOfFile = new float[gram.length];
            kernels.transposedMultiply(b, b, gram);
            kernels.transposedMultiply(fileB, fileB, gramOfFile);
            assertArrayEquals(gram, gramOfFile);

            Matrix right = Numbers.matrix(random, shape[2], 9);
            float[] narrow = new float[shape[1] * 9];
            float[] narrowOfFile = new float[narrow.length];
            kernels.multiply(b, right, narrow);
            kernels.multiply(fileB, mapped(right), narrowOfFile);
            assertArrayEquals(narrow, narrowOfFile);

            assertEquals(0, fileB.countNonFinite());
            assertNull(fileB.resident());
        }
    }

    @Test
    void fewRowsAreReadAtOnce() throws IOException {
        Kernels kernels = Providers.simd();
        Matrix items = Numbers.matrix(new Random(7), 40_000, 32);
        Matrix file = mapped(items);
        Matrix queries = Numbers.matrix(new Random(8), 500, 32);
        assertArrayEquals(
                kernels.topKInner(queries, items, null, 5, null).index(),
                kernels.topKInner(queries, file, null, 5, null).index());
        kernels.transposedMultiply(file, file, new float[32 * 32]);
        int sum = 0;
        RowBlocks blocks = new RowBlocks(file);
        for (int r = 0; r < file.rows(); r++) {
            int at = blocks.at(r);
            sum += blocks.values()[at] == items.get(r, 0) ? 1 : 0;
        }
        assertEquals(40_000, sum);
        assertTrue(largestPiece(file) <= 1 << 15, largestPiece(file) + " values at once");
    }

    @Test
    void derivedRowsAreMadeWhenTheyAreRead() throws IOException {
        Matrix x = Numbers.matrix(new Random(9), 300, 17);
        DerivedRows.Change change = (row, values, at) -> {
            for (int c = at; c < at + 17; c++) {
                values[c] = values[c] * 2 - row;
            }
        };
        float[] expected = x.data().clone();
        for (int r = 0; r < 300; r++) {
            change.apply(r, expected, r * 17);
        }
        Matrix made = Matrix.of(300, 17, expected);
        for (Matrix source : new Matrix[] {x, mapped(x)}) {
            Matrix derived = Matrix.derived(source, change);
            assertEquals(made.get(7, 3), derived.get(7, 3));
            assertArrayEquals(made.row(299), derived.row(299));
            assertEquals(made.gather(new int[] {4, 0, 4}), derived.gather(new int[] {4, 0, 4}));
            float[] odd = new float[40];
            java.util.Objects.requireNonNull(derived.storage()).copy(15, odd, 2, 38);
            for (int i = 0; i < 38; i++) {
                assertEquals(expected[15 + i], odd[2 + i]);
            }
            float[] gram = new float[17 * 17];
            float[] gramOfDerived = new float[17 * 17];
            Providers.simd().transposedMultiply(made, made, gram);
            Providers.simd().transposedMultiply(derived, derived, gramOfDerived);
            assertArrayEquals(gram, gramOfDerived);
        }
        assertEquals(made, Matrix.derived(x, change));
    }

    @Test
    void blocksRefuseRowsThatAreNotThere() throws IOException {
        RowBlocks blocks = new RowBlocks(mapped(Numbers.matrix(new Random(1), 3, 2)));
        assertThrows(IndexOutOfBoundsException.class, () -> blocks.at(2, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> blocks.at(-1, 1));
        assertEquals(0, blocks.at(1, 2));
    }
}
