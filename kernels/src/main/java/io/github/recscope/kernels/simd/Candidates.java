package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.IntLists;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The best candidates of several queries while they are being collected.
///
/// Of two candidates the one with the higher score is the better one, of equal ones that with the smaller index, so the
/// order is total. Each query has a list with room for more than it must keep, in the order of the items. What reaches
/// the query's bar is appended; when the list is full, the bar is raised to about where it may be and what lies below
/// is dropped. A list is sorted once, at the end, if at all. That is several times faster than a heap, whose branches
/// cannot be predicted. Not for several threads at once.
final class Candidates {
    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    private static final IntVector PLACES = IntVector.zero(INTS).addIndex(1);
    private static final int LANES = Lanes.COUNT;

    /// Vectors of four lanes have no instruction that moves the chosen lanes together.
    static final boolean COMPRESSES = LANES >= 8;

    /// The fewest places that a list has beyond what it must keep.
    private static final int LEAST_SLACK = 128;

    /// Scores that are compared before one branch: as many as a long has bits, and no fewer than a vector has
    /// lanes.
    private static final int GROUP = Long.SIZE;

    /// Tries that are spent on the first bar of a list, and by how much the first of them goes from the bar of the list
    /// before: an eighth of the score.
    private static final int FIRST_TRIES = 14;

    private static final int FIRST_STEP = 1 << 20;

    /// Candidates that the lists of one chunk may hold together.
    private static final int MOST_CANDIDATES = 1 << 20;

    /// What every candidate reaches.
    private final float floor;

    /// Whether candidates come in the order of their indices.
    private final boolean ascending;

    private final int kept;
    private final int room;
    private final float[] scores;
    private final int[] items;
    private final int[] size;
    private final float[] bar;
    private final long[] keys;
    private float lastFirstBar = Float.NaN;

    private Candidates(int lists, int kept, int room, float floor, boolean ascending) {
        this.floor = floor;
        this.ascending = ascending;
        this.kept = kept;
        this.room = room;
        this.scores = new float[Math.multiplyExact(lists, room)];
        this.items = new int[scores.length];
        this.size = new int[lists];
        this.bar = new float[lists];
        this.keys = new long[room];
    }

    /// Empty lists.
    ///
    /// @param lists the number of queries
    /// @param kept  how many candidates of each are kept in the end
    /// @param items how many are offered at most
    /// @param floor what a candidate must reach
    static Candidates of(int lists, int kept, int items, float floor) {
        Candidates candidates = new Candidates(lists, kept, roomFor(kept, items), floor, true);
        candidates.clear();
        return candidates;
    }

    /// The length of a list: what it keeps and the slack, but no more than there are items; a group more, and a vector
    /// that is written behind the end.
    static int roomFor(int kept, int items) {
        return (int) Math.min(items, (long) kept + Math.max(kept, LEAST_SLACK)) + GROUP + LANES;
    }

    /// A cut into chunks whose lists do not take too much room together.
    ///
    /// @param rows queries of a chunk at most
    /// @param cols items of a chunk
    static Cut limited(int queries, int items, int rows, int cols, int kept) {
        int most = Math.max(1, MOST_CANDIDATES / roomFor(kept, cols));
        return new Cut(queries, items, Math.min(rows, most), cols);
    }

    /// Empties all lists.
    void clear() {
        Arrays.fill(size, 0);
        Arrays.fill(bar, floor);
    }

