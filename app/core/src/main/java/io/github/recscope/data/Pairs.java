package io.github.recscope.data;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Interactions;
import java.util.Arrays;

/// Groups rows by user, keeps the last row of each user–item pair, and puts each user's rows in order of time.
final class Pairs {
    /// A chunk of users has at least so many rows.
    private static final int CHUNK = 1 << 16;

    private static final int MOST_CHUNKS = 64;

    private final InteractionRows rows;
    private final int[] itemRow;
    private final boolean timed;

    /// Where the rows of each user begin in `order`.
    private final int[] offsets;

    /// Rows by user; the kept ones first after [#tidy].
    private final int[] order;

    /// How many rows of each user are kept, at the place of the next user.
    private final int[] kept;

    private Pairs(InteractionRows rows, int[] itemRow) {
        this.rows = rows;
        this.itemRow = itemRow;
        this.timed = rows.time.length > 0;
        int users = rows.users.values().size();
        this.kept = new int[users + 1];
        this.offsets = new int[users + 1];
        for (int n = 0; n < rows.size; n++) {
            offsets[rows.user[n] + 1]++;
        }
        for (int u = 0; u < users; u++) {
            offsets[u + 1] += offsets[u];
        }
        int[] next = Arrays.copyOf(offsets, users);
        this.order = new int[rows.size];
        for (int n = 0; n < rows.size; n++) {
            order[next[rows.user[n]]++] = n;
        }
    }

    /// What came of it.
    ///
    /// @param interactions the pairs
    /// @param duplicates   rows left out because a later row had the same pair
    /// @param firstRow     the first of these rows, −1 if there is none
    record Result(Interactions interactions, long duplicates, int firstRow) {}

    /// Does it.
    ///
    /// @param rows    the rows in file order
    /// @param itemRow the row in the data set of each item of the table
    /// @param workers do it for chunks of users
    static Result of(InteractionRows rows, int[] itemRow, Workers workers) {
        return new Pairs(rows, itemRow).result(workers);
    }

    private Result result(Workers workers) {
        int users = kept.length - 1;
        int[] firstUser = chunks();
        int chunks = firstUser.length - 1;
        int[] firstRow = new int[chunks];
        boolean[] ordered = new boolean[chunks];
        workers.forEach(chunks, c -> {
            firstRow[c] = tidy(firstUser[c], firstUser[c + 1]);
            if (timed) {
                TimeOrder times = new TimeOrder(rows.time);
                for (int u = firstUser[c]; u < firstUser[c + 1]; u++) {
                    ordered[c] |= times.sort(order, offsets[u], offsets[u] + kept[u + 1]);
                }
            }
        });
        for (int u = 0; u < users; u++) {
            kept[u + 1] += kept[u];
        }
        int[] values = new int[kept[users]];
        float[] rating = new float[kept[users]];
        workers.forEach(chunks, c -> {
            for (int u = firstUser[c]; u < firstUser[c + 1]; u++) {
                int from = offsets[u];
                for (int p = kept[u]; p < kept[u + 1]; p++) {
                    int n = order[from++];
                    values[p] = itemRow[rows.item[n]];
                    rating[p] = rows.rating[n];
                }
            }
        });
        boolean any = false;
        int first = Integer.MAX_VALUE;
        for (int c = 0; c < chunks; c++) {
            any |= ordered[c];
            first = Math.min(first, firstRow[c]);
        }
        return new Result(
                new Interactions(itemRow.length, new IntLists(kept, values), rating, any),
                rows.size - (long) values.length,
                first == Integer.MAX_VALUE ? -1 : first);
    }

    /// The first user of each chunk, and the number of users. A chunk has no fewer rows than there are items, so that
    /// the marks on items are worth their memory.
    private int[] chunks() {
        int users = kept.length - 1;
        int least = Math.max(Math.max(CHUNK, rows.size / MOST_CHUNKS), itemRow.length);
        int[] first = new int[rows.size / least + 2];
        int chunks = 0;
        for (int u = 0; u < users; u++) {
            while (offsets[u] >= (long) least * chunks) {
                first[chunks++] = u;
            }
        }
        first = Arrays.copyOf(first, chunks + 1);
        first[chunks] = users;
        return first;
    }

    /// Moves the last row of each pair to the front of its user's rows.
    ///
    /// @return the first row that is left out
    private int tidy(int fromUser, int toUser) {
        int[] lastRow = new int[itemRow.length];
        int firstRow = Integer.MAX_VALUE;
        for (int u = fromUser; u < toUser; u++) {
            for (int p = offsets[u]; p < offsets[u + 1]; p++) {
                lastRow[rows.item[order[p]]] = order[p];
            }
            int to = offsets[u];
            for (int p = to; p < offsets[u + 1]; p++) {
                int n = order[p];
                if (lastRow[rows.item[n]] == n) {
                    order[to++] = n;
                } else {
                    firstRow = Math.min(firstRow, n);
                }
            }
            kept[u + 1] = to - offsets[u];
        }
        return firstRow;
    }
}
