package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Approximate nearest neighbours: random projection trees, then neighbours of neighbours (Dong, Moses and Li,
/// 2011).
///
/// A list is the set of the nearest points that were ever proposed, so the order of proposals has no influence.
/// Proposals are made in parallel for fixed blocks of points and then taken over by the owners of the lists,
/// which gives the same bits for any number of threads.
final class NeighbourDescent {
    private static final int LEAF = 40;
    private static final int CANDIDATES = 40;
    private static final int ROUNDS = 12;
    private static final double ENOUGH = 0.001;
    private static final int BLOCK = 16384;
    private static final int CHUNK = 64;
    private static final int OWNERS = 64;

    private final Matrix x;
    private final int n;
    private final int k;
    private final Ctx ctx;
    private final RowOps ops;

    /// A list is kept as keys (distance and index), ascending; those that are new since the last round are
    /// marked.
    private final long[] keys;

    private final boolean[] fresh;

    /// All points, near ones at near places: who is joined one after the other shares rows in the caches.
    private int[] walk = new int[0];

    NeighbourDescent(Matrix prepared, int k, Ctx ctx) {
        this.x = prepared;
        this.n = prepared.rows();
        this.k = k;
        this.ctx = ctx;
        this.ops = ctx.kernels().rows();
        keys = new long[Math.multiplyExact(n, k)];
        fresh = new boolean[n * k];
        Arrays.fill(keys, Long.MAX_VALUE);
    }

    /// Searches.
    Neighbours run() {
        int trees = Math.max(4, Math.min(12, (int) Math.round(2 + Math.pow(n, 0.25) / 4)));
        for (int t = 0; t < trees; t++) {
            ctx.progress("growing trees", 0.3 * t / trees);
            Tree tree = new Tree(t).grow();
            joinLeaves(tree);
            walk = tree.order;
        }
        fillUp();
        for (int round = 0; round < ROUNDS; round++) {
            ctx.progress("searching neighbours of neighbours", 0.3 + 0.7 * round / ROUNDS);
            if (round(round) <= ENOUGH * n * k) {
                break;
            }
        }
        int[] index = new int[n * k];
        float[] squared = new float[n * k];
        for (int i = 0; i < index.length; i++) {
            index[i] = (int) keys[i];
            squared[i] = distanceOf(keys[i]);
        }
        return new Neighbours(k, index, squared);
    }

    private static float distanceOf(long key) {
        return Float.intBitsToFloat((int) (key >>> 32));
    }

    /// Copies of some rows, one after the other: pairs of them are then compared within the first cache levels, and
    /// rows of a file are read once for many pairs.
    ///
    /// Beside each row stands what a proposal for its list must be below: lists do not change meanwhile.
    private final class Rows {
        private float[] values = new float[0];
        private long[] bars = new long[0];

        void gather(int[] from, int at, int count) {
            int d = x.cols();
            if (bars.length < count) {
                bars = new long[count];
                values = new float[count * d];
            }
            for (int i = 0; i < count; i++) {
                x.copyRows(from[at + i], 1, values, i * d);
                bars[i] = keys[from[at + i] * k + k - 1];
            }
        }

        float distance(int a, Rows others, int b) {
            int d = x.cols();
            return ops.squaredDistance(values, a * d, others.values, b * d, d);
        }
    }

    /// A tree of random cuts between two points each.
    private final class Tree {
        final int number;
        final int[] order = new int[n];
        final int[] scratch = new int[n];
        int[] ends = new int[16];
        int leaves;

        Tree(int number) {
            this.number = number;
            Arrays.setAll(order, i -> i);
        }

        /// One tree at a time; the projections of a large part are made in parallel.
        Tree grow() {
            boolean[] left = new boolean[n];
            cut(0, n, left, new SplittableRandom(ctx.random("tree", number).nextLong()), 0);
            return this;
        }

        private void cut(int from, int to, boolean[] left, SplittableRandom random, int depth) {
            if (to - from <= LEAF) {
                if (leaves == ends.length) {
                    ends = Arrays.copyOf(ends, leaves * 2);
                }
                ends[leaves++] = to;
                return;
            }
            int split = depth < 60 ? divide(from, to, left, random) : from;
            if (split == from || split == to) {
                split = from + (to - from) / 2; // Duplicates: any cut is as good.
            }
            SplittableRandom right = random.split();
            cut(from, split, left, random, depth + 1);
            cut(split, to, left, right, depth + 1);
        }

        private int divide(int from, int to, boolean[] left, SplittableRandom random) {
            int d = x.cols();
            int a = order[from + random.nextInt(to - from)];
            int b = order[from + random.nextInt(to - from)];
            float[] normal = x.row(a);
            float[] other = x.row(b);
            double offset = 0;
            for (int c = 0; c < d; c++) {
                float va = normal[c];
                float vb = other[c];
                normal[c] = va - vb;
                offset += (va - vb) * 0.5 * ((double) va + vb);
            }
            float threshold = (float) offset;
            int size = 4096;
            int chunks = (to - from + size - 1) / size;
            float[] all = x.resident();
            ctx.kernels().workers().forEach(chunks, c -> {
                float[] row = new float[all == null ? d : 0];
                for (int i = from + c * size; i < Math.min(to, from + (c + 1) * size); i++) {
                    if (all == null) {
                        x.copyRows(order[i], 1, row, 0);
                    }
                    float side = all == null ? ops.dot(normal, 0, row, 0, d) : ops.dot(normal, 0, all, order[i] * d, d);
                    left[i] = side < threshold;
                }
            });
            int low = from;
            int high = 0;
            for (int i = from; i < to; i++) {
                if (left[i]) {
                    order[low++] = order[i];
                } else {
                    scratch[high++] = order[i];
                }
            }
            System.arraycopy(scratch, 0, order, low, high);
            return low;
        }
    }

    private void joinLeaves(Tree tree) {
        int[] ends = tree.ends;
        Proposals proposals = new Proposals();
        int leavesPerBlock = BLOCK / LEAF;
        for (int from = 0; from < tree.leaves; from += leavesPerBlock) {
            int first = from;
            int count = Math.min(leavesPerBlock, tree.leaves - from);
            int chunk = 8;
            int chunks = (count + chunk - 1) / chunk;
            proposals.begin(chunks);
            ctx.kernels().workers().forEach(chunks, c -> {
                Proposals.List list = proposals.list(c);
                Rows rows = new Rows();
                for (int leaf = first + c * chunk; leaf < first + Math.min(count, (c + 1) * chunk); leaf++) {
                    int start = leaf == 0 ? 0 : ends[leaf - 1];
                    rows.gather(tree.order, start, ends[leaf] - start);
                    for (int i = start; i < ends[leaf]; i++) {
                        for (int j = i + 1; j < ends[leaf]; j++) {
                            propose(list, tree.order[i], rows, i - start, tree.order[j], rows, j - start);
                        }
                    }
                }
            });
            proposals.take();
        }
    }

    /// Random neighbours for lists that the trees left short.
    private void fillUp() {
        int size = 1024;
        ctx.kernels().workers().forEach((n + size - 1) / size, c -> {
            RandomGenerator random = ctx.random("neighbour fill", c);
            Rows rows = new Rows();
            int[] both = new int[2];
            for (int i = c * size; i < Math.min(n, (c + 1) * size); i++) {
                while (keys[i * k + k - 1] == Long.MAX_VALUE) {
                    int j = random.nextInt(n);
                    if (j != i) {
                        both[0] = i;
                        both[1] = j;
                        rows.gather(both, 0, 2);
                        insert(i, NeighbourSearch.key(rows.distance(0, rows, 1), j));
                    }
                }
            }
        });
    }

    private void propose(Proposals.List list, int a, Rows rowsA, int atA, int b, Rows rowsB, int atB) {
        float d = rowsA.distance(atA, rowsB, atB);
        long forA = NeighbourSearch.key(d, b);
        long forB = NeighbourSearch.key(d, a);
        if (forA < rowsA.bars[atA] && !listed(a, forA)) {
            list.add(a, forA);
        }
        if (forB < rowsB.bars[atB] && !listed(b, forB)) {
            list.add(b, forB);
        }
    }

    private boolean listed(int i, long key) {
        return Arrays.binarySearch(keys, i * k, i * k + k, key) >= 0;
    }

    /// Most of the pairs that were proposed lately: neighbours have many neighbours in common.
    private static final class Lately {
        private final long[] pairs = new long[1 << 13];

        /// Whether the pair was seen; it is from now on. Pairs may be forgotten.
        boolean saw(int a, int b) {
            long pair = (long) Math.min(a, b) << 32 | Math.max(a, b);
            int place = (int) ((pair * 0x9E3779B97F4A7C15L) >>> 51);
            if (pairs[place] == pair) {
                return true;
            }
            pairs[place] = pair;
            return false;
        }
    }

    /// Puts a key into the list of `i` unless it is there or too far.
    private boolean insert(int i, long key) {
        int start = i * k;
        int end = start + k;
        if (key >= keys[end - 1]) {
            return false;
        }
        int at = Arrays.binarySearch(keys, start, end, key);
        if (at >= 0) {
            return false;
        }
        int place = -at - 1;
        System.arraycopy(keys, place, keys, place + 1, end - 1 - place);
        System.arraycopy(fresh, place, fresh, place + 1, end - 1 - place);
        keys[place] = key;
        fresh[place] = true;
        return true;
    }

    /// One round over all points; returns how many entries changed.
    private long round(int round) {
        int sample = Math.min(k, CANDIDATES / 2);
        // Up to `sample` new neighbours each, then the points whose sampled neighbour one is, also `sample` at most;
        // the same for old ones.
        Members members = new Members(sample, round);
        Proposals proposals = new Proposals();
        long changed = 0;
        for (int from = 0; from < n; from += BLOCK) {
            ctx.check();
            int first = from;
            int count = Math.min(BLOCK, n - from);
            int chunks = (count + CHUNK - 1) / CHUNK;
            proposals.begin(chunks);
            ctx.kernels().workers().forEach(chunks, c -> {
                Proposals.List list = proposals.list(c);
                int[] news = new int[2 * members.most];
                int[] olds = new int[2 * members.most];
                Lately lately = new Lately();
                Rows newRows = new Rows();
                Rows oldRows = new Rows();
                for (int p = first + c * CHUNK; p < first + Math.min(count, (c + 1) * CHUNK); p++) {
                    int i = walk[p];
                    int a = members.gather(members.news, i, news);
                    if (a == 0) {
                        continue;
                    }
                    int b = members.gather(members.olds, i, olds);
                    newRows.gather(news, 0, a);
                    oldRows.gather(olds, 0, b);
                    for (int s = 0; s < a; s++) {
                        for (int t = s + 1; t < a; t++) {
                            if (lately.saw(news[s], news[t])) {
                                continue;
                            }
                            propose(list, news[s], newRows, s, news[t], newRows, t);
                        }
                        for (int t = 0; t < b; t++) {
                            if (news[s] != olds[t] && !lately.saw(news[s], olds[t])) {
                                propose(list, news[s], newRows, s, olds[t], oldRows, t);
                            }
                        }
                    }
                }
            });
            changed += proposals.take();
        }
        return changed;
    }

    /// Who takes part in the join at each point: sampled neighbours, and sampled points that it is a neighbour
    /// of.
    private final class Members {
        final int most;
        final int[] news;
        final int[] olds;

        Members(int sample, int round) {
            most = sample;
            news = new int[Math.multiplyExact(n, 2 * sample)];
            olds = new int[n * 2 * sample];
            Arrays.fill(news, -1);
            Arrays.fill(olds, -1);
            int size = 1024;
            ctx.kernels().workers().forEach((n + size - 1) / size, c -> {
                SplittableRandom random =
                        new SplittableRandom(ctx.random("descent " + round, c).nextLong());
                for (int i = c * size; i < Math.min(n, (c + 1) * size); i++) {
                    choose(i, random);
                }
            });
            reverse(news, 2 * round);
            reverse(olds, 2 * round + 1);
        }

        private void choose(int i, SplittableRandom random) {
            int countNew = 0;
            int countOld = 0;
            int seenOld = 0;
            int at = i * 2 * most;
            for (int j = i * k; j < i * k + k; j++) {
                int index = (int) keys[j];
                if (fresh[j]) {
                    // The nearest come first; one that is left out stays new for the next round.
                    if (countNew < most) {
                        news[at + countNew++] = index;
                        fresh[j] = false;
                    }
                } else {
                    seenOld++;
                    if (countOld < most) {
                        olds[at + countOld++] = index;
                    } else {
                        int place = random.nextInt(seenOld);
                        if (place < most) {
                            olds[at + place] = index;
                        }
                    }
                }
            }
        }

        /// Fills the second half of each row with a sample of those that have it in their first half.
        private void reverse(int[] lists, int stream) {
            int[] seen = new int[n];
            SplittableRandom random =
                    new SplittableRandom(ctx.random("descent reverse", stream).nextLong());
            for (int i = 0; i < n; i++) {
                for (int s = 0; s < most; s++) {
                    int j = lists[i * 2 * most + s];
                    if (j < 0) {
                        break;
                    }
                    int place = seen[j]++;
                    if (place >= most) {
                        place = random.nextInt(place + 1);
                    }
                    if (place < most) {
                        lists[j * 2 * most + most + place] = i;
                    }
                }
            }
        }

        /// The distinct members at `i`; returns how many.
        int gather(int[] lists, int i, int[] into) {
            int count = 0;
            for (int s = i * 2 * most; s < (i + 1) * 2 * most; s++) {
                if (lists[s] >= 0) {
                    into[count++] = lists[s];
                }
            }
            Arrays.sort(into, 0, count);
            int distinct = 0;
            for (int s = 0; s < count; s++) {
                if (s == 0 || into[s] != into[s - 1]) {
                    into[distinct++] = into[s];
                }
            }
            return distinct;
        }
    }

    /// Proposals of one block, kept by the chunk that made them and by the owner of the list that they are for.
    private final class Proposals {
        private List[] lists = new List[0];
        private int used;

        final class List {
            int[] point = new int[1024];
            long[] key = new long[1024];
            int size;
            final int[] ownerEnd = new int[OWNERS + 1];
            int[] order = new int[0];

            void add(int p, long k) {
                if (size == point.length) {
                    point = Arrays.copyOf(point, size * 2);
                    key = Arrays.copyOf(key, size * 2);
                }
                point[size] = p;
                key[size++] = k;
            }

            void byOwner() {
                Arrays.fill(ownerEnd, 0);
                for (int i = 0; i < size; i++) {
                    ownerEnd[owner(point[i]) + 1]++;
                }
                for (int o = 0; o < OWNERS; o++) {
                    ownerEnd[o + 1] += ownerEnd[o];
                }
                if (order.length < size) {
                    order = new int[point.length];
                }
                int[] next = Arrays.copyOf(ownerEnd, OWNERS);
                for (int i = 0; i < size; i++) {
                    order[next[owner(point[i])]++] = i;
                }
            }
        }

        private int owner(int point) {
            return (int) ((long) point * OWNERS / n);
        }

        void begin(int chunks) {
            if (lists.length < chunks) {
                int had = lists.length;
                lists = Arrays.copyOf(lists, chunks);
                for (int i = had; i < chunks; i++) {
                    lists[i] = new List();
                }
            }
            used = chunks;
            for (int i = 0; i < chunks; i++) {
                lists[i].size = 0;
            }
        }

        List list(int chunk) {
            return lists[chunk];
        }

        /// Every owner goes through what is for its lists; returns how many entries changed.
        long take() {
            ctx.kernels().workers().forEach(used, c -> lists[c].byOwner());
            long[] changed = new long[OWNERS];
            ctx.kernels().workers().forEach(OWNERS, o -> {
                for (int c = 0; c < used; c++) {
                    List list = lists[c];
                    for (int i = list.ownerEnd[o]; i < list.ownerEnd[o + 1]; i++) {
                        int p = list.order[i];
                        changed[o] += insert(list.point[p], list.key[p]) ? 1 : 0;
                    }
                }
            });
            return Arrays.stream(changed).sum();
        }
    }
}
