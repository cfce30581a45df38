package io.github.recscope.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.scoring.FrozenScorer;
import io.github.recscope.testing.TestCtx;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Embeddings that lie in a file are worked through a piece at a time, with the bits of the heap.
class StoredInputTest {
    private static final int PIECE = 1 << 17;

    private final TestCtx ctx = TestCtx.of("auto", 2, 1);

    /// Values of another matrix as if they lay in a file; fails when many are asked for at once.
    private record Pieces(Matrix source, AtomicInteger read) implements Matrix.Values {
        static Matrix of(Matrix m) {
            return Matrix.stored(m.rows(), m.cols(), new Pieces(m, new AtomicInteger()));
        }

        @Override
        public void copy(long from, float[] to, int at, int count) {
            assertTrue(count <= PIECE, count + " values at once");
            read.addAndGet(count);
            System.arraycopy(source.data(), (int) from, to, at, count);
        }

        @Override
        public float[] all() {
            throw new AssertionError("the whole matrix was asked for");
        }
    }

    @Test
    void listsOfAllScorers() {
        Matrix users = Planted.groups(300, 24, 5, 3, 1);
        Matrix items = Planted.groups(5000, 24, 5, 3, 2);
        float[] bias = new float[5000];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = i % 7 * 0.01f;
        }
        for (Scorer scorer : List.of(new Scorer.Dot(), new Scorer.Cosine(), new Scorer.Euclidean())) {
            FrozenScorer frozen = FrozenScorer.of(scorer, bias, ctx.kernels());
            TopK expected = frozen.top(users, items, 10, null);
            TopK actual = frozen.top(Pieces.of(users), Pieces.of(items), 10, null);
            assertArrayEquals(expected.index(), actual.index());
            assertArrayEquals(expected.score(), actual.score());
            TopK one = frozen.top(Pieces.of(users.gather(new int[] {7})), Pieces.of(items), 10, null);
            assertArrayEquals(java.util.Arrays.copyOfRange(expected.index(), 70, 80), one.index());
        }
    }

    @Test
    void principalComponents() {
        for (int d : new int[] {30, Pca.EXACT + 10}) {
            Matrix x = Planted.groups(4000, d, 5, 3, 1);
            Matrix stored = Pieces.of(x);
            assertArrayEquals(
                    Maps.draw(x, MapParams.defaults(), ctx).data(),
                    Maps.draw(stored, MapParams.defaults(), ctx).data());
            assertNull(stored.resident());
        }
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void neighboursAndQuality(Distance distance) {
        Matrix x = Planted.groups(6000, 12, 8, 2, 1);
        Matrix stored = Pieces.of(x);
        Matrix prepared = distance.prepare(x, ctx.kernels());
        Matrix preparedStored = distance.prepare(stored, ctx.kernels());
        Neighbours exact = NeighbourSearch.exact(prepared, 8, ctx);
        Neighbours exactOfStored = NeighbourSearch.exact(preparedStored, 8, ctx);
        assertArrayEquals(exact.index(), exactOfStored.index());
        assertArrayEquals(exact.squared(), exactOfStored.squared());
        Neighbours found = new CellSearch(prepared, 12, 20, ctx).run();
        Neighbours foundOfStored = new CellSearch(preparedStored, 12, 20, ctx).run();
        assertArrayEquals(found.index(), foundOfStored.index());
        assertArrayEquals(found.squared(), foundOfStored.squared());
        assertEquals(
                NeighbourSearch.measured(found, prepared, ctx).recall(),
                NeighbourSearch.measured(foundOfStored, preparedStored, ctx).recall());
        Matrix map = PcaProjection.fit(x, ctx).items();
        SpaceMap.Quality quality = MapQuality.measure(prepared, map, 8, found, ctx);
        SpaceMap.Quality ofStored = MapQuality.measure(preparedStored, map, 8, foundOfStored, ctx);
        assertEquals(quality.trustworthiness(), ofStored.trustworthiness());
        assertEquals(quality.continuity(), ofStored.continuity());
        assertNull(stored.resident());
    }

    @Test
    void numbersThatAreNotFiniteAreFound() {
        Matrix x = Planted.groups(3000, 12, 8, 2, 1);
        x.data()[12 * 2500 + 3] = Float.NaN;
        ProblemException e =
                assertThrows(ProblemException.class, () -> Maps.draw(Pieces.of(x), MapParams.defaults(), ctx));
        assertTrue(e.problem().why().contains("1 of their numbers are not finite, the first in the row of item 2500"));
    }
}
