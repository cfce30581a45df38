package io.github.recscope.concept;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.TopK;
import io.github.recscope.stat.Cohesion;
import java.util.Arrays;

/// The items of the same half that are closest to an item in the recommender's space, by cosine.
///
/// A list of the closest is kept for each item; where all of them are taken, the half is searched.
final class Neighbours {
    private static final int LISTED = 64;

    private final Matrix unit;
    private final RowOps rows;
    private final int[][] half = new int[2][];
    private final boolean[] choosing;
    private final int[][] listed;

    Neighbours(Matrix items, Halves halves, Kernels kernels) {
        this.unit = Cohesion.unitRows(items);
        this.rows = kernels.rows();
        this.choosing = halves.choosing();
        this.listed = new int[items.rows()][];
        for (int h = 0; h < 2; h++) {
            boolean first = h == 0;
            int[] members = java.util.stream.IntStream.range(0, choosing.length)
                    .filter(i -> choosing[i] == first)
                    .toArray();
            half[h] = members;
            if (members.length > 0) {
                Matrix x = unit.gather(members);
                TopK top = kernels.topKInner(x, x, null, Math.min(LISTED, members.length), null);
                for (int r = 0; r < members.length; r++) {
                    listed[members[r]] =
                            Arrays.stream(top.row(r)).map(i -> members[i]).toArray();
                }
            }
        }
    }

    /// The unit vectors of the items.
    Matrix unit() {
        return unit;
    }

    /// The closest item of the same half that is silent; −1 if all fire.
    ///
    /// @param silent `[items]`
    int closestSilent(int item, boolean[] silent) {
        for (int i : listed[item]) {
            if (silent[i] && i != item) {
                return i;
            }
        }
        int best = -1;
        float most = Float.NEGATIVE_INFINITY;
        int d = unit.cols();
        for (int i : half[choosing[item] ? 0 : 1]) {
            if (silent[i] && i != item) {
                float cosine = rows.dot(unit.data(), item * d, unit.data(), i * d, d);
                if (cosine > most) {
                    most = cosine;
                    best = i;
                }
            }
        }
        return best;
    }
}
