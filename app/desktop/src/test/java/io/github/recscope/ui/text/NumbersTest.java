package io.github.recscope.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {
    private static final String SP = "\u00a0";

    @Test
    void percentHasTheDigitsThatHelp() {
        assertEquals("81" + SP + "%", Numbers.percent(0.8123));
        assertEquals("0.4" + SP + "%", Numbers.percent(0.0042));
        assertEquals("< 0.1" + SP + "%", Numbers.percent(0.0002), "small is not nothing");
        assertEquals("0" + SP + "%", Numbers.percent(0));
        assertEquals("100" + SP + "%", Numbers.percent(1));
        assertEquals("–", Numbers.percent(Double.NaN));
    }

    @Test
    void signsAreRealOnesAndZeroHasNone() {
        assertEquals("+0.50", Numbers.signed(0.5, 2));
        assertEquals("−0.50", Numbers.signed(-0.5, 2));
        assertEquals("0.00", Numbers.signed(-0.001, 2));
        assertEquals("0.00", Numbers.signed(0.001, 2));
        assertEquals("1,234.5", Numbers.fixed(1234.5, 1));
        assertEquals("∞", Numbers.fixed(Double.POSITIVE_INFINITY, 1));
    }

    @Test
    void probabilitiesAreNeverZero() {
        assertEquals("q < 0.0001", Numbers.equation("q", 0.00001));
        assertEquals("q = 0.0004", Numbers.equation("q", 0.0004));
        assertEquals("0.031", Numbers.probability(0.031));
        assertEquals("0.21", Numbers.probability(0.21));
        assertEquals("–", Numbers.probability(Double.NaN));
    }

    @Test
    void countsHavePlurals() {
        assertEquals("1 item", Numbers.count(1, "item"));
        assertEquals("0 items", Numbers.count(0, "item"));
        assertEquals("2,672 users", Numbers.count(2672, "user"));
        assertEquals("2.1×", Numbers.times(2.14));
        assertEquals("12×", Numbers.times(12.3));
    }
}
