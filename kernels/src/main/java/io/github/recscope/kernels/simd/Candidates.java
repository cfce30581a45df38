package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.IntLists;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The best candidates of several queries while they are being collected.
///
/// A candidate is one number: the score's bits in an order that integers share, above the complement of the index.
/// The greater number is the better candidate, ties included, so the order is total. Each query has a list with
/// room for more than it must keep. What reaches the query's bar is appended; when the list is full, the bar is
/// raised to about where it may be and what lies below is dropped. The list is sorted once, at the end. That is
/// several times faster than a heap, whose branches cannot be predicted.
final class Candidates {
    /// The fewest places that a list has beyond what it must keep.
    private static final int LEAST_SLACK = 128;

    /// Scores that are compared before one branch: as many as a long has bits, and no fewer than a vector has
    /// lanes.
    private static final int GROUP = Long.SIZE;

    private static final VectorSpecies<Long> KEYS = LongVector.SPECIES_PREFERRED;
    private static final int KEY_LANES = KEYS.length();

    /// Bisections that are spent on the first bar of a list.
    private static final int FIRST_BISECTIONS = 14;

    /// What every candidate reaches.
    private final float floor;

    private final int kept;
    private final int room;
    private final long[] keys;
    private final int[] size;
    private final float[] bar;

    private Candidates(int lists, int kept, int room, float floor) {
        this.floor = floor;
        this.kept = kept;
        this.room = room;
        this.keys = new long[Math.multiplyExact(lists, room)];
        this.size = new int[lists];
        this.bar = new float[lists];
    }

    /// Empty lists.
    ///
    /// @param lists the number of queries
    /// @param kept  how many candidates of each are kept in the end
    /// @param items how many are offered at most
    /// @param floor what a candidate must reach
    static Candidates of(int lists, int kept, int items, float floor) {
        Candidates candidates = new Candidates(lists, kept, roomFor(kept, items), floor);
        candidates.clear();
        return candidates;
    }

    /// The length of a list: what it keeps and the slack, but no more than there are items, and a group more.
    static int roomFor(int kept, int items) {
        return (int) Math.min(items, (long) kept + Math.max(kept, LEAST_SLACK)) + GROUP + KEY_LANES;
    }

    /// Empties all lists.
    void clear() {
        Arrays.fill(size, 0);
        Arrays.fill(bar, floor);
    }

    /// Offers scores, those of the items from `item` on; NaN and masked items are passed over.
    ///
    /// @param scores those of masked items become NaN
    void offer(int list, float[] scores, int from, int count, int item, @Nullable IntLists masked, int query) {
        VectorSpecies<Float> species = Lanes.SPECIES;
        int lanes = Lanes.COUNT;
        if (masked != null) {
            mask(scores, from, count, item, masked, query);
        }
        if (size[list] == 0 && bar[list] == floor) {
            bar[list] = kept <= count / 2 ? Math.max(floor, firstBar(scores, from, count, kept)) : floor;
        }
        float least = bar[list];
        int j = 0;
        for (; j <= count - GROUP; j += GROUP) {
            long which = 0;
            for (int v = 0; v < GROUP; v += lanes) {
                which |= FloatVector.fromArray(species, scores, from + j + v)
                                .compare(VectorOperators.GE, least)
                                .toLong()
                        << v;
            }
            if (which != 0) {
                least = append(list, scores, from + j, which, item + j);
            }
        }
        for (; j < count; j++) {
            if (scores[from + j] >= least) {
                least = append(list, scores, from + j, 1, item + j);
            }
        }
    }

    private static void mask(float[] scores, int from, int count, int item, IntLists masked, int query) {
        int[] items = masked.values();
        int end = masked.offsets()[query + 1];
        // Where an index occurs twice the search may find either: both mask the same score.
        int p = Arrays.binarySearch(items, masked.offsets()[query], end, item);
        for (p = p < 0 ? ~p : p; p < end && items[p] < item + count; p++) {
            scores[from + items[p] - item] = Float.NaN;
        }
    }

    /// A score that at least `needed` of `count` scores reach, and not many more; −∞ where there is none.
    private static float firstBar(float[] scores, int from, int count, int needed) {
        VectorSpecies<Float> species = Lanes.SPECIES;
        int lanes = Lanes.COUNT;
        int low = flip(Float.floatToRawIntBits(Float.NEGATIVE_INFINITY));
        int high = flip(Float.floatToRawIntBits(Float.POSITIVE_INFINITY));
        for (int round = 0; round < FIRST_BISECTIONS; round++) {
            int middle = (low & high) + ((low ^ high) >> 1);
            float bar = Float.intBitsToFloat(flip(middle));
            int reach = 0;
            // What is behind the last full vector is not counted, so there are at least as many.
            for (int j = 0; j <= count - lanes; j += lanes) {
                reach += FloatVector.fromArray(species, scores, from + j)
                        .compare(VectorOperators.GE, bar)
                        .trueCount();
            }
            if (reach < needed) {
                high = middle;
            } else {
                low = middle;
                if (reach <= needed + needed / 2) {
                    break;
                }
            }
        }
        return Float.intBitsToFloat(flip(low));
    }

