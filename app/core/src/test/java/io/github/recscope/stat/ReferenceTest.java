package io.github.recscope.stat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.testing.Reference;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Against the answers of NumPy, SciPy and scikit-learn.
class ReferenceTest {
    @Test
    void rankAgreementMatches() throws Exception {
        for (JsonNode c : Reference.read("ranked_lists")) {
            int[] a = Reference.ints(c.get("a"));
            int[] b = Reference.ints(c.get("b"));
            String kind = c.get("kind").asText() + " " + a.length;
            assertEquals(c.get("rbo_p09_truncated").asDouble(), RankAgreement.rboTruncated(a, b, 0.9), 1e-12, kind);
            assertEquals(c.get("rbo_normalised").asDouble(), RankAgreement.rbo(a, b, 0.9), 1e-12, kind);
            assertEquals(c.get("overlap").asDouble(), RankAgreement.overlap(a, b), 1e-12, kind);
            JsonNode tau = c.get("kendall_tau_b_union");
            assertEquals(tau.isNull() ? Double.NaN : tau.asDouble(), RankAgreement.kendallTauB(a, b), 1e-9, kind);
        }
    }

    @Test
    void rankingMetricsMatch() throws Exception {
        for (JsonNode c : Reference.read("ranking_metrics")) {
            boolean[] relevant = Reference.flags(c.get("relevance_in_rank_order"));
            int k = c.get("k").asInt();
            int total = c.get("relevant_total").asInt();
            assertEquals(c.get("recall").asDouble(), RankingMetrics.recall(relevant, k, total), 1e-12);
            assertEquals(c.get("ndcg").asDouble(), RankingMetrics.ndcg(relevant, k, total), 1e-12);
            assertEquals(c.get("hit").asDouble(), RankingMetrics.hit(relevant, k), 1e-12);
            assertEquals(c.get("precision").asDouble(), RankingMetrics.precision(relevant, k), 1e-12);
            assertEquals(c.get("mrr").asDouble(), RankingMetrics.reciprocalRank(relevant, k), 1e-12);
            assertEquals(
                    c.get("average_precision").asDouble(), RankingMetrics.averagePrecision(relevant, k, total), 1e-12);
        }
    }

    @Test
    void detectionMatches() throws Exception {
        for (JsonNode c : Reference.read("detection")) {
            double[] score = Reference.doubles(c.get("score"));
            boolean[] label = Reference.flags(c.get("label"));
            assertEquals(c.get("auroc").asDouble(), Detection.auroc(score, label), 1e-12);
            assertEquals(c.get("average_precision").asDouble(), Detection.averagePrecision(score, label), 1e-12);
        }
    }

    @Test
    void statisticsMatch() throws Exception {
        JsonNode s = Reference.read("statistics");
        JsonNode bh = s.get("benjamini_hochberg");
        assertArrayEquals(
                Reference.doubles(bh.get("q")),
                MultipleTesting.benjaminiHochberg(Reference.doubles(bh.get("p"))),
                1e-12);
        double[] x = Reference.doubles(s.get("paired").get("x"));
        double[] y = Reference.doubles(s.get("paired").get("y"));
        assertEquals(s.get("paired").get("spearman").asDouble(), Ranks.spearman(x, y), 1e-12);
        assertEquals(s.get("paired").get("pearson").asDouble(), Ranks.pearson(x, y), 1e-12);
        double[] difference = new double[x.length];
        Arrays.setAll(difference, i -> x[i] - y[i]);
        assertEquals(
                s.get("paired").get("wilcoxon_p").asDouble(),
                SignedRank.of(difference).p(),
                1e-6);
        for (JsonNode t : s.get("tables")) {
            int[] cells = Reference.ints(t.get("table"));
            Lift lift = Lift.of(
                    cells[0], cells[0] + cells[1], cells[0] + cells[2], cells[0] + cells[1] + cells[2] + cells[3]);
            assertEquals(t.get("lift").asDouble(), lift.value(), 1e-12);
            assertTrue(lift.low() <= lift.value() && lift.value() <= lift.high());
            OddsRatio odds = OddsRatio.of(cells[0], cells[1], cells[2], cells[3]);
            assertEquals(t.get("odds_ratio_haldane").asDouble(), odds.value(), 1e-9);
            // The reference rounds the normal quantile to 1.96.
            assertEquals(t.get("interval95").get(0).asDouble(), odds.low(), 1e-4 * odds.low());
            assertEquals(t.get("interval95").get(1).asDouble(), odds.high(), 1e-4 * odds.high());
        }
    }

    @Test
    void theMonosemanticityScoreMatches() throws Exception {
        JsonNode a = Reference.read("autoencoder");
        double[] activation = Reference.doubles(a.get("activations_of_30_items"));
        assertEquals(
                a.get("ms_score").asDouble(),
                Cohesion.score(activation, Cohesion.rows(Cohesion.unitRows(Reference.matrix(a.get("v")))), 30),
                1e-6);
    }
}