    /// Offers scores, those of the items from `item` on; NaN and masked items are passed over.
    ///
    /// @param from where they begin; those of masked items become NaN
    void offer(int list, float[] offered, int from, int count, int item, @Nullable IntLists masked, int query) {
        if (masked != null) {
            mask(offered, from, count, item, masked, query);
        }
        if (size[list] == 0 && bar[list] == floor && kept <= count / 2) {
            lastFirstBar = firstBar(offered, from, count, kept, lastFirstBar);
            bar[list] = Math.max(floor, lastFirstBar);
        }
        float least = bar[list];
        int j = 0;
        for (; j <= count - GROUP; j += GROUP) {
            long which = 0;
            for (int v = 0; v < GROUP; v += LANES) {
                which |= FloatVector.fromArray(SPECIES, offered, from + j + v)
                                .compare(VectorOperators.GE, least)
                                .toLong()
                        << v;
            }
            if (which != 0) {
                int n = COMPRESSES
                        ? compress(list, offered, from + j, least, item + j)
                        : append(list, offered, from + j, which, item + j);
                least = grown(list, n);
            }
        }
        for (; j < count; j++) {
            if (offered[from + j] >= least) {
                least = grown(list, append(list, offered, from + j, 1, item + j));
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
    ///
    /// @param guess where to begin, most likely near; NaN for nowhere
    private static float firstBar(float[] scores, int from, int count, int needed, float guess) {
        int low = order(Float.NEGATIVE_INFINITY);
        int high = order(Float.POSITIVE_INFINITY);
        boolean guessed = !Float.isNaN(guess);
        int middle = guessed ? Math.clamp(order(guess), low + 1, high - 1) : between(low, high);
        boolean lowFound = !guessed;
        boolean highFound = !guessed;
        long step = FIRST_STEP;
        for (int tries = 0; tries < FIRST_TRIES; tries++) {
            // What is behind the last full vector is not counted, so there are at least as many.
            int reach = reaching(scores, from, from + count - count % LANES, score(middle));
            if (reach < needed) {
                high = middle;
                highFound = true;
            } else {
                low = middle;
                lowFound = true;
                if (reach <= needed + needed / 2) {
                    break;
                }
            }
            if ((long) high - low < 2) {
                break;
            }
            if (lowFound && highFound) {
                middle = between(low, high);
            } else {
                middle = (int) Math.clamp(highFound ? high - step : low + step, low + 1L, high - 1L);
                step *= 4;
            }
        }
        return score(low);
    }

    /// Appends what reaches the bar in a group; returns the new size.
    private int compress(int list, float[] offered, int from, float least, int item) {
        int at = list * room;
        int n = size[list];
        for (int v = 0; v < GROUP; v += LANES) {
            FloatVector s = FloatVector.fromArray(SPECIES, offered, from + v);
            VectorMask<Float> which = s.compare(VectorOperators.GE, least);
            s.compress(which).intoArray(scores, at + n);
            PLACES.add(item + v).compress(which.cast(INTS)).intoArray(items, at + n);
            n += which.trueCount();
        }
        return n;
    }

    /// Appends the candidates whose bits are set, at most [#GROUP]; returns the new size.
    private int append(int list, float[] offered, int from, long which, int item) {
        int at = list * room;
        int n = size[list];
        for (long rest = which; rest != 0; rest &= rest - 1) {
            int j = Long.numberOfTrailingZeros(rest);
            scores[at + n] = offered[from + j];
            items[at + n++] = item + j;
        }
        return n;
    }

    /// Makes room where a list has become full; returns the bar.
    private float grown(int list, int n) {
        size[list] = n > room - GROUP - LANES ? drop(list, n, Math.max(kept, LEAST_SLACK) / 2) : n;
        return bar[list];
    }

    /// Writes the best candidates of a list, the best first.
    void finish(int list, int[] index, float[] score, int outAt) {
        int at = list * room;
        int n = drop(list, size[list], Math.max(kept, LEAST_SLACK) / 4);
        for (int i = 0; i < n; i++) {
            keys[i] = key(scores[at + i], items[at + i]);
        }
        Arrays.sort(keys, 0, n);
        for (int i = 0; i < Math.min(n, kept); i++) {
            long key = keys[n - 1 - i];
            index[outAt + i] = ~(int) key;
            score[outAt + i] = score((int) (key >> 32));
        }
    }

    /// Writes the best candidates of a list in the order of their indices; gives how many there are.
    int finishInOrder(int list, int[] index, float[] score, int outAt) {
        int n = drop(list, size[list], 0);
        System.arraycopy(items, list * room, index, outAt, n);
        System.arraycopy(scores, list * room, score, outAt, n);
        return n;
    }

    /// Writes the best `most` candidates out of several lists, the best first; entries with the score NaN are
    /// none.
    static void merge(int[] parts, float[] partScores, int from, int n, int most, int[] index, float[] score, int at) {
        Candidates all = new Candidates(1, most, n + LANES, Float.NEGATIVE_INFINITY, false);
        all.clear();
        for (int i = from; i < from + n; i++) {
            if (!Float.isNaN(partScores[i])) {
                all.scores[all.size[0]] = partScores[i];
                all.items[all.size[0]++] = parts[i];
            }
        }
        all.finish(0, index, score, at);
    }

    /// Drops the worst of `n` candidates, but leaves the best [#kept] and at most `spare` more, and raises the bar to
    /// what is left. Only where candidates do not come in order, more of those that tie may be left.
    ///
    /// Halves the range of scores until a bound with that effect is found, or one is left at which several tie.
    ///
    /// @return how many are left
    private int drop(int list, int n, int spare) {
        if (n <= kept + spare) {
            return n;
        }
        int at = list * room;
        // Whole vectors: what is filled in reaches no bound that is tried.
        int end = at + LANES * Math.ceilDiv(n, LANES);
        Arrays.fill(scores, at + n, end, Float.NEGATIVE_INFINITY);
        int low = order(bar[list]);
        int high = order(highest(scores, at, end)) + 1;
        // More than enough reach `low`, too few reach `high`.
        while (true) {
            int middle = between(low, high);
            if (middle == low) {
                return dropTies(list, n, score(low));
            }
            int reach = reaching(scores, at, end, score(middle));
            if (reach < kept) {
                high = middle;
            } else if (reach > kept + spare) {
                low = middle;
            } else {
                bar[list] = score(middle);
                return keep(at, n, score(middle));
            }
        }
    }

    /// Moves what reaches the bound together.
    private int keep(int at, int n, float bound) {
        int left = at;
        if (COMPRESSES) {
            for (int i = at; i < at + n; i += LANES) {
                FloatVector s = FloatVector.fromArray(SPECIES, scores, i);
                IntVector item = IntVector.fromArray(INTS, items, i);
                VectorMask<Float> stays = s.compare(VectorOperators.GE, bound);
                s.compress(stays).intoArray(scores, left);
                item.compress(stays.cast(INTS)).intoArray(items, left);
                left += stays.trueCount();
            }
            return left - at;
        }
        for (int i = at; i < at + n; i++) {
            scores[left] = scores[i];
            items[left] = items[i];
            left += scores[i] >= bound ? 1 : 0;
        }
        return left - at;
    }

    /// Keeps what is above the edge, and so many of the first ones at it that the list is full: all that come later
    /// lose against them.
    private int dropTies(int list, int n, float edge) {
        int at = list * room;
        int ties = Integer.MAX_VALUE;
        if (ascending) {
            ties = kept;
            for (int i = at; i < at + n; i++) {
                ties -= scores[i] > edge ? 1 : 0;
            }
            bar[list] = Math.nextUp(edge);
        }
        int left = at;
        for (int i = at; i < at + n; i++) {
            if (scores[i] > edge || (scores[i] == edge && ties-- > 0)) {
                scores[left] = scores[i];
                items[left++] = items[i];
            }
        }
        return left - at;
    }

    private static int reaching(float[] scores, int from, int to, float bound) {
        int n = 0;
        for (int i = from; i < to; i += LANES) {
            n += FloatVector.fromArray(SPECIES, scores, i)
                    .compare(VectorOperators.GE, bound)
                    .trueCount();
        }
        return n;
    }

    private static float highest(float[] scores, int from, int to) {
        FloatVector high = FloatVector.fromArray(SPECIES, scores, from);
        for (int i = from + LANES; i < to; i += LANES) {
            high = high.max(FloatVector.fromArray(SPECIES, scores, i));
        }
        return high.reduceLanes(VectorOperators.MAX);
    }

    /// One number for a candidate; the greater number is the better candidate.
    private static long key(float score, int index) {
        // Adding 0 makes one of the two zeros, which compare equal but differ in their bits.
        return ((long) order(score + 0f) << 32) | (~index & 0xffff_ffffL);
    }

    /// An integer in whose order scores are.
    private static int order(float score) {
        int bits = Float.floatToRawIntBits(score);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    /// The score that has this place in the order.
    private static float score(int order) {
        return Float.intBitsToFloat(order ^ ((order >> 31) & Integer.MAX_VALUE));
    }

    /// The middle, rounded down.
    private static int between(int low, int high) {
        return (low & high) + ((low ^ high) >> 1);
    }
}
