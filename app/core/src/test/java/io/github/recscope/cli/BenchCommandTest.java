package io.github.recscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchCommandTest {
    private static final String[] TOPK = {
        "bench", "topk", "--size", "queries=20", "--size", "items=90", "--size", "d=3", "--warm-up=0", "--threads=1"
    };

    @TempDir
    Path folder;

    private CliHarness cli;

    @BeforeEach
    void start() {
        cli = new CliHarness(folder);
    }

    private static String[] topk(String... more) {
        String[] all = java.util.Arrays.copyOf(TOPK, TOPK.length + more.length);
        System.arraycopy(more, 0, all, TOPK.length, more.length);
        return all;
    }

    @Test
    void textAndJsonSayWhatRan() {
        JsonNode json =
                cli.run(topk("--runs=3", "--kernels=scalar", "--json")).is(0).json();
        assertEquals("scalar", json.path("kernels").textValue());
        assertEquals(1, json.path("threads").intValue());
        JsonNode result = json.path("results").path(0);
        assertEquals("topk", result.path("name").textValue());
        assertEquals(90, result.at("/sizes/items").intValue());
        assertEquals(50, result.at("/sizes/k").intValue());
        assertEquals(3, result.path("seconds").size());
        double median = result.path("median_seconds").doubleValue();
        assertTrue(median > 0 && median <= result.path("max_seconds").doubleValue());
        assertEquals(2 * 20 * 90 * 3 / median * 1e-9, result.path("gflops").doubleValue(), 1e-6);
        String text = cli.run(topk("--runs=1")).is(0).out();
        assertTrue(text.contains("Kernels ") && text.contains("items=90") && text.contains("1 threads"), text);
    }

    @Test
    void growthHasAnExponent() {
        JsonNode json =
                cli.run(topk("--grow", "50,500", "--runs=1", "--json")).is(0).json();
        assertEquals("items", json.at("/growth/0/size").textValue());
        assertEquals(2, json.path("results").size());
        assertEquals(2, json.at("/growth/0/points").size());
        assertTrue(json.at("/growth/0/exponent_of_time").isNumber());
    }

    @Test
    void theListNeedsNoRun() {
        JsonNode json = cli.run("bench", "--list", "--json").is(0).json();
        assertTrue(json.path("benchmarks").size() > 8);
        assertTrue(cli.run("bench", "--list").is(0).out().contains("sae-step"));
    }

    @Test
    void whatMakesNoSenseIsSaid() {
        assertTrue(cli.run("bench", "flying").is(1).err().contains("topk"));
        assertTrue(cli.run(topk("--size", "wings=2")).is(2).err().contains("wings"));
        assertTrue(cli.run(topk("--size", "items=many")).is(2).err().contains("items=many"));
        assertTrue(cli.run(topk("--grow", "wings=1,2")).is(2).err().contains("wings"));
        assertTrue(cli.run(topk("--runs=0")).is(2).err().contains("--runs"));
        String memory = cli.run("bench", "topk", "--size", "items=2000000000", "--size", "d=1")
                .is(1)
                .err();
        assertTrue(memory.contains("MiB"), memory);
        assertFalse(memory.contains("OutOfMemory"), memory);
    }
}
