package io.github.recscope.ui.bench;

import io.github.recscope.bench.Benchmark;
import io.github.recscope.bench.Sizes;
import io.github.recscope.job.Ctx;
import io.github.recscope.model.ProblemException;
import io.github.recscope.store.ScratchFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// From the start of a Java machine to a window that has been drawn.
final class Startup implements Benchmark {
    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String summary() {
        return "Start of the program until its window has been drawn twice, and its end, on a display in memory.";
    }

    @Override
    public List<Size> sizes() {
        return List.of(new Size("aot", 1, 0, 1, "1 with a cache of loaded classes, as the start script makes one"));
    }

    @Override
    public int runs() {
        return 5;
    }

    @Override
    public boolean warmsUp() {
        return false;
    }

    @Override
    public double bytes(Sizes s) {
        return 0;
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        if (s.get("aot") == 1
                && Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .anyMatch(p -> new File(p).isDirectory())) {
            throw ProblemException.of(
                    "startup cannot use a cache here.",
                    "Java keeps classes of jars only, and the class path has folders.",
                    "Run it with app/recscope after ./mvnw -DskipTests package, or with --size aot=0.");
        }
        ScratchFolder folder = ScratchFolder.make("recscope-startup");
        try {
            Path cache = folder.path("window.aot");
            if (s.get("aot") == 1) {
                start(List.of("-XX:AOTCacheOutput=" + cache));
            }
            List<String> flags = s.get("aot") == 1 ? List.of("-XX:AOTCache=" + cache) : List.of();
            start(flags);
            return new Prepared() {
                @Override
                public double run(Ctx now) {
                    start(flags);
                    return 1;
                }

                @Override
                public void close() {
                    folder.close();
                }
            };
        } catch (RuntimeException | Error e) {
            folder.close();
            throw e;
        }
    }

    private static void start(List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(flags);
        command.addAll(List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-Drecscope.ends=shown",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.recscope.ui.Launcher"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int code = process.waitFor();
            if (code != 0) {
                throw ProblemException.of(
                        "The window did not start.",
                        "Its process ended with the code " + code + ".",
                        "Start the window by itself to see what it says.");
            }
        } catch (IOException e) {
            throw ProblemException.of(
                    "The window cannot be started.", e.getMessage() + ".", "Look whether Java can run.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException();
        }
    }
}
