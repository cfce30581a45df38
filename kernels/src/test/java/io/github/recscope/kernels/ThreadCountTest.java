package io.github.recscope.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadCountTest {
    /// Every operation on problems of several chunks; results one behind the other.
    private static List<float[]> everything(Kernels kernels) {
        Random random = new Random(11);
        Matrix a = Numbers.matrix(random, 211, 150);
        Matrix b = Numbers.matrix(random, 533, 150);
        Matrix c = Numbers.matrix(random, 150, 97);
        Matrix g = Numbers.matrix(random, 211, 97);
        SparseCodes codes = Numbers.codes(random, 211, 150, 40);
        List<float[]> results = new ArrayList<>();
        results.add(new float[211 * 533]);
        kernels.multiplyTransposed(a, b, Numbers.normal(random, 533), results.getLast());
        results.add(new float[211 * 97]);
        kernels.multiply(a, c, results.getLast());
        results.add(new float[150 * 97]);
        kernels.transposedMultiply(a, g, results.getLast());
        results.add(new float[150 * 150]);
        kernels.transposedMultiply(a, a, results.getLast());
        results.add(new float[211 * 97]);
        kernels.decode(codes, c, null, results.getLast());
        results.add(new float[codes.size()]);
        kernels.codeGradient(codes, g, c, results.getLast());
        results.add(new float[150 * 97]);
        kernels.dictionaryGradient(ByLatent.of(codes), codes.value(), g, false, results.getLast());
        results.add(new float[64 * 80]);
        kernels.transposedMultiply(
                Numbers.matrix(random, 5000, 64), Numbers.matrix(random, 5000, 80), results.getLast());
        TopK many = kernels.topKInner(a, b, null, 25, null);
        results.add(many.score());
        TopK segmented =
                kernels.topKInner(Numbers.matrix(random, 2, 64), Numbers.matrix(random, 30_000, 64), null, 25, null);
        results.add(segmented.score());
        float[] indices = new float[segmented.index().length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = segmented.index()[i];
        }
        results.add(indices);
        return results;
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void resultsHaveTheSameBitsOnAnyNumberOfThreads(String id) {
        List<float[]> expected = everything(KernelRegistry.fromClassPath().select(id, Workers.single()));
        for (int threads : new int[] {2, 5}) {
            try (Workers workers = Workers.of(threads)) {
                Kernels kernels = KernelRegistry.fromClassPath().select(id, workers);
                assertEquals(threads, kernels.workers().threads());
                // Twice: interpreted and compiled code must round alike.
                for (int repeat = 0; repeat < 2; repeat++) {
                    List<float[]> actual = everything(kernels);
                    for (int r = 0; r < expected.size(); r++) {
                        Numbers.assertSameBits(id + " result " + r, expected.get(r), actual.get(r));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void aThrownSwitchStopsEveryOperation(String id) {
        CancelToken token = new CancelToken();
        token.cancel();
        try (Workers workers = Workers.of(2)) {
            Kernels kernels = KernelRegistry.fromClassPath().select(id, workers).on(workers.cancelledBy(token));
            assertEquals(id, kernels.id());
            assertThrows(CancellationException.class, () -> everything(kernels));
            Matrix small = Matrix.zeros(1, 1);
            assertThrows(CancellationException.class, () -> kernels.topKInner(small, small, null, 1, null));
        }
    }

    @Test
    void bigOperationsLookAtTheSwitchBetweenChunks() {
        CancelToken token = new CancelToken();
        Workers workers = Workers.single().cancelledBy(token);
        List<Integer> done = new ArrayList<>();
        assertThrows(
                CancellationException.class,
                () -> workers.forEach(5, chunk -> {
                    done.add(chunk);
                    if (chunk == 2) {
                        token.cancel();
                    }
                }));
        assertEquals(List.of(0, 1, 2), done);
        assertTrue(token.isCancelled());
    }
}
