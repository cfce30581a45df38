package io.github.recscope.concept;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.stat.Detection;
import io.github.recscope.stat.Lift;
import java.util.random.RandomGenerator;

/// Measures and tests a label on the testing half of the items.
final class LabelTest {
    private final AttributeTable table;
    private final boolean[] choosing;
    private final int total;

    LabelTest(AttributeTable table, Halves halves) {
        this.table = table;
        this.choosing = halves.choosing();
        this.total = halves.testing();
    }

    /// The fit of one attribute, without a p-value.
    AttributeFit measure(SparseCodes byLatent, int latent, LabelSearch.Candidate candidate) {
        boolean[] has = table.members(candidate.attribute());
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
        for (int i = 0; i < choosing.length; i++) {
            if (!choosing[i]) {
                score[n] = activation[i];
                positive[n++] = has[i];
                boolean fires = activation[i] > candidate.threshold();
                support += has[i] ? 1 : 0;
                firing += fires ? 1 : 0;
                both += fires && has[i] ? 1 : 0;
            }
        }
        Lift lift = Lift.of(both, firing, support, total);
        return new AttributeFit(
                table.attributes().get(candidate.attribute()),
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
                Double.NaN,
                Double.NaN);
    }

    /// The one-sided permutation p-value of "the activation falls on items with the attribute".
    ///
    /// The statistic is the activation mass on items with the attribute. Under the null hypothesis activations
    /// are dealt anew among the items of the same popularity decile (for an attribute of popularity: among
    /// all), so that popularity alone explains nothing. Dealing is exact: value after value draws one of the
    /// remaining items.
    ///
    /// @param check called often; may throw to stop
    /// @return `(1 + permutations at least as large) / (1 + permutations)`; 1 if the latent is silent on this
    ///     half
    double pValue(
            SparseCodes byLatent, int latent, int attribute, int permutations, RandomGenerator random, Runnable check) {
        boolean stratified = !table.attributes().get(attribute).family().equals(Attribute.POPULARITY);
        int strata = stratified ? AttributeTable.DECILES : 1;
        boolean[] has = table.members(attribute);
        int[] size = new int[strata];
        int[] holders = new int[strata];
        for (int i = 0; i < choosing.length; i++) {
            if (!choosing[i]) {
                int s = stratified ? table.decile()[i] : 0;
                size[s]++;
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
            System.arraycopy(size, 0, itemsLeft, 0, strata);
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
        }
        return (1.0 + atLeast) / (1.0 + permutations);
    }
}
