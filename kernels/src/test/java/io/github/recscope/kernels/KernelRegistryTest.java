package io.github.recscope.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.scalar.ScalarProvider;
import io.github.recscope.kernels.simd.SimdProvider;
import io.github.recscope.kernels.spi.Availability;
import io.github.recscope.kernels.spi.KernelProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KernelRegistryTest {
    private record Absent(String id, int priority) implements KernelProvider {
        @Override
        public Availability probe() {
            return new Availability.Missing("no such device; plug one in");
        }

        @Override
        public Kernels create(Workers workers) {
            throw new IllegalStateException("not ready");
        }
    }

    /// If this fails, the other tests measured the wrong provider.
    @Test
    void theProviderExpectedIsTheOneThatRuns() {
        KernelRegistry registry = KernelRegistry.fromClassPath();
        assertEquals(
                List.of("simd", "scalar"),
                registry.providers().stream().map(KernelProvider::id).toList());
        assertEquals("simd", registry.select("auto", Workers.single()).id());
        Kernels simd = registry.select("simd", Workers.single());
        assertEquals("simd", simd.id());
        assertEquals("io.github.recscope.kernels.simd", simd.getClass().getPackageName());
        assertEquals("io.github.recscope.kernels.simd", simd.rows().getClass().getPackageName());
        assertEquals("simd", simd.on(Workers.single()).id());
        Kernels scalar = registry.select("scalar", Workers.single());
        assertEquals("scalar", scalar.id());
        assertEquals("io.github.recscope.kernels.scalar", scalar.getClass().getPackageName());
        assertEquals("scalar", scalar.on(Workers.single()).id());
    }

    @Test
    void theDeviceIsDescribed() {
        Availability simd = new SimdProvider().probe();
        String device = assertInstanceOf(Availability.Ready.class, simd).device();
        assertTrue(device.matches("\\d+-bit vectors, \\d+ float lanes, \\d+ threads?"), device);
        assertInstanceOf(Availability.Ready.class, new ScalarProvider().probe());
    }

    @Test
    void aMissingProviderIsSteppedOverOnlyByAuto() {
        KernelRegistry registry = new KernelRegistry(List.of(new ScalarProvider(), new Absent("gpu", 99)));
        assertEquals("gpu", registry.providers().getFirst().id());
        assertEquals("scalar", registry.select("auto", Workers.single()).id());
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> registry.select("gpu", Workers.single()));
        assertTrue(String.valueOf(refused.getMessage()).contains("gpu: no such device; plug one in"));
    }

    @Test
    void anUnknownNameIsRefusedWithTheOnesThereAre() {
        KernelRegistry registry = new KernelRegistry(List.of(new ScalarProvider()));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> registry.select("abacus", Workers.single()));
        assertTrue(String.valueOf(refused.getMessage()).contains("'abacus'"));
        assertTrue(String.valueOf(refused.getMessage()).contains("scalar"));
    }

    @Test
    void workersAreKept() {
        Workers workers = Workers.single();
        assertSame(
                workers, KernelRegistry.fromClassPath().select("simd", workers).workers());
    }

    /// Run in a Java of its own that was started without the Vector API.
    static final class WithoutVectors {
        private WithoutVectors() {}

        @SuppressWarnings("SystemOut") // The process talks to the test that started it.
        public static void main(String[] args) {
            KernelRegistry registry = KernelRegistry.fromClassPath();
            System.out.println(
                    "auto=" + registry.select("auto", Workers.single()).id());
            try {
                registry.select("simd", Workers.single());
            } catch (IllegalArgumentException e) {
                System.out.println("simd=" + e.getMessage());
            }
        }
    }

    @Test
    @Timeout(60)
    void withoutTheVectorModuleTheReasonIsASentence() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutVectors.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        assertTrue(output.contains("auto=scalar"), output);
        assertTrue(output.contains("start it with --add-modules jdk.incubator.vector"), output);
    }
}
