package io.github.recscope.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CutTest {
    private static final Cut.Limits LIMITS = new Cut.Limits(192, 24, 512, 32);

    @Test
    void blocksCoverTheResultOnce() {
        for (int rows : new int[] {1, 5, 24, 25, 193, 700}) {
            for (int cols : new int[] {1, 31, 33, 512, 1500}) {
                for (int depth : new int[] {1, 64, 5000}) {
                    Cut cut = Cut.of(rows, cols, depth, LIMITS);
                    int[] covered = new int[rows * cols];
                    for (int c = 0; c < cut.chunks(); c++) {
                        for (int r = 0; r < cut.rowsOf(c); r++) {
                            for (int j = 0; j < cut.colsOf(c); j++) {
                                covered[(cut.firstRow(c) + r) * cols + cut.firstCol(c) + j]++;
                            }
                        }
                    }
                    for (int n : covered) {
                        assertEquals(1, n, () -> "not covered once: " + cut);
                    }
                }
            }
        }
    }

    @Test
    void smallProblemsStayInOnePiece() {
        assertEquals(1, Cut.of(20, 30, 40, LIMITS).chunks());
        assertEquals(0, Cut.of(0, 30, 40, LIMITS).chunks());
        assertEquals(0, Cut.of(30, 0, 40, LIMITS).chunks());
        assertEquals(1, Cut.of(30, 30, 0, LIMITS).chunks());
    }

    @Test
    void bigProblemsAreCutIntoEnoughPieces() {
        assertTrue(Cut.of(5985, 256, 64, LIMITS).chunks() >= 16);
        assertTrue(Cut.of(200, 200, 1000, LIMITS).chunks() >= 16);
        assertTrue(Cut.of(1, 4096, 1000, LIMITS).chunks() >= 16);
        assertEquals(6, Cut.of(64, 64, 100_000, LIMITS).chunks(), "as small as they may be");
    }
}
