package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import java.util.Arrays;

/// How many users chose two items both: `XᵀX` for the 0/1 matrix of who chose what, a row at a time.
final class CoCounts {
    private static final int ROWS_AT_ONCE = 16;

    private CoCounts() {}

    /// What is done with the counts of one item.
    interface Row {
        /// @param counts `[items]`, reused for the next row; the item's own place holds how often it was chosen
        void accept(int item, float[] counts);
    }

    /// Visits all items, several at a time.
    static void forEach(IntLists byUser, int items, Ctx ctx, Row row) {
        IntLists byItem = byUser.invert(items);
        ctx.kernels().workers().forEach(Math.ceilDiv(items, ROWS_AT_ONCE), chunk -> {
            float[] counts = new float[items];
            for (int i = chunk * ROWS_AT_ONCE; i < Math.min(items, (chunk + 1) * ROWS_AT_ONCE); i++) {
                ctx.check();
                Arrays.fill(counts, 0);
                for (int p = byItem.offsets()[i]; p < byItem.offsets()[i + 1]; p++) {
                    int u = byItem.values()[p];
                    for (int q = byUser.offsets()[u]; q < byUser.offsets()[u + 1]; q++) {
                        counts[byUser.values()[q]]++;
                    }
                }
                row.accept(i, counts);
            }
        });
    }
}
