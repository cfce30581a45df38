package io.github.recscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.data.Importers;
import io.github.recscope.op.Json;
import io.github.recscope.op.Operation;
import io.github.recscope.session.Engine;
import io.github.recscope.store.FaultLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Runs commands in this process, in a folder, and keeps what they print.
final class CliHarness {
    final Path folder;
    final Interrupt interrupt = new Interrupt();
    final List<Operation<?, ?>> operations;
    Reports reports = (workspace, out, ctx) -> List.of();

    CliHarness(Path folder, Operation<?, ?>... more) {
        this.folder = folder;
        this.operations = new ArrayList<>(Engine.standardOperations(Importers.standard()));
        this.operations.addAll(List.of(more));
    }

    /// What came of a command.
    record Result(int exit, String out, String err) {
        JsonNode json() {
            return Json.parse(out, "output");
        }

        Result is(int expected) {
            assertEquals(expected, exit, out + err);
            assertFalse(err.contains("\tat "), "no stack trace: " + err);
            assertFalse(out.contains("\tat "), "no stack trace: " + out);
            return this;
        }
    }

    Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Environment environment =
                new Environment(Importers.standard(), operations, reports, new FaultLog(log()), false);
        int exit = new Main(environment, interrupt).run(args, new PrintWriter(out), new PrintWriter(err));
        return new Result(exit, out.toString(), err.toString());
    }

    Path log() {
        return folder.resolve("state/recscope/recscope.log");
    }

    String at(String name) {
        return folder.resolve(name).toString();
    }

    /// A small data set of two tastes: even users choose even items, odd ones odd items.
    String data() throws IOException {
        StringBuilder csv = new StringBuilder("user_id,item_id,rating\n");
        Random random = new Random(3);
        for (int u = 0; u < 30; u++) {
            for (int i = u % 2; i < 24; i += 2) {
                if (random.nextInt(4) > 0) {
                    csv.append("u").append(u).append(",b").append(i).append(",5\n");
                }
            }
        }
        Path data = folder.resolve("data");
        Files.createDirectories(data);
        return Files.writeString(data.resolve("interactions.csv"), csv).toString();
    }

    static final String[] TRAIN = {"--dimensions", "4", "--epochs=3"};

    /// A workspace with a data set and a recommender.
    String trained() throws IOException {
        String file = at("w.recscope");
        run("import", data(), "--into", file, "--threads", "1").is(0);
        run("train", file, TRAIN[0], TRAIN[1], TRAIN[2], "--threads", "1").is(0);
        return file;
    }
}
