package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.Workers;
import java.util.Arrays;

/// Compares each row with all rows of the cells whose centres are closest to it (the inverted file of Jégou, Douze and
/// Schmid, 2011), for both of them.
final class CellProbes {
    private static final int AT_ONCE = 32;
    private static final int BLOCK = 256;
    private static final int LOOK = 4096;

    /// The part of the cells that is asked before the others.
    private static final int SOON = 6;

    private final Matrix x;
    private final Cells cells;
    private final NeighbourLists lists;

    CellProbes(Matrix x, Cells cells, NeighbourLists lists) {
        this.x = x;
        this.cells = cells;
        this.lists = lists;
    }

    /// Within each cell.
    void within(Ctx ctx) {
        int count = cells.count();
        Workers workers = ctx.kernels().workers();
        Kernels single = ctx.kernels().on(Workers.single().cancelledBy(workers.cancel()));
        for (int from = 0; from < count; from += AT_ONCE) {
            ctx.progress("comparing neighbours", from / (double) count);
            int first = from;
            workers.forEach(Math.min(AT_ONCE, count - from), c -> within(first + c, single));
        }
    }

    private void within(int cell, Kernels single) {
        int[] ids = Arrays.copyOfRange(cells.order(), cells.start()[cell], cells.start()[cell + 1]);
        int k = Math.min(lists.k, ids.length - 1);
        if (k < 1) {
            return;
        }
        Neighbours near = NeighbourSearch.exact(x.gather(ids), k, single);
        for (int e = 0; e < near.index().length; e++) {
            lists.insert(ids[e / k], near.squared()[e], ids[near.index()[e]]);
        }
        for (int i : ids) {
            lists.settle(i);
        }
    }

    /// With the `few` cells closest to each row, the closest first: later ones then find fewer that are close enough.
    void probe(int few, Ctx ctx) {
        int[] asked = cells.nearest(x, cells.order(), few, ctx.part(0, 0.2));
        int soon = Math.ceilDiv(few, SOON);
        probe(asked, few, 0, soon, ctx.part(0.2, 0.4));
        probe(asked, few, soon, few, ctx.part(0.4, 1));
    }

    private void probe(int[] asked, int few, int fromRank, int toRank, Ctx ctx) {
        int count = cells.count();
        int[] start = new int[count + 1];
        for (int at = 0; at < cells.order().length; at++) {
            look(at, ctx);
            int own = cells.cell()[cells.order()[at]];
            for (int e = at * few + fromRank; e < at * few + toRank; e++) {
                start[asked[e] + 1] += asked[e] == own ? 0 : 1;
            }
        }
        for (int c = 0; c < count; c++) {
            start[c + 1] = Math.addExact(start[c + 1], start[c]);
        }
        int[] who = new int[start[count]];
        int[] next = start.clone();
        for (int at = 0; at < cells.order().length; at++) {
            look(at, ctx);
            int row = cells.order()[at];
            int own = cells.cell()[row];
            for (int e = at * few + fromRank; e < at * few + toRank; e++) {
                if (asked[e] != own) {
                    who[next[asked[e]]++] = row;
                }
            }
        }
        Proposals proposals = new Proposals(lists, ctx.kernels().workers());
        for (int from = 0; from < count; from += AT_ONCE) {
            ctx.progress("comparing neighbours", from / (double) count);
            int first = from;
            int now = Math.min(AT_ONCE, count - from);
            proposals.begin(now);
            ctx.kernels().workers().forEach(now, c -> {
                int cell = first + c;
                probe(cell, who, start[cell], start[cell + 1], proposals.list(c), ctx);
            });
            for (int at = cells.start()[first]; at < cells.start()[first + now]; at++) {
                lists.settle(cells.order()[at]);
            }
            proposals.take();
        }
    }

    private static void look(int at, Ctx ctx) {
        if (at % LOOK == 0) {
            ctx.check();
        }
    }

    /// The rows of a cell are nobody else's meanwhile, so their lists change at once.
    private void probe(int cell, int[] who, int from, int to, Proposals.List list, Ctx ctx) {
        RowOps ops = ctx.kernels().rows();
        int size = cells.size(cell);
        CloseRows own = new CloseRows(x);
        own.gather(cells.order(), cells.start()[cell], size);
        own.centre(cells.centres().data(), cell * x.cols(), ops);
        own.bars(lists.bars);
        CloseRows asking = new CloseRows(x);
        float[] products = new float[size * BLOCK];
        int[] where = new int[BLOCK];
        for (int begin = from; begin < to; begin += BLOCK) {
            ctx.check();
            asking.gather(who, begin, Math.min(BLOCK, to - begin));
            asking.centre(cells.centres().data(), cell * x.cols(), ops);
            asking.bars(lists.bars);
            own.products(0, size, asking, ops, products);
            for (int i = 0; i < size; i++) {
                int found = own.close(i, asking, products, i * asking.count, 0, ops, where);
                for (int f = 0; f < found; f++) {
                    int j = where[f];
                    float s = own.distance(i, asking, j, ops);
                    if (lists.insert(own.id[i], s, asking.id[j])) {
                        own.bar(i, lists.farthest(own.id[i]));
                    }
                    if (s < lists.bars[asking.id[j]]) {
                        list.add(asking.id[j], s, own.id[i]);
                    }
                }
            }
        }
    }
}
