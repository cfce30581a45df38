package io.github.recscope.concept;

import io.github.recscope.model.AttributeTable;
import java.util.random.RandomGenerator;

/// Divides the items into a half that labels are chosen on and a half that they are tested on. The choosing half is
/// divided once more, to check on one part of it what was chosen on the other.
///
/// @param choosing `[items]` true for the items that labels and thresholds are chosen on
/// @param first    `[items]` true for the first part of the choosing half
record Halves(boolean[] choosing, boolean[] first) {
    /// A random half of each popularity decile.
    static Halves split(AttributeTable table, RandomGenerator random) {
        int n = table.decile().length;
        boolean[] choosing = new boolean[n];
        boolean[] first = new boolean[n];
        for (int decile = 0; decile < AttributeTable.DECILES; decile++) {
            int[] members = new int[n];
            int count = 0;
            for (int i = 0; i < n; i++) {
                if (table.decile()[i] == decile) {
                    members[count++] = i;
                }
            }
            for (int i = 0; i < count / 2; i++) {
                int j = i + random.nextInt(count - i);
                int t = members[i];
                members[i] = members[j];
                members[j] = t;
                choosing[members[i]] = true;
                first[members[i]] = i % 2 == 0;
            }
        }
        return new Halves(choosing, first);
    }

    /// The number of items in the half that labels are tested on.
    int testing() {
        int n = 0;
        for (boolean c : choosing) {
            n += c ? 0 : 1;
        }
        return n;
    }
}
