package io.github.recscope.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recscope.model.MetricValue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void numbersHaveThreeDigits() {
        assertEquals("0.0867", Format.number(0.08672));
        assertEquals("12.3", Format.number(12.345));
        assertEquals("1,230", Format.number(1234.5));
        assertEquals("−0.5", Format.number(-0.5));
        assertEquals("1.2e-05", Format.number(1.234e-5));
        assertEquals("0", Format.number(0));
        assertEquals("–", Format.number(Double.NaN));
        assertEquals("∞", Format.number(Double.POSITIVE_INFINITY));
        assertEquals("1,000,000", Format.number(999_999));
    }

    @Test
    void sharesCountsAndIntervals() {
        assertEquals("2.65 %", Format.percent(0.02645));
        assertEquals("–", Format.percent(Double.NaN));
        assertEquals("234,158", Format.count(234_158));
        assertEquals("1 user", Format.plural(1, "user", "users"));
        assertEquals("0 users", Format.plural(0, "user", "users"));
        assertEquals("0.118 to 0.127", Format.interval(new MetricValue(0.12, 0.118, 0.127, 9)));
        assertEquals("–", Format.interval(Double.NaN, 1));
        assertEquals("+0.2", Format.signed(0.2));
        assertEquals("0.120", Format.fixed(0.12, 3));
        assertEquals("1.5 MiB", Format.bytes(3 << 19));
    }

    @Test
    void timeInWords() {
        assertEquals("a few seconds left", Format.timeLeft(Duration.ofSeconds(3)));
        assertEquals("about 20 seconds left", Format.timeLeft(Duration.ofSeconds(21)));
        assertEquals("about a minute left", Format.timeLeft(Duration.ofSeconds(58)));
        assertEquals("about 3 minutes left", Format.timeLeft(Duration.ofSeconds(185)));
        assertEquals("about 2 hours left", Format.timeLeft(Duration.ofMinutes(115)));
        assertEquals("3 min 5 s", Format.seconds(185));
    }
}
