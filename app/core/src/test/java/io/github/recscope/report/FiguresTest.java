package io.github.recscope.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void countsHaveSeparators() {
        assertEquals("234,158", Figures.count(234158));
        assertEquals("0", Figures.count(0));
        assertEquals("−1,000", Figures.count(-1000));
        assertEquals("–", Figures.count(Double.NaN));
    }

    @Test
    void decimalsHaveThreeSignificantDigits() {
        assertEquals("0.213", Figures.decimal(0.2131));
        assertEquals("12.3", Figures.decimal(12.34));
        assertEquals("123", Figures.decimal(123.4));
        assertEquals("1,235", Figures.decimal(1234.5));
        assertEquals("0.00604", Figures.decimal(0.00604));
        assertEquals("10.0", Figures.decimal(9.999));
        assertEquals("1.00", Figures.decimal(0.9996));
        assertEquals("0.500", Figures.decimal(0.5));
        assertEquals("0", Figures.decimal(0));
        assertEquals("−0.160", Figures.decimal(-0.16));
        assertEquals("0.000000", Figures.decimal(-1e-9), "no minus in front of nothing");
        assertEquals("–", Figures.decimal(Double.NaN));
        assertEquals("∞", Figures.decimal(Double.POSITIVE_INFINITY));
    }

    @Test
    void percentagesHaveOneDigit() {
        assertEquals("21.3%", Figures.percent(0.2134));
        assertEquals("100.0%", Figures.percent(1));
        assertEquals("0.0%", Figures.percent(0));
        assertEquals("<0.1%", Figures.percent(0.0004));
        assertEquals("0.1%", Figures.percent(0.0005));
        assertEquals("–", Figures.percent(Double.NaN));
        assertEquals("+1.3 pp", Figures.points(0.013));
        assertEquals("−1.4 pp", Figures.points(-0.014));
        assertEquals("0.0 pp", Figures.points(-0.0001));
    }

    @Test
    void intervalsHaveTheDigitsOfTheirEstimate() {
        assertEquals("0.213 [0.205, 0.221]", Figures.interval(0.2131, 0.2049, 0.2213));
        assertEquals("−0.0160 [−0.0181, −0.0139]", Figures.interval(-0.016, -0.0181, -0.0139));
        assertEquals("0.0000 [−0.0012, 0.0011]", Figures.interval(0, -0.00121, 0.00113));
        assertEquals("71.3% [70.8%, 71.8%]", Figures.percentInterval(0.713, 0.708, 0.718));
        assertEquals("+11.1 pp [+10.8, +11.4]", Figures.pointsInterval(0.111, 0.108, 0.114));
        assertEquals("–", Figures.interval(Double.NaN, 0, 1));
        assertEquals("16.0 [13.3, –]", Figures.interval(16, 13.33, Double.NaN));
    }

    @Test
    void probabilitiesStopAtAThousandth() {
        assertEquals("<0.001", Figures.probability(0.0004));
        assertEquals("0.012", Figures.probability(0.0123));
        assertEquals("1.000", Figures.probability(1));
        assertEquals("–", Figures.probability(Double.NaN));
    }

    @Test
    void nounsFollowTheirNumber() {
        assertEquals("1 user", Figures.plural(1, "user", "users"));
        assertEquals("0 users", Figures.plural(0, "user", "users"));
        assertEquals("2,672 users", Figures.plural(2672, "user", "users"));
    }
}
