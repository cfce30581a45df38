package io.github.recscope.concept;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.stat.MultipleTesting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Tests every latent with every attribute on the testing half, by the moments of the permutation test.
final class PairScan {
    /// Larger p-values are counted but not kept: adjusted ones that matter never come from them.
    private static final double KEPT = 0.2;

    private final AttributeTable table;
    private final boolean[] choosing;
    private final LabelTest test;

    PairScan(AttributeTable table, Halves halves, LabelTest test) {
        this.table = table;
        this.choosing = halves.choosing();
        this.test = test;
    }

    /// @param tests   latents that fire × attributes, and the joined attributes that were looked at
    /// @param holding how many pairs hold at the rate
    /// @param fits    the fits with adjusted p-values
    record Pairs(long tests, int holding, List<List<AttributeFit>> fits) {}

    Pairs adjust(SparseCodes byLatent, List<List<AttributeFit>> fits, double falseDiscoveryRate, Ctx ctx) {
        int attributes = table.attributes().size();
        int[][] holders = new int[attributes][AttributeTable.DECILES];
        for (int a = 0; a < attributes; a++) {
            for (int i : table.items().row(a)) {
                if (!choosing[i]) {
                    holders[a][table.decile()[i]]++;
                }
            }
        }
        var attributesOf = table.items().invert(choosing.length);
        double[][] small = new double[byLatent.rows()][];
        ctx.kernels().workers().forEach(byLatent.rows(), j -> {
            ctx.check();
            double[] activation = new double[choosing.length];
            double[] observed = new double[attributes];
            for (int p = byLatent.offsets()[j]; p < byLatent.offsets()[j + 1]; p++) {
                int item = byLatent.latent()[p];
                if (!choosing[item]) {
                    double a = byLatent.value()[p];
                    activation[item] = a;
                    attributesOf.forEach(item, t -> observed[t] += a);
                }
            }
            LabelTest.Strata strata = test.strata(activation);
            double[] kept = new double[attributes];
            int n = 0;
            for (int a = 0; a < attributes; a++) {
                if (observed[a] > 0) {
                    double p = strata.test(holders[a], table.attributes().get(a).isPopularity())
                            .pValue(observed[a] * (1 - 1e-9));
                    if (p <= KEPT) {
                        kept[n++] = p;
                    }
                }
            }
            small[j] = Arrays.copyOf(kept, n);
        });
        long tests = 0;
        List<Double> all = new ArrayList<>();
        for (int j = 0; j < byLatent.rows(); j++) {
            tests += byLatent.l0(j) > 0 ? attributes : 0;
            for (double p : small[j]) {
                all.add(p);
            }
            // Joined attributes are not in the table.
            for (AttributeFit f : fits.get(j)) {
                if (f.attribute().join() != null) {
                    tests++;
                    if (f.pairP() <= KEPT) {
                        all.add(f.pairP());
                    }
                }
            }
        }
        double[] p = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[] q = MultipleTesting.benjaminiHochberg(p, tests);
        int holding =
                (int) Arrays.stream(q).filter(x -> x <= falseDiscoveryRate).count();
        List<List<AttributeFit>> adjusted = fits.stream()
                .map(list -> list.stream()
                        .map(f -> f.paired(lookUp(f.pairP(), p, q)))
                        .toList())
                .toList();
        return new Pairs(tests, holding, adjusted);
    }

    private static double lookUp(double value, double[] p, double[] q) {
        int at = Arrays.binarySearch(p, value);
        return at >= 0 ? Math.min(1, q[at]) : 1;
    }
}
