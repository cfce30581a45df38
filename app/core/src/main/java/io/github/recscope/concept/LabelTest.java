package io.github.recscope.concept;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.stat.Detection;
import io.github.recscope.stat.Lift;
import io.github.recscope.stat.OddsRatio;
import io.github.recscope.stat.StratifiedPermutation;
import java.util.random.RandomGenerator;

/// Measures and tests a label on the testing half of the items.
final class LabelTest {
    /// Dealing stops once this many permutations reached the observed value: the p-value is then known well
    /// enough (Besag and Clifford, 1991).
    private static final int ENOUGH = 100;

    private final AttributeTable table;
    private final boolean[] choosing;
    private final int total;
    private final int[] size = new int[AttributeTable.DECILES];

    LabelTest(AttributeTable table, Halves halves) {
        this.table = table;
        this.choosing = halves.choosing();
        this.total = halves.testing();
        for (int i = 0; i < choosing.length; i++) {
            if (!choosing[i]) {
                size[table.decile()[i]]++;
            }
        }
    }

    /// The fit of one attribute, without the p-value of the label and without the adjusted one of the pair.
    AttributeFit measure(SparseCodes byLatent, int latent, LabelSearch.Candidate candidate) {
        boolean[] has = candidate.has();
        double[] activation = new double[choosing.length];
        for (int p = byLatent.offsets()[latent]; p < byLatent.offsets()[latent + 1]; p++) {
            activation[byLatent.latent()[p]] = byLatent.value()[p];
        }
        double[] score = new double[total];
        boolean[] positive = new boolean[total];
        int support = 0;
        int firing = 0;
        int both = 0;
        int n = 0;
        double observed = 0;
        for (int i = 0; i < choosing.length; i++) {
            if (!choosing[i]) {
                score[n] = activation[i];
                positive[n++] = has[i];
                boolean fires = activation[i] > candidate.threshold();
                support += has[i] ? 1 : 0;
                firing += fires ? 1 : 0;
                both += fires && has[i] ? 1 : 0;
                observed += has[i] ? activation[i] : 0;
            }
        }
        Lift lift = Lift.of(both, firing, support, total);
        OddsRatio odds = OddsRatio.of(both, firing - both, support - both, total - firing - support + both);
        return new AttributeFit(
                candidate.attribute(),
                support,
                (double) support / total,
                candidate.threshold(),
                firing,
                firing == 0 ? Double.NaN : (double) both / firing,
                support == 0 ? Double.NaN : (double) both / support,
                lift.value(),
                lift.low(),
                lift.high(),
                Detection.auroc(score, positive),
                Detection.averagePrecision(score, positive),
                odds.value(),
                odds.low(),
                odds.high(),
                moments(activation, has, candidate.attribute().isPopularity()).pValue(observed * (1 - 1e-9)),
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    private StratifiedPermutation moments(double[] activation, boolean[] has, boolean overAll) {
        Strata strata = strata(activation);
        int[] holders = new int[AttributeTable.DECILES];
        for (int i = 0; i < has.length; i++) {
            if (!choosing[i] && has[i]) {
                holders[table.decile()[i]]++;
            }
        }
        return strata.test(holders, overAll);
    }

    /// Sums of a latent's activations over the testing half, by popularity decile.
    record Strata(int[] size, double[] sum, double[] squares, double[] cubes) {
        /// The permutation test of an attribute.
        ///
        /// @param holders how many testing items of each decile have it
        /// @param overAll whether activations are dealt among all items rather than within deciles
        StratifiedPermutation test(int[] holders, boolean overAll) {
            StratifiedPermutation test = new StratifiedPermutation();
            if (overAll) {
                int n = 0;
                int h = 0;
                double s = 0;
                double s2 = 0;
                double s3 = 0;
                for (int d = 0; d < size.length; d++) {
                    n += size[d];
                    h += holders[d];
                    s += sum[d];
                    s2 += squares[d];
                    s3 += cubes[d];
                }
                test.add(n, s, s2, s3, h);
            } else {
                for (int d = 0; d < size.length; d++) {
                    test.add(size[d], sum[d], squares[d], cubes[d], holders[d]);
                }
            }
            return test;
        }
    }

    Strata strata(double[] activation) {
        double[] sum = new double[size.length];
        double[] squares = new double[size.length];
        double[] cubes = new double[size.length];
        for (int i = 0; i < activation.length; i++) {
            double a = activation[i];
            if (!choosing[i] && a != 0) {
                int d = table.decile()[i];
                sum[d] += a;
                squares[d] += a * a;
                cubes[d] += a * a * a;
            }
        }
        return new Strata(size, sum, squares, cubes);
    }

    /// The one-sided permutation p-value of "the activation falls on items with the attribute".
    ///
    /// The statistic is the activation mass on items with the attribute. Under the null hypothesis activations
    /// are dealt anew among the items of the same popularity decile (for an attribute of popularity: among
    /// all), so that popularity alone explains nothing. Dealing is exact: value after value draws one of the
    /// remaining items.
    ///
    /// @param check called often; may throw to stop
    /// @return `(1 + permutations at least as large) / (1 + permutations)`, or, once [#ENOUGH] were, that number
    ///     over the permutations so far; 1 if the latent is silent on this half
    double pValue(
            SparseCodes byLatent,
            int latent,
            LabelSearch.Candidate candidate,
            int permutations,
            RandomGenerator random,
            Runnable check) {
        boolean stratified = !candidate.attribute().isPopularity();
        int strata = stratified ? AttributeTable.DECILES : 1;
        boolean[] has = candidate.has();
        int[] items = new int[strata];
        int[] holders = new int[strata];
        for (int i = 0; i < choosing.length; i++) {
            if (!choosing[i]) {
                int s = stratified ? table.decile()[i] : 0;
                items[s]++;
                holders[s] += has[i] ? 1 : 0;
            }
        }
        int from = byLatent.offsets()[latent];
        int to = byLatent.offsets()[latent + 1];
        double[] value = new double[to - from];
        int[] stratum = new int[to - from];
        int n = 0;
        double observed = 0;
        for (int p = from; p < to; p++) {
            int item = byLatent.latent()[p];
            if (!choosing[item]) {
                value[n] = byLatent.value()[p];
                stratum[n++] = stratified ? table.decile()[item] : 0;
                observed += has[item] ? byLatent.value()[p] : 0;
            }
        }
        if (n == 0) {
            return 1;
        }
        // Sums of the same values in another order may differ in the last digits; those count as equal.
        double edge = observed * (1 - 1e-9);
        int[] itemsLeft = new int[strata];
        int[] holdersLeft = new int[strata];
        int atLeast = 0;
        for (int b = 0; b < permutations; b++) {
            check.run();
            System.arraycopy(items, 0, itemsLeft, 0, strata);
            System.arraycopy(holders, 0, holdersLeft, 0, strata);
            double sum = 0;
            for (int k = 0; k < n; k++) {
                int s = stratum[k];
                if (random.nextInt(itemsLeft[s]--) < holdersLeft[s]) {
                    holdersLeft[s]--;
                    sum += value[k];
                }
            }
            atLeast += sum >= edge ? 1 : 0;
            if (atLeast == ENOUGH) {
                return (double) atLeast / (b + 1);
            }
        }
        return (1.0 + atLeast) / (1.0 + permutations);
    }
}
