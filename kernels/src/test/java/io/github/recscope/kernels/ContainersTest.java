package io.github.recscope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContainersTest {
    private static final Class<IllegalArgumentException> BAD = IllegalArgumentException.class;
    private static final Class<IndexOutOfBoundsException> OUTSIDE = IndexOutOfBoundsException.class;

    @Test
    void matrix() {
        float[] data = {1, 2, 3, 4, 5, 6};
        Matrix m = Matrix.of(2, 3, data);
        assertSame(data, m.data());
        assertEquals(2, m.rows());
        assertEquals(3, m.cols());
        assertEquals(6, m.get(1, 2));
        assertArrayEquals(new float[] {4, 5, 6}, m.row(1));
        assertEquals(Matrix.of(3, 3, new float[] {4, 5, 6, 1, 2, 3, 4, 5, 6}), m.gather(new int[] {1, 0, 1}));
        assertEquals(Matrix.zeros(0, 3), m.gather(new int[0]));
        assertNotEquals(m, Matrix.of(3, 2, data));
        assertEquals(m.hashCode(), Matrix.of(2, 3, data.clone()).hashCode());
        assertEquals(0, m.countNonFinite());
        assertEquals(
                2,
                Matrix.of(1, 3, new float[] {Float.NaN, 1, Float.NEGATIVE_INFINITY})
                        .countNonFinite());
        assertEquals("Matrix[2 × 3]", m.toString());
    }

    @Test
    void matrixErrors() {
        assertThrows(BAD, () -> Matrix.of(2, 3, new float[5]));
        assertThrows(BAD, () -> Matrix.of(-2, -3, new float[6]));
        assertThrows(BAD, () -> Matrix.zeros(-1, 3));
        assertThrows(BAD, () -> Matrix.zeros(1 << 16, 1 << 16));
        Matrix m = Matrix.zeros(2, 3);
        assertThrows(OUTSIDE, () -> m.get(0, 3));
        assertThrows(OUTSIDE, () -> m.get(1, -1));
        assertThrows(OUTSIDE, () -> m.get(2, 0));
        assertThrows(OUTSIDE, () -> m.row(2));
        assertThrows(OUTSIDE, () -> m.gather(new int[] {0, 2}));
        assertThrows(OUTSIDE, () -> Matrix.zeros(2, 0).gather(new int[] {-1}));
    }

    @Test
    void intLists() {
        IntLists lists = IntLists.groupSorted(4, new int[] {2, 0, 2, 0, 2}, new int[] {5, 3, 1, 0, 5});
        assertArrayEquals(new int[] {0, 2, 2, 5, 5}, lists.offsets());
        assertArrayEquals(new int[] {0, 3, 1, 5, 5}, lists.values());
        assertEquals(4, lists.rows());
        assertEquals(5, lists.size());
        assertEquals(3, lists.length(2));
        assertArrayEquals(new int[] {0, 3}, lists.row(0));
        assertArrayEquals(new int[0], lists.row(3));
        List<Integer> seen = new ArrayList<>();
        lists.forEach(2, seen::add);
        assertEquals(List.of(1, 5, 5), seen);
        assertTrue(lists.containsSorted(0, 3));
        assertFalse(lists.containsSorted(0, 1));
        assertFalse(lists.containsSorted(1, 0));
        assertEquals(new IntLists(new int[] {0, 0, 0}, new int[0]), IntLists.empty(2));
        assertEquals("IntLists[4 rows, 5 values]", lists.toString());
    }

    @Test
    void intListsInvert() {
        IntLists lists = new IntLists(new int[] {0, 2, 2, 4}, new int[] {0, 2, 1, 2});
        assertEquals(new IntLists(new int[] {0, 1, 2, 4, 4}, new int[] {0, 2, 0, 2}), lists.invert(4));
        assertEquals(lists, lists.invert(4).invert(3));
        assertThrows(OUTSIDE, () -> lists.invert(2));
    }

    @Test
    void intListsErrors() {
        assertThrows(BAD, () -> new IntLists(new int[0], new int[0]));
        assertThrows(BAD, () -> new IntLists(new int[] {1, 1}, new int[1]));
        assertThrows(BAD, () -> new IntLists(new int[] {0, 1}, new int[2]));
        assertThrows(BAD, () -> new IntLists(new int[] {0, 2, 1, 2}, new int[2]));
        assertThrows(BAD, () -> IntLists.groupSorted(2, new int[] {0, 1}, new int[] {0}));
        assertThrows(OUTSIDE, () -> IntLists.groupSorted(2, new int[] {0, 2}, new int[2]));
        assertThrows(OUTSIDE, () -> IntLists.groupSorted(2, new int[] {-1, 0}, new int[2]));
    }

    @Test
    void sparseCodes() {
        SparseCodes codes =
                new SparseCodes(3, 4, new int[] {0, 2, 2, 3}, new int[] {1, 3, 0}, new float[] {0.5f, 2, -1});
        assertEquals(3, codes.size());
        assertEquals(2, codes.l0(0));
        assertEquals(0, codes.l0(1));
        assertEquals(1.0, codes.meanL0());
        assertEquals(2, codes.get(0, 3));
        assertEquals(0, codes.get(1, 3));
        assertArrayEquals(new float[] {0, 0.5f, 0, 2}, codes.dense(0));
        SparseCodes expected =
                new SparseCodes(4, 3, new int[] {0, 1, 2, 2, 3}, new int[] {2, 0, 0}, new float[] {-1, 0.5f, 2});
        assertEquals(expected, codes.transpose());
        assertEquals(codes, codes.transpose().transpose());
        assertEquals(0, new SparseCodes(0, 4, new int[1], new int[0], new float[0]).meanL0());
        assertEquals("SparseCodes[3 × 4, 3 active]", codes.toString());
    }

    @Test
    void transposingTwiceGivesTheSameCodes() {
        Random random = new Random(5);
        for (int repeat = 0; repeat < 20; repeat++) {
            SparseCodes codes = Numbers.codes(random, random.nextInt(30), random.nextInt(1, 30), 5);
            SparseCodes transposed = codes.transpose();
            assertEquals(codes, transposed.transpose());
            for (int r = 0; r < codes.rows(); r++) {
                for (int j = 0; j < codes.latents(); j++) {
                    assertEquals(codes.get(r, j), transposed.get(j, r));
                }
            }
        }
    }

    @Test
    void sparseCodesErrors() {
        float[] one = {1};
        assertThrows(BAD, () -> new SparseCodes(2, 4, new int[] {0, 1}, new int[1], one));
        assertThrows(BAD, () -> new SparseCodes(1, 4, new int[] {0, 1}, new int[2], one));
        assertThrows(BAD, () -> new SparseCodes(1, 4, new int[] {1, 1}, new int[1], one));
        assertThrows(BAD, () -> new SparseCodes(-1, 4, new int[0], new int[0], new float[0]));
        assertThrows(BAD, () -> new SparseCodes(2, 4, new int[] {0, 3, 1}, new int[1], one));
        assertThrows(BAD, () -> new SparseCodes(1, 4, new int[] {0, 1}, new int[] {4}, one));
        assertThrows(BAD, () -> new SparseCodes(1, 4, new int[] {0, 1}, new int[] {-1}, one));
        assertThrows(BAD, () -> new SparseCodes(1, 4, new int[] {0, 2}, new int[] {2, 2}, new float[2]));
        SparseCodes codes = new SparseCodes(1, 4, new int[] {0, 1}, new int[] {2}, one);
        assertThrows(OUTSIDE, () -> codes.get(0, 4));
        assertThrows(OUTSIDE, () -> codes.get(1, 0));
    }
}
