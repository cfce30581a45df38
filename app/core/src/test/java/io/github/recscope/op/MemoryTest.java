package io.github.recscope.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final double MIB = 1 << 20;

    @Test
    void whatFitsIsNotRefusedAndWhatDoesNotIsInWords() {
        Forecast forecast = new Forecast(100 * MIB, 5);
        assertTrue(Memory.missing("Do it", forecast, "Do less", 100 * MIB).isEmpty());
        Problem p = Memory.missing("Do it", forecast, "Do less", 99.9 * MIB).orElseThrow();
        assertEquals("\"Do it\" does not fit in memory.", p.what());
        assertEquals("It takes about 100 MiB, and 99 MiB are free.", p.why());
        assertTrue(
                p.fix().matches("Do less, close other data, or start the program with RECSCOPE_JAVA_OPTS=-Xmx\\d+g\\."),
                p.fix());
    }

    @Test
    void garbageCountsAsFree() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long live = runtime.totalMemory() - runtime.freeMemory();
        byte[][] garbage =
                IntStream.range(0, 64).mapToObj(_ -> new byte[1 << 20]).toArray(byte[][]::new);
        assertEquals(64, garbage.length);
        garbage = new byte[0][];
        assertEquals(0, garbage.length);
        long free = Memory.free(runtime.maxMemory() - live - 24 * MIB);
        assertTrue(free >= runtime.maxMemory() - live - 48 * MIB, free + " of " + runtime.maxMemory());
    }

    @Test
    void moreNumbersThanAnArrayHoldsAreRefused() {
        Memory.checkLength("The table", 46_340, 46_340, "Make it smaller.");
        ProblemException e = assertThrows(
                ProblemException.class, () -> Memory.checkLength("The table", 46_341, 46_341, "Make it smaller."));
        assertEquals("The table would have too many numbers.", e.problem().what());
        assertEquals(
                "46,341 × 46,341 are 2,147,488,281; at most 2,147,483,639 fit.",
                e.problem().why());
    }

    @Test
    void forecastsAddUpAndSayTimesRoughly() {
        Forecast a = new Forecast(3 * MIB, 40);
        Forecast b = new Forecast(5 * MIB, 60);
        assertEquals(new Forecast(5 * MIB, 100), a.then(b));
        assertEquals(new Forecast(3 * MIB, 120), a.times(3));
        assertEquals(new Forecast(4 * MIB, 40), a.beside(MIB));
        assertEquals("about 5 MiB of memory and roughly 2 minutes", a.then(b).words());
        assertEquals("roughly a second", new Forecast(0, 0.2).words());
        assertEquals("about 3 MiB of memory and roughly 40 s", a.words());
        assertEquals("about 2,048 MiB of memory and roughly 2 hours", new Forecast(2048 * MIB, 7000).words());
        assertTrue(a.isLong());
        assertFalse(new Forecast(1e12, 1.9).isLong());
    }
}
