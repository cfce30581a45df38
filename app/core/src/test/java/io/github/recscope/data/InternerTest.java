package io.github.recscope.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Numbers of texts, beside those of a plain map.
class InternerTest {
    @Test
    void numbersAreThoseOfAMap() {
        SplittableRandom random = new SplittableRandom(4);
        Interner interner = new Interner();
        Map<String, Integer> map = new LinkedHashMap<>();
        for (int n = 0; n < 200_000; n++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(12);
            for (int c = 0; c < length; c++) {
                // Few characters, so that texts come again; some beyond eight bits, and NUL.
                text.append(
                        random.nextInt(50) == 0
                                ? "é€\u0000ÿ".charAt(random.nextInt(4))
                                : (char) ('0' + random.nextInt(3)));
            }
            map.putIfAbsent(text.toString(), map.size());
            char[] buffer = ("x" + text + "y").toCharArray();
            assertEquals(map.get(text.toString()), interner.row(buffer, 1, buffer.length - 1), text.toString());
        }
        assertEquals(List.copyOf(map.keySet()), interner.values());
    }

    @Test
    void countingIdsKeepTheirNumbers() {
        Interner interner = new Interner();
        for (int n = 0; n < 100_000; n++) {
            assertEquals(n, interner.row(Integer.toString(n)));
        }
        for (int n = 0; n < 100_000; n++) {
            assertEquals(n, interner.row(Integer.toString(n)));
        }
        assertEquals(100_000, interner.row("007"));
        assertEquals(100_001, interner.row("\u00007"));
    }
}
