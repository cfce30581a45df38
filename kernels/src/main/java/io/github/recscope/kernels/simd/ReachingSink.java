package io.github.recscope.kernels.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Keeps the scores of a chunk that reach the bar of their item.
///
/// They come tile by tile and are put into the order of the rows when the chunk ends.
final class ReachingSink implements TileScan.Sink {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    private static final IntVector PLACES = IntVector.zero(INTS).addIndex(1);
    private static final int LANES = Lanes.COUNT;

    private final float[] bars;
    private final Take take;

    private int first;
    private int rows;
    private int offers;
    /// How many were kept of each offer.
    private int[] kept = new int[64];

    private int[] items = new int[1024];
    private float[] values = new float[1024];
    private int n;

    /// What is left of a chunk.
    ///
    /// @param size   `[rows]` how many items each row has
    /// @param latent their numbers, row by row, ascending within a row
    /// @param value  their scores
    record Part(int[] size, int[] latent, float[] value) {}

    /// Takes the part of the chunk that begins at a row.
    interface Take {
        void accept(int first, Part part);
    }

    /// @param bars one for each item; NaN is reached by nothing
    ReachingSink(float[] bars, Take take) {
        // A whole vector may be read at the end; what is filled in is never reached.
        this.bars = Arrays.copyOf(bars, bars.length + LANES);
        Arrays.fill(this.bars, bars.length, this.bars.length, Float.NaN);
        this.take = take;
    }

    @Override
    public void begin(int query, int queries) {
        first = query;
        rows = queries;
        offers = 0;
        n = 0;
    }

    @Override
    public void offer(int row, float[] scores, int from, int count, int item) {
        if (values.length < n + count + LANES) {
            int room = Math.max(n + count + LANES, values.length + (values.length >> 1));
            values = Arrays.copyOf(values, room);
            items = Arrays.copyOf(items, room);
        }
        if (kept.length == offers) {
            kept = Arrays.copyOf(kept, 2 * offers);
        }
        int before = n;
        for (int j = 0; j < count; j += LANES) {
            FloatVector s = FloatVector.fromArray(SPECIES, scores, from + j);
            VectorMask<Float> which = s.compare(VectorOperators.GE, FloatVector.fromArray(SPECIES, bars, item + j));
            if (Candidates.COMPRESSES && which.anyTrue()) {
                s.compress(which).intoArray(values, n);
                PLACES.add(item + j).compress(which.cast(INTS)).intoArray(items, n);
                n += which.trueCount();
            } else if (!Candidates.COMPRESSES) {
                for (long rest = which.toLong(); rest != 0; rest &= rest - 1) {
                    int lane = Long.numberOfTrailingZeros(rest);
                    values[n] = scores[from + j + lane];
                    items[n++] = item + j + lane;
                }
            }
        }
        kept[offers++] = n - before;
    }

    @Override
    public void end(int segment) {
        // Offer number t · rows + r is that of row r and tile t, however many rows were scored at once.
        int[] size = new int[rows];
        int[] at = new int[rows];
        for (int o = 0; o < offers; o++) {
            size[o % rows] += kept[o];
        }
        for (int r = 1; r < rows; r++) {
            at[r] = at[r - 1] + size[r - 1];
        }
        int[] latent = new int[n];
        float[] value = new float[n];
        int from = 0;
        for (int o = 0; o < offers; o++) {
            int r = o % rows;
            System.arraycopy(items, from, latent, at[r], kept[o]);
            System.arraycopy(values, from, value, at[r], kept[o]);
            at[r] += kept[o];
            from += kept[o];
        }
        take.accept(first, new Part(size, latent, value));
    }
}
