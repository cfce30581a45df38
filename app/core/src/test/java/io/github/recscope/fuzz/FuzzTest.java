package io.github.recscope.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.session.Engine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every parser gets changed files; see [Fuzzer].
///
/// - `./mvnw -Pfuzz -Dfuzz.minutes=10` runs each parser so long within a heap of 512 MiB; without it there are
///   some tens of inputs each.
/// - `-Dfuzz.parser=npy` runs one of them, `-Dfuzz.seed=7` elsewhere, `-Dfuzz.seeds=FOLDER` adds files to begin with.
/// - Inputs that were treated wrongly are kept in `target/fuzz`; `-Dfuzz.parser=npy -Dfuzz.input=FILE` runs one again.
class FuzzTest {
    private static final double MINUTES = Double.parseDouble(System.getProperty("fuzz.minutes", "0"));
    private static final int FEW = Integer.getInteger("fuzz.rounds", 40);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final String ONE = System.getProperty("fuzz.parser", "");
    private static final String INPUT = System.getProperty("fuzz.input", "");
    private static final Path KEPT = Path.of(System.getProperty("fuzz.kept", "target/fuzz"));

    @TempDir
    Path folder;

    private final Engine engine = Engine.create("scalar", 1);

    @AfterEach
    void close() {
        engine.close();
    }

    @TestFactory
    Stream<DynamicTest> everyParserEndsInAResultOrASentence() {
        Targets targets = new Targets(folder, engine, Path.of(System.getProperty("fuzz.seeds", "none")));
        List<Target> chosen = targets.all().stream()
                .filter(t -> ONE.isEmpty() || t.name().equals(ONE))
                .toList();
        assertTrue(!chosen.isEmpty(), "no parser " + ONE);
        return chosen.stream().map(t -> DynamicTest.dynamicTest(t.name(), () -> check(t)));
    }

    private static void check(Target target) throws IOException {
        Fuzzer.Result result;
        if (!INPUT.isEmpty()) {
            Fuzzer.Finding finding = Fuzzer.check(target, Files.readAllBytes(Path.of(INPUT)));
            result = new Fuzzer.Result(1, 1, finding == null ? List.of() : List.of(finding));
        } else {
            result = new Fuzzer(target, SEED).run(stop());
        }
        if (MINUTES > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %,9d inputs, %,6d ways, %d findings%n",
                    target.name(),
                    result.rounds(),
                    result.ways(),
                    result.findings().size());
        }
        List<String> lines = new ArrayList<>();
        for (Fuzzer.Finding f : result.findings()) {
            Files.createDirectories(KEPT);
            Path file = KEPT.resolve(target.name() + "-" + SEED + "-" + lines.size());
            Files.write(file, f.bytes());
            StringWriter stack = new StringWriter();
            Throwable cause = f.cause();
            if (cause != null) {
                cause.printStackTrace(new PrintWriter(stack));
            }
            Files.writeString(file.resolveSibling(file.getFileName() + ".txt"), f.what() + "\n" + stack);
            lines.add(file.toAbsolutePath() + ": " + f.what() + (cause == null ? "" : " " + cause));
        }
        assertTrue(lines.isEmpty(), () -> String.join("\n", lines));
    }

    private static BooleanSupplier stop() {
        if (MINUTES > 0) {
            long end = System.nanoTime() + (long) (MINUTES * 60e9);
            return () -> System.nanoTime() < end;
        }
        int[] left = {FEW};
        return () -> left[0]-- > 0;
    }
}