    /// Appends the candidates whose bits are set, at most [#GROUP]; returns the bar.
    private float append(int list, float[] scores, int from, long which, int item) {
        int at = list * room;
        int n = size[list];
        for (long rest = which; rest != 0; rest &= rest - 1) {
            int j = Long.numberOfTrailingZeros(rest);
            keys[at + n++] = key(scores[from + j], item + j);
        }
        if (n > room - GROUP - KEY_LANES) {
            n = drop(keys, at, n, kept, Math.max(kept, LEAST_SLACK) / 2);
            // Items ascend, so one that ties with the lowest left here loses to all of them: enough to fill the list.
            bar[list] = Math.nextUp(lowestScore(keys, at, n));
        }
        size[list] = n;
        return bar[list];
    }

    /// Writes the best candidates of a list, the best first.
    void finish(int list, int[] index, float[] score, int outAt) {
        int at = list * room;
        int n = drop(keys, at, size[list], kept, Math.max(kept, LEAST_SLACK) / 4);
        Arrays.sort(keys, at, at + n);
        for (int i = 0; i < Math.min(n, kept); i++) {
            long key = keys[at + n - 1 - i];
            index[outAt + i] = index(key);
            score[outAt + i] = score(key);
        }
    }

    /// Writes the best candidates of a list in the order of their indices; gives how many there are.
    int finishInOrder(int list, int[] index, float[] score, int outAt) {
        int at = list * room;
        int n = drop(keys, at, size[list], kept, 0);
        // They came in that order, and dropping keeps it.
        for (int i = 0; i < n; i++) {
            index[outAt + i] = index(keys[at + i]);
            score[outAt + i] = score(keys[at + i]);
        }
        return n;
    }

    /// Writes the best `most` candidates out of several lists, the best first; entries with the score NaN are
    /// none.
    static void merge(int[] parts, float[] partScores, int from, int n, int most, int[] index, float[] score, int at) {
        Candidates all = new Candidates(1, most, n + KEY_LANES, Float.NEGATIVE_INFINITY);
        for (int i = from; i < from + n; i++) {
            if (!Float.isNaN(partScores[i])) {
                all.keys[all.size[0]++] = key(partScores[i], parts[i]);
            }
        }
        all.finish(0, index, score, at);
    }

    /// Drops the worst of `n` candidates, but leaves the best `kept`, at least one, and at most `spare` more.
    ///
    /// Halves the range of keys until a bound with that effect is found; there is one, since no two keys are
    /// equal.
    ///
    /// @return how many are left
    private static int drop(long[] keys, int at, int n, int kept, int spare) {
        if (n <= kept + spare) {
            return n;
        }
        // Whole vectors: what is filled in reaches no bound that is tried.
        int end = at + KEY_LANES * Math.ceilDiv(n, KEY_LANES);
        Arrays.fill(keys, at + n, end, Long.MIN_VALUE);
        long low = lowest(keys, at, at + n);
        long high = highest(keys, at, end) + 1;
        // More than enough reach `low`, too few reach `high`.
        while (true) {
            long middle = (low & high) + ((low ^ high) >> 1);
            int reach = reaching(keys, at, end, middle);
            if (reach < kept) {
                high = middle;
            } else if (reach > kept + spare) {
                low = middle;
            } else {
                int left = at;
                for (int i = at; i < at + n; i++) {
                    long key = keys[i];
                    keys[left] = key;
                    left += key >= middle ? 1 : 0;
                }
                return left - at;
            }
        }
    }

    private static int reaching(long[] keys, int from, int to, long bound) {
        int n = 0;
        for (int i = from; i < to; i += KEY_LANES) {
            n += LongVector.fromArray(KEYS, keys, i)
                    .compare(VectorOperators.GE, bound)
                    .trueCount();
        }
        return n;
    }

    private static long highest(long[] keys, int from, int to) {
        LongVector high = LongVector.fromArray(KEYS, keys, from);
        for (int i = from + KEY_LANES; i < to; i += KEY_LANES) {
            high = high.max(LongVector.fromArray(KEYS, keys, i));
        }
        return high.reduceLanes(VectorOperators.MAX);
    }

    private static long lowest(long[] keys, int from, int to) {
        long low = keys[from];
        for (int i = from + 1; i < to; i++) {
            low = Math.min(low, keys[i]);
        }
        return low;
    }

    /// The lowest score among `n` candidates, at least one.
    private static float lowestScore(long[] keys, int at, int n) {
        return score(lowest(keys, at, at + n));
    }

    private static long key(float score, int index) {
        // Adding 0 makes one of the two zeros, which compare equal but differ in their bits.
        int bits = Float.floatToRawIntBits(score + 0f);
        return ((long) flip(bits) << 32) | (~index & 0xffff_ffffL);
    }

    private static float score(long key) {
        return Float.intBitsToFloat(flip((int) (key >> 32)));
    }

    private static int index(long key) {
        return ~(int) key;
    }

    /// Turns the order of negative floats, whose bits count backwards, and back.
    private static int flip(int bits) {
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }
}
