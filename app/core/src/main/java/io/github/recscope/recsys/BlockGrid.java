package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The interactions in blocks that can be learned from at the same time.
///
/// Users and items are dealt into up to [#MOST_BLOCKS] groups each. A round goes over as many pairs of groups that
/// share no user and no item, so the pairs run in parallel without touching each other's weights (Gemulla et al.,
/// 2011); the result depends on the seed only, not on the number of threads. Negatives come from the group of the
/// positive, so small catalogues are dealt into fewer groups: one that held a single item would have none.
final class BlockGrid {
    private static final int MOST_BLOCKS = 8;
    private static final int ITEMS_OF_A_BLOCK = 32;
    private static final int CHECKED = 4096;
    /// 32 MiB.
    private static final long MOST_WORDS = 1 << 22;

    private final IntLists train;
    private final Ctx ctx;
    private final int blocks;
    private final int[] userBlock;
    private final int[][] itemsOfBlock;
    private final int[][] pairs;

    /// For each user a bit for each item that they chose; null where that takes too much memory.
    private final long @Nullable [] chosen;

    private final int words;

    BlockGrid(IntLists train, int items, Ctx ctx) {
        this.train = train;
        this.ctx = ctx;
        this.blocks = Math.clamp(items / ITEMS_OF_A_BLOCK, 1, MOST_BLOCKS);
        this.userBlock = deal(train.rows(), ctx.random("user blocks", 0));
        int[] itemBlock = deal(items, ctx.random("item blocks", 0));
        this.itemsOfBlock = members(itemBlock);
        this.pairs = pairs(itemBlock);
        this.words = Math.ceilDiv(items, Long.SIZE);
        this.chosen = hasBits(train.rows(), items) ? bits() : null;
    }

    /// Whether there is room for a bit for each user and item; otherwise choices are searched.
    static boolean hasBits(long users, long items) {
        return Math.ceilDiv(items, Long.SIZE) * users <= MOST_WORDS;
    }

    private long[] bits() {
        long[] bits = new long[words * train.rows()];
        for (int u = 0; u < train.rows(); u++) {
            for (int p = train.offsets()[u]; p < train.offsets()[u + 1]; p++) {
                int i = train.values()[p];
                bits[u * words + (i >> 6)] |= 1L << i;
            }
        }
        return bits;
    }

    private boolean hasChosen(int user, int item) {
        long[] bits = chosen;
        return bits == null ? train.containsSorted(user, item) : (bits[user * words + (item >> 6)] >> item & 1) != 0;
    }

    private int[] deal(int n, RandomGenerator random) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        Splits.shuffle(order, random);
        int[] block = new int[n];
        for (int r = 0; r < n; r++) {
            block[order[r]] = r % blocks;
        }
        return block;
    }

    private int[][] members(int[] block) {
        int[][] list = new int[blocks][];
        for (int b = 0; b < blocks; b++) {
            int wanted = b;
            list[b] = IntStream.range(0, block.length)
                    .filter(i -> block[i] == wanted)
                    .toArray();
        }
        return list;
    }

    /// The interactions of each pair of blocks, as user, item, user, item, ….
    private int[][] pairs(int[] itemBlock) {
        int[] size = new int[blocks * blocks];
        for (int u = 0; u < train.rows(); u++) {
            int row = userBlock[u] * blocks;
            train.forEach(u, i -> size[row + itemBlock[i]] += 2);
        }
        int[][] list = new int[blocks * blocks][];
        for (int b = 0; b < list.length; b++) {
            list[b] = new int[size[b]];
        }
        int[] at = new int[list.length];
        for (int u = 0; u < train.rows(); u++) {
            int row = userBlock[u] * blocks;
            for (int i : train.row(u)) {
                int b = row + itemBlock[i];
                list[b][at[b]++] = u;
                list[b][at[b]++] = i;
            }
        }
        return list;
    }

    /// Learns from one interaction; used by one thread.
    interface Step {
        /// @param pass where negatives come from and losses go
        void pair(int user, int item, Pass pass);
    }

    /// One pass over a block.
    final class Pass {
        private final int[] candidates;
        private final RandomGenerator random;
        private double loss;
        private long samples;

        private Pass(int[] candidates, RandomGenerator random) {
            this.candidates = candidates;
            this.random = random;
        }

        /// A random item, or −1 if the user chose the one that came.
        int negative(int user) {
            int i = candidates[random.nextInt(candidates.length)];
            return hasChosen(user, i) ? -1 : i;
        }

        /// Counts the loss of one sample.
        void add(double l) {
            loss += l;
            samples++;
        }
    }

    /// Goes over all interactions once; gives the mean loss of a sample.
    ///
    /// @param epoch from 0
    /// @param steps makes a step for each block, with its own scratch space
    double epoch(int epoch, int epochs, Supplier<Step> steps) {
        double loss = 0;
        long samples = 0;
        for (int round = 0; round < blocks; round++) {
            ctx.progress("epoch " + (epoch + 1) + " of " + epochs, (epoch + (double) round / blocks) / epochs);
            Pass[] part = new Pass[blocks];
            int r = round;
            ctx.kernels().workers().forEach(blocks, b -> part[b] = block(b, (b + r) % blocks, epoch, steps.get()));
            for (Pass p : part) {
                loss += p.loss;
                samples += p.samples;
            }
        }
        return loss / Math.max(1, samples);
    }

    /// One pass over the interactions of a pair of blocks, in random order.
    private Pass block(int ub, int ib, int epoch, Step step) {
        int[] list = pairs[ub * blocks + ib];
        RandomGenerator random = ctx.random("epoch " + epoch, ub * blocks + ib);
        int[] order = new int[list.length / 2];
        Arrays.setAll(order, i -> i);
        Splits.shuffle(order, random);
        Pass pass = new Pass(itemsOfBlock[ib], random);
        for (int s = 0; s < order.length; s++) {
            if (s % CHECKED == 0) {
                ctx.check();
            }
            step.pair(list[2 * order[s]], list[2 * order[s] + 1], pass);
        }
        return pass;
    }
}
