package io.github.recscope.concept;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.stat.MultipleTesting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Names the rows of any codes: chooses labels on one half of the items and tests them on the other. The codes of an
/// autoencoder and those of the baselines go through the same.
final class Namer {
    private final ConceptParams params;
    private final AttributeTable table;
    private final Halves halves;
    private final Neighbours neighbours;
    private final LabelSearch search;
    private final LabelTest test;

    Namer(AttributeTable table, Matrix items, ConceptParams params, Ctx ctx) {
        this.params = params;
        this.table = table;
        this.halves = Halves.split(table, ctx.random("halves", 0));
        this.neighbours = new Neighbours(items, halves, ctx.kernels());
        this.search = new LabelSearch(table, params.minSupport(), params.joinedMargin(), halves, neighbours);
        this.test = new LabelTest(table, halves);
    }

    /// What was found for each row.
    ///
    /// @param candidates best first; none where nothing fits
    /// @param fits       of the candidates, the first one tested
    /// @param q          of the first one; NaN without one
    record Names(List<List<LabelSearch.Candidate>> candidates, List<List<AttributeFit>> fits, double[] q) {
        /// Whether the label of a row holds: at the false discovery rate, and with a lift that is above 1 with
        /// its whole interval.
        boolean holds(int row, double falseDiscoveryRate) {
            return !fits.get(row).isEmpty()
                    && q[row] <= falseDiscoveryRate
                    && fits.get(row).getFirst().liftLow() > 1;
        }
    }

    /// Names all rows.
    ///
    /// @param byLatent row `j` lists the items where `j` fires
    /// @param stream   the name of the random numbers to use
    Names name(SparseCodes byLatent, String stream, Ctx ctx) {
        return test(byLatent, j -> search.search(byLatent, j), stream, ctx);
    }

    /// Tests one given attribute for each row.
    Names given(SparseCodes byLatent, List<Attribute> attributes, String stream, Ctx ctx) {
        return test(
                byLatent,
                j -> List.of(
                        search.candidate(byLatent, j, attributes.get(j), table.members(attributes.get(j)), Double.NaN)),
                stream,
                ctx);
    }

    private Names test(SparseCodes byLatent, IntFunction<List<LabelSearch.Candidate>> labels, String stream, Ctx ctx) {
        int m = byLatent.rows();
        LabelSearch.Candidate[][] candidates = new LabelSearch.Candidate[m][];
        AttributeFit[][] fits = new AttributeFit[m][];
        double[] p = new double[m];
        Arrays.fill(p, Double.NaN);
        AtomicInteger done = new AtomicInteger();
        ctx.kernels().workers().forEach(m, j -> {
            ctx.check();
            candidates[j] = labels.apply(j).toArray(LabelSearch.Candidate[]::new);
            fits[j] = Arrays.stream(candidates[j])
                    .map(c -> test.measure(byLatent, j, c))
                    .toArray(AttributeFit[]::new);
            if (candidates[j].length > 0) {
                p[j] = test.pValue(
                        byLatent, j, candidates[j][0], params.permutations(), ctx.random(stream, j), ctx::check);
            }
            int n = done.incrementAndGet();
            ctx.progress("testing labels, " + n + " of " + m, (double) n / m);
        });
        double[] q = MultipleTesting.benjaminiHochberg(p);
        List<List<LabelSearch.Candidate>> allCandidates = new ArrayList<>();
        List<List<AttributeFit>> allFits = new ArrayList<>();
        for (int j = 0; j < m; j++) {
            if (fits[j].length > 0) {
                fits[j][0] = fits[j][0].tested(p[j], q[j]);
            }
            allCandidates.add(List.of(candidates[j]));
            allFits.add(List.of(fits[j]));
        }
        return new Names(allCandidates, allFits, q);
    }

    /// How well labels tell where rows fire.
    DetectionScore detection() {
        return new DetectionScore(table, halves, neighbours);
    }

    /// The tests of all pairs.
    PairScan pairs() {
        return new PairScan(table, halves, test);
    }

    Halves halves() {
        return halves;
    }

    Neighbours neighbours() {
        return neighbours;
    }
}
