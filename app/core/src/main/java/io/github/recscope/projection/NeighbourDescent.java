package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Improves lists of neighbours by comparing neighbours of neighbours (Dong, Moses and Li, 2011).
final class NeighbourDescent {
    private static final int CANDIDATES = 40;

    /// Bytes that each row takes.
    static final int BYTES = 8 * CANDIDATES + 4;

    private static final int BLOCK = 16384;
    private static final int CHUNK = 512;

    private final Matrix x;
    private final int n;
    private final NeighbourLists lists;
    private final int[] walk;

    /// @param walk all points, near ones at near places: who is joined one after the other shares rows in the caches
    NeighbourDescent(Matrix x, NeighbourLists lists, int[] walk) {
        this.x = x;
        this.n = x.rows();
        this.lists = lists;
        this.walk = walk;
    }

    /// Most of the pairs that were proposed lately: neighbours have many neighbours in common.
    private static final class Lately {
        private final long[] pairs = new long[1 << 15];

        /// Whether the pair was seen; it is from now on. Pairs may be forgotten.
        boolean saw(int a, int b) {
            long pair = (long) Math.min(a, b) << 32 | Math.max(a, b);
            int place = (int) ((pair * 0x9E3779B97F4A7C15L) >>> 49);
            if (pairs[place] == pair) {
                return true;
            }
            pairs[place] = pair;
            return false;
        }
    }

    /// One round over all points; returns how many entries changed.
    long round(int round, Ctx ctx) {
        int sample = Math.min(lists.k, CANDIDATES / 2);
        // Up to `sample` new neighbours each, then the points whose sampled neighbour one is, also `sample` at most;
        // the same for old ones.
        Members members = new Members(sample, round, ctx);
        Proposals proposals = new Proposals(lists, ctx.kernels().workers());
        long changed = 0;
        for (int from = 0; from < n; from += BLOCK) {
            ctx.progress("searching neighbours of neighbours", from / (double) n);
            int first = from;
            int count = Math.min(BLOCK, n - from);
            int chunks = (count + CHUNK - 1) / CHUNK;
            proposals.begin(chunks);
            ctx.kernels().workers().forEach(chunks, c -> {
                Proposals.List list = proposals.list(c);
                Join join = new Join(members, ctx.kernels().rows());
                for (int p = first + c * CHUNK; p < first + Math.min(count, (c + 1) * CHUNK); p++) {
                    join.at(walk[p], list);
                }
            });
            changed += proposals.take();
        }
        return changed;
    }

    private final class Join {
        private final Members members;
        private final RowOps ops;
        private final int[] ids;
        private final int[] where;
        private final Lately lately = new Lately();
        private final CloseRows all = new CloseRows(x);
        private final float[] products;
        private final float[] centre = new float[x.cols()];

        Join(Members members, RowOps ops) {
            this.members = members;
            this.ops = ops;
            ids = new int[4 * members.most];
            where = new int[4 * members.most];
            products = new float[8 * members.most * members.most];
        }

        void at(int i, Proposals.List list) {
            int a = members.gather(members.news, i, ids, 0);
            if (a == 0) {
                return;
            }
            int b = members.gather(members.olds, i, ids, a);
            x.copyRows(i, 1, centre, 0);
            all.gather(ids, 0, a + b);
            all.centre(centre, 0, ops);
            all.bars(lists.bars);
            all.products(0, a, all, ops, products);
            for (int s = 0; s < a; s++) {
                int found = all.close(s, all, products, s * (a + b) + s + 1, s + 1, ops, where);
                for (int f = 0; f < found; f++) {
                    int t = s + 1 + where[f];
                    if (ids[s] != ids[t] && !lately.saw(ids[s], ids[t])) {
                        propose(list, ids[s], ids[t], all.distance(s, all, t, ops));
                    }
                }
            }
        }

        private void propose(Proposals.List list, int a, int b, float d) {
            if (d < lists.bars[a] && !lists.has(a, d, b)) {
                list.add(a, d, b);
            }
            if (d < lists.bars[b] && !lists.has(b, d, a)) {
                list.add(b, d, a);
            }
        }
    }

    /// Who takes part in the join at each point: sampled neighbours, and sampled points that it is a neighbour
    /// of.
    private final class Members {
        final int most;
        final int[] news;
        final int[] olds;

        Members(int sample, int round, Ctx ctx) {
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
            reverse(news, 2 * round, ctx);
            reverse(olds, 2 * round + 1, ctx);
        }

        private void choose(int i, SplittableRandom random) {
            int countNew = 0;
            int countOld = 0;
            int seenOld = 0;
            int at = i * 2 * most;
            for (int j = i * lists.k; j < i * lists.k + lists.k; j++) {
                int index = lists.index(j);
                if (lists.isNew(j)) {
                    // The nearest come first; one that is left out stays new for the next round.
                    if (countNew < most) {
                        news[at + countNew++] = index;
                        lists.markOld(j);
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
        private void reverse(int[] members, int stream, Ctx ctx) {
            int[] seen = new int[n];
            SplittableRandom random =
                    new SplittableRandom(ctx.random("descent reverse", stream).nextLong());
            for (int i = 0; i < n; i++) {
                if (i % 4096 == 0) {
                    ctx.check();
                }
                for (int s = 0; s < most; s++) {
                    int j = members[i * 2 * most + s];
                    if (j < 0) {
                        break;
                    }
                    int place = seen[j]++;
                    if (place >= most) {
                        place = random.nextInt(place + 1);
                    }
                    if (place < most) {
                        members[j * 2 * most + most + place] = i;
                    }
                }
            }
        }

        /// The distinct members at `i`, from place `at` on; returns how many.
        int gather(int[] members, int i, int[] into, int at) {
            int count = at;
            for (int s = i * 2 * most; s < (i + 1) * 2 * most; s++) {
                if (members[s] >= 0) {
                    into[count++] = members[s];
                }
            }
            Arrays.sort(into, at, count);
            int distinct = at;
            for (int s = at; s < count; s++) {
                if (s == at || into[s] != into[s - 1]) {
                    into[distinct++] = into[s];
                }
            }
            return distinct - at;
        }
    }
}
