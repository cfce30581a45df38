package io.github.recscope.stat;

import java.util.SplittableRandom;

/// How often several resamples draw each of `n` units with replacement, a block of units after the other: first how
/// many of the `n` draws of a resample fall into each block, then where in the block, which is the same as drawing
/// from all units.
final class Draws {
    /// Units of a block but the last; a power of 2, so that one random number holds several places.
    static final int BLOCK = 1024;

    private static final int BITS = 10;

    private final int n;
    private final SplittableRandom[] randoms;
    private final int[][] totals;
    private int next;

    /// @param n       units, at least 1
    /// @param randoms one a resample
    /// @param check   called now and then, may throw to stop
    Draws(int n, SplittableRandom[] randoms, Runnable check) {
        this.n = n;
        this.randoms = randoms;
        totals = new int[randoms.length][blocks()];
        for (int b = 0; b < randoms.length; b++) {
            if (blocks() == 1) {
                totals[b][0] = n;
                continue;
            }
            check.run();
            for (int i = 0; i < n; i++) {
                totals[b][below(n, randoms[b]) >>> BITS]++;
            }
        }
    }

    /// A number below `bound`; the chance of each is right to 2⁻³³.
    private static int below(int bound, SplittableRandom random) {
        return (int) Math.unsignedMultiplyHigh(random.nextLong(), bound);
    }

    /// How many blocks there are.
    int blocks() {
        return ((n - 1) >>> BITS) + 1;
    }

    /// How many units a block has.
    int length(int block) {
        return Math.min(BLOCK, n - block * BLOCK);
    }

    /// `[resamples, length]` how often each unit of a block is drawn. Blocks must be asked for in their order, each
    /// once.
    float[] counts(int block) {
        if (block != next++) {
            throw new IllegalStateException("block " + block + " is not the next one");
        }
        int length = length(block);
        float[] counts = new float[randoms.length * length];
        for (int b = 0; b < randoms.length; b++) {
            SplittableRandom random = randoms[b];
            int at = b * length;
            int left = totals[b][block];
            if (length == BLOCK) {
                while (left > 0) {
                    long places = random.nextLong();
                    for (int i = Math.min(left, Long.SIZE / BITS); i > 0; i--) {
                        counts[at + (int) (places & BLOCK - 1)]++;
                        places >>>= BITS;
                    }
                    left -= Long.SIZE / BITS;
                }
            } else {
                for (; left > 0; left--) {
                    counts[at + below(length, random)]++;
                }
            }
        }
        return counts;
    }
}
