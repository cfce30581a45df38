package io.github.recscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.data.ColumnMapping;
import io.github.recscope.data.ColumnUse;
import io.github.recscope.data.ImportRecipe;
import io.github.recscope.data.Keep;
import io.github.recscope.data.ReadFormat;
import io.github.recscope.data.TableMapping;
import io.github.recscope.data.TableShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
    @TempDir
    Path folder;

    private CliHarness cli;

    @BeforeEach
    void start() {
        cli = new CliHarness(folder);
    }

    @Test
    void wrongUsageHasExitCode2AndNamesTheHelp() {
        for (String[] args : new String[][] {
            {},
            {"fly"},
            {"train"},
            {"train", "a.recscope", "--colour=red"},
            {"train", "a.recscope", "b.recscope"},
            {"train", "a.recscope", "--epochs"},
            {"train", "a.recscope", "--threads=many"},
            {"train", "a.recscope", "--threads=0"},
            {"train", "a.recscope", "--seed=1.5"},
            {"run", "recipe.json"},
            {"report", "a.recscope"},
            {"steer", "a.recscope", "--add"},
        }) {
            CliHarness.Result r = cli.run(args).is(2);
            assertTrue(r.err().contains("--help"), r.err());
            assertEquals("", r.out());
        }
    }

    @Test
    void theLinesThatExportAPickleCanBeCopied() throws IOException {
        Path file = Files.write(cli.folder.resolve("model.pkl"), new byte[] {(byte) 0x80, 2, '}', 'q', 0, '.'});
        CliHarness.Result r = cli.run("import", file.toString(), "--into", cli.at("w.recscope"))
                .is(1);
        List<String> lines = r.err().lines().toList();
        int first = lines.indexOf("import pickle, numpy");
        assertTrue(first > 0, r.err());
        assertTrue(lines.get(first + 1).startsWith("data = pickle.load("), r.err());
        assertTrue(lines.get(first + 2).startsWith("numpy.save("), r.err());
    }

    @Test
    void oneStrayQuoteIsNotManyFields() throws IOException {
        Path file =
                Files.writeString(cli.folder.resolve("stray.csv"), "user,item,rating\na,x,1\nb,y,2\na,y,3\n\"c,x,4\n");
        CliHarness.Result r = cli.run("import", file.toString(), "--into", cli.at("w.recscope"))
                .is(0);
        assertTrue(r.err().contains(":5: 1 field begins with a quote that is not closed"), r.err());
    }

    @Test
    void anImportTakesTheRecipeThatTheDialogSaved() throws IOException {
        Path file = Files.writeString(cli.folder.resolve("odd.csv"), "who;what;how\nann;x;4\nbob;y;5\n");
        cli.run("import", file.toString(), "--into", cli.at("w.recscope"), "--json")
                .is(1);
        TableMapping mapping = new TableMapping(
                "other.csv",
                new TableShape("TABLE", "SEMICOLON", true, List.of("who", "what", "how")),
                true,
                ReadFormat.AUTO,
                List.of(
                        new ColumnMapping("who", ColumnUse.USER),
                        new ColumnMapping("what", ColumnUse.ITEM),
                        new ColumnMapping("how", ColumnUse.VALUE)));
        Path recipe = Files.writeString(
                cli.folder.resolve("odd.import.json"), new ImportRecipe("odd", List.of(mapping)).toJson());
        CliHarness.Result r = cli.run(
                        "import",
                        file.toString(),
                        "--into",
                        cli.at("w.recscope"),
                        "--recipe",
                        recipe.toString(),
                        "--json")
                .is(0);
        assertEquals(2, r.json().path("result").path("users").asInt(), r.out());
        Files.writeString(recipe, new ImportRecipe("odd", List.of(mapping), new Keep("5", 1)).toJson());
        String[] again = {
            "import", file.toString(), "--into", cli.at("k.recscope"), "--recipe", recipe.toString(), "--json"
        };
        assertEquals(1, cli.run(again).is(0).json().path("result").path("users").asInt());
        String[] said = Arrays.copyOf(again, 9);
        said[7] = "--min-value";
        said[8] = "4";
        assertEquals(
                2,
                cli.run(said).is(0).json().path("result").path("users").asInt(),
                "the command line goes before the recipe");
        String missing = cli.run(
                        "import", file.toString(), "--into", cli.at("w.recscope"), "--recipe", cli.at("none.json"))
                .is(1)
                .err();
        assertTrue(missing.contains("none.json cannot be read"), missing);
        assertTrue(cli.run("import", "--help").is(0).out().contains("--recipe"));
    }

    @Test
    void everyCommandHasHelpMadeFromItsParameters() {
        String root = cli.run("--help").is(0).out();
        for (String name : List.of(
                "doctor",
                "bench",
                "run",
                "import",
                "train",
                "map",
                "sae",
                "concepts",
                "steer",
                "dose",
                "solve",
                "ablate",
                "patch",
                "report")) {
            assertTrue(root.contains("  " + name), name);
            String help = cli.run(name, "--help").is(0).out();
            assertTrue(help.startsWith("Usage: recscope " + name), help);
            for (String option : List.of("--json", "--threads", "--kernels", "--quiet")) {
                assertTrue(help.contains(option), name + " " + option);
            }
            assertFalse(help.contains("${"), help);
        }
        String help = cli.run("train", "--help").out();
        for (ParamSchema.Field f :
                ParamSchema.of(io.github.recscope.recsys.TrainParams.class).fields()) {
            assertTrue(help.contains("--" + f.option()), f.option());
            assertTrue(help.replaceAll("\\s+", " ").contains("Default: " + f.defaultText() + "."), f.option());
        }
        assertTrue(cli.run("--version").is(0).out().startsWith("recscope "));
    }

    @Test
    void doctorNamesTheKernelsThatAreUsed() {
        JsonNode json = cli.run("doctor", "--json", "--kernels=scalar", "--threads=2")
                .is(0)
                .json();
        assertEquals(2, json.path("threads").intValue());
        List<String> used = new ArrayList<>();
        json.path("kernels").forEach(k -> {
            if (k.path("used").booleanValue()) {
                used.add(k.path("id").textValue());
            }
        });
        assertEquals(List.of("scalar"), used);
        assertTrue(json.at("/samples/0/found").booleanValue());
        assertTrue(cli.run("doctor").is(0).out().contains("(used)"));
        assertTrue(cli.run("doctor", "--kernels=abacus").is(1).err().contains("abacus"));
    }

    @Test
    void doctorWarnsOfAnUnsafeJava() {
        assertTrue(DoctorCommand.warning(Runtime.Version.parse("25.0.2")).contains("25.0.3"));
        assertTrue(DoctorCommand.warning(Runtime.Version.parse("25")).contains("25.0.3"));
        assertEquals("", DoctorCommand.warning(Runtime.Version.parse("25.0.3")));
        assertEquals("", DoctorCommand.warning(Runtime.Version.parse("26")));
    }

    @Test
    void importAndTrainMakeAWorkspace() throws IOException {
        String file = cli.trained();
        JsonNode json = cli.run("map", file, "--json", "--seed=-7", "--threads=1", "--neighbours=3")
                .is(0)
                .json();
        assertTrue(json.path("ok").booleanValue());
        assertEquals("map", json.path("op").textValue());
        assertEquals(64, json.path("artifact").textValue().length());
        assertTrue(json.at("/result/trustworthiness").isNumber());
        String again = cli.run("import", cli.data(), "--into", file, "--threads=1")
                .is(0)
                .out();
        assertTrue(again.contains("users") && again.contains("30"), again);
        assertTrue(Files.exists(folder.resolve("w.recscope.bak")));
    }

    @Test
    void wrongValuesAreProblemsAndLeaveTheWorkspaceAsItWas() throws IOException {
        String file = cli.trained();
        byte[] before = Files.readAllBytes(Path.of(file));
        for (String[] args : new String[][] {
            {"train", file, "--epochs", "abc"},
            {"train", file, "--epochs", "-1"},
            {"train", file, "--optimiser", "newton"},
            {"train", file, "--learning-rate=NaN"},
            {"concepts", file},
            {"import", cli.at("nothing.csv"), "--into", file},
            {"steer", file, "--add", "fantasy"},
            {"steer", file, "--add", "fantasy=much"},
        }) {
            CliHarness.Result r = cli.run(args).is(1);
            assertEquals(3, r.err().lines().count(), "what, why and fix: " + r.err());
            assertEquals("", r.out());
            assertArrayEquals(before, Files.readAllBytes(Path.of(file)));
        }
        assertFalse(Files.exists(cli.log()), "a user's mistake is no entry in the log");
    }

    @Test
    void missingAndWrongFilesAreProblems() throws IOException {
        assertTrue(cli.run("train", cli.at("none.recscope")).is(1).err().contains("no such file"));
        assertTrue(cli.run("report", cli.at("none.recscope"), "--out", cli.at("out"))
                .is(1)
                .err()
                .contains("no such file"));
        assertTrue(cli.run("run", cli.at("none.json"), "--into", cli.at("a.recscope"))
                .is(1)
                .err()
                .contains("no such file"));
        Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        cli.run("run", cli.at("binary.json"), "--into", cli.at("a.recscope")).is(1);
        Files.writeString(folder.resolve("list.csv"), "user_id,item_id\n1,2\n");
        assertTrue(cli.run("train", cli.at("list.csv")).is(1).err().contains("not a Recscope workspace"));
        assertTrue(cli.run("import", cli.data(), "--into", cli.at("none/a.recscope"))
                .is(1)
                .err()
                .contains("does not exist"));
        cli.run("import", cli.data(), "--into", folder.toString()).is(1);
        assertTrue(cli.run("train", "a\0b").is(1).err().contains("not a path"));
    }

    @Test
    void errorsAreJsonWhereResultsAre() {
        JsonNode problem =
                cli.run("train", cli.at("none.recscope"), "--json").is(1).json();
        assertFalse(problem.path("ok").booleanValue());
        assertEquals(1, problem.path("exit").intValue());
        assertEquals("problem", problem.at("/error/kind").textValue());
        for (String field : List.of("what", "why", "fix")) {
            assertFalse(problem.at("/error/" + field).textValue().isBlank(), field);
        }
        CliHarness.Result usage = cli.run("--json", "fly").is(2);
        assertEquals("usage", usage.json().at("/error/kind").textValue());
        assertEquals("", usage.err());
    }

    private String recipe(String name, String... steps) throws IOException {
        String json = "{\"recscope\": 1, \"name\": \"two tastes\", \"seed\": 5, \"steps\": [" + String.join(",", steps)
                + "]}";
        return Files.writeString(folder.resolve(name), json).toString();
    }

    private static final String IMPORT = "{\"op\": \"import\", \"params\": {\"source\": \"data/interactions.csv\"}}";
    private static final String TRAIN = "{\"op\": \"train\", \"params\": {\"dimensions\": 4, \"epochs\": 3}}";
    private static final String SAE =
            "{\"op\": \"sae\", \"params\": {\"latents\": 8, \"l0\": 2, \"epochs\": 3, \"batch\": 16}}";

    @Test
    void runWritesTheSummaryAndTheReport() throws IOException {
        cli.data();
        cli.reports = (workspace, out, ctx) -> {
            Path pdf = out.resolve("report.pdf");
            AtomicFile.write(pdf, s -> s.write(workspace.name().getBytes(StandardCharsets.UTF_8)));
            return List.of(pdf);
        };
        String recipe = recipe("r.json", IMPORT, TRAIN);
        String file = cli.at("a.recscope");
        JsonNode json = cli.run("run", recipe, "--into", file, "--out", cli.at("x/out"), "--json", "--threads=1")
                .is(0)
                .json();
        JsonNode summary =
                io.github.recscope.op.Json.parse(Files.readString(folder.resolve("x/out/summary.json")), "summary");
        List<String> keys = new ArrayList<>();
        summary.fieldNames().forEachRemaining(keys::add);
        assertEquals(
                List.of(
                        "users",
                        "items",
                        "interactions",
                        "recall_at_20",
                        "recall_at_20_popularity",
                        "ndcg_at_20",
                        "sae_latents",
                        "l0_users",
                        "l0_items",
                        "fvu_items",
                        "dead_latents",
                        "rbo",
                        "kendall",
                        "overlap_at_20",
                        "concepts_named",
                        "concepts_total",
                        "seconds"),
                keys);
        assertEquals(summary, json.path("summary"));
        assertEquals(30, summary.path("users").intValue());
        assertTrue(summary.path("recall_at_20").doubleValue() > 0);
        assertTrue(summary.path("sae_latents").isNull(), "not run");
        assertEquals("two tastes", Files.readString(folder.resolve("x/out/report.pdf")));
        assertEquals(2, json.path("files").size());
    }

    @Test
    void theSameSeedGivesTheSameFiguresOnOneAndTwoThreads() throws IOException {
        cli.data();
        String recipe = recipe("r.json", IMPORT, TRAIN, SAE);
        List<String> summaries = new ArrayList<>();
        for (String threads : List.of("1", "2")) {
            String out = cli.at("out" + threads);
            cli.run("run", recipe, "--into", cli.at(threads + ".recscope"), "--out", out, "--threads", threads)
                    .is(0);
            summaries.add(Files.readString(Path.of(out, "summary.json")).replaceAll("\"seconds\" : [0-9.E-]+", ""));
        }
        assertEquals(summaries.get(0), summaries.get(1));
        assertTrue(summaries.get(0).contains("\"sae_latents\" : 8"), summaries.get(0));
    }

    @Test
    void aRecipeThatBeginsWithAnImportStartsAnewAndAnyOtherContinues() throws IOException {
        cli.data();
        String file = cli.at("a.recscope");
        cli.run("run", recipe("whole.json", IMPORT, TRAIN), "--into", file).is(0);
        cli.run("run", recipe("rest.json", SAE), "--into", file).is(0);
        assertEquals(List.of("import", "train", "sae"), ops(file));
        cli.run("run", recipe("first.json", IMPORT), "--into", file).is(0);
        assertEquals(List.of("import"), ops(file));
        assertEquals(List.of("import", "train", "sae"), ops(file + ".bak"));
    }

    @Test
    void theWholeStoryWorksCommandByCommand() throws IOException {
        String file = cli.trained();
        cli.run("map", file, "--neighbours=3").is(0);
        cli.run("sae", file, "--latents=8", "--l0=2", "--epochs=3", "--batch=16")
                .is(0);
        cli.run("concepts", file, "--min-support=2", "--permutations=99").is(0);
        CliHarness.Result text = cli.run("steer", file, "--user", "u3", "--add", "1=2.5", "--zero", "2", "--top=5")
                .is(0);
        assertTrue(text.out().contains("Recommendations for user u3"), text.out());
        JsonNode json = cli.run("steer", file, "--user=u3", "--scale=1=-1", "--cap", "0=0.5", "--json")
                .is(0)
                .json();
        assertEquals("u3", json.at("/result/user").textValue());
        assertTrue(json.at("/result/steered").size() > 0);
        assertTrue(json.at("/result/model/0/title").textValue().startsWith("b"));
        cli.run("steer", file, "--user=nobody", "--add=1=1").is(1);
        cli.run("steer", file, "--user=u3", "--add=99=1").is(1);
        assertEquals(List.of("import", "train", "map", "sae", "concepts", "steer", "steer"), ops(file));
        JsonNode dose = cli.run("dose", file, "--add", "1=2", "--from=0", "--to=2", "--steps=3", "--top=5", "--json")
                .is(0)
                .json();
        assertEquals(3, dose.at("/result/points").size());
        JsonNode plan = cli.run("solve", file, "--less=1", "--budget=0.5", "--levels=2", "--json")
                .is(0)
                .json();
        assertTrue(plan.at("/result/cost_fitted").doubleValue() <= 0.5);
        cli.run("solve", file).is(1);
        cli.run("ablate", file, "--keenest=1000").is(1);
        Path out = Path.of(file).resolveSibling("patch");
        JsonNode patch =
                cli.run("patch", file, "--out", out.toString(), "--json").is(0).json();
        assertEquals(4, patch.at("/files").size());
        assertTrue(java.nio.file.Files.readString(out.resolve("untitled.recipe.json"))
                        .contains("\"scale\"")
                || java.nio.file.Files.readString(out.resolve("untitled.recipe.json"))
                        .contains("SCALE"));
    }

    private List<String> ops(String file) {
        try (var engine = io.github.recscope.session.Engine.create("scalar", 1)) {
            return io.github.recscope.store.WorkspaceFile.load(Path.of(file), engine::paramsType).entries().stream()
                    .map(e -> e.step().op())
                    .toList();
        }
    }

    @Test
    void aRunThatFailsLeavesEverythingAsItWas() throws IOException {
        String file = cli.trained();
        byte[] before = Files.readAllBytes(Path.of(file));
        String late = recipe("late.json", IMPORT, TRAIN, "{\"op\": \"concepts\"}");
        assertTrue(cli.run("run", late, "--into", file, "--out", cli.at("out"))
                .is(1)
                .err()
                .contains("cannot run yet"));
        String misspelt = recipe("misspelt.json", IMPORT, "{\"op\": \"train\", \"parms\": {}}");
        assertTrue(cli.run("run", misspelt, "--into", file).is(1).err().contains("parms"));
        String empty = recipe("empty.json");
        assertTrue(cli.run("run", empty, "--into", file).is(1).err().contains("no steps"));
        Files.writeString(folder.resolve("wall"), "");
        String fine = recipe("fine.json", IMPORT);
        assertTrue(cli.run("run", fine, "--into", file, "--out", cli.at("wall/out"))
                .is(1)
                .err()
                .contains("is a file"));
        assertArrayEquals(before, Files.readAllBytes(Path.of(file)));
        assertFalse(Files.exists(folder.resolve("out")));
        Path table = Files.writeString(folder.resolve("table.csv"), "a,b\n");
        assertTrue(cli.run("run", fine, "--into", table.toString()).is(1).err().contains("not replaced"));
        assertEquals("a,b\n", Files.readString(table));
    }

    @Test
    void oursIsTheFaultAndTheLogHasTheTrace() throws IOException {
        cli = new CliHarness(folder, new FakeOperation("crash", (p, ctx) -> {
            throw new IllegalStateException("wheel came off");
        }));
        String file = cli.trained();
        CliHarness.Result r = cli.run("crash", file).is(3);
        assertTrue(r.err().contains(cli.log().toString()), r.err());
        assertEquals(3, r.err().lines().count());
        String log = Files.readString(cli.log());
        assertTrue(log.contains("wheel came off") && log.contains("\tat io.github.recscope"), log);
        assertEquals(
                "internal",
                cli.run("crash", file, "--json").is(3).json().at("/error/kind").textValue());
    }

    @Test
    void aFullMemoryOrDiskIsAProblem() throws IOException {
        cli = new CliHarness(
                folder,
                new FakeOperation("eat", (p, ctx) -> {
                    throw new OutOfMemoryError("Java heap space");
                }),
                new FakeOperation("fill", (p, ctx) -> {
                    throw new java.io.UncheckedIOException(new IOException("No space left on device"));
                }),
                new FakeOperation("refuse", (p, ctx) -> {
                    throw ProblemException.of("No.", "Because.", "Ask differently.");
                }));
        String file = cli.trained();
        assertTrue(cli.run("eat", file).is(1).err().contains("-Xmx"));
        assertTrue(cli.run("fill", file).is(1).err().contains("No space left"));
        assertEquals(
                "No.\nBecause.\nAsk differently.\n",
                cli.run("refuse", file).is(1).err().replace("\r", ""));
    }

    @Test
    void ctrlCEndsTheJobAndLeavesTheWorkspace() throws IOException {
        List<CliHarness> later = new ArrayList<>();
        cli = new CliHarness(folder, new FakeOperation("wait", (p, ctx) -> {
            later.getFirst().interrupt.request();
            while (true) {
                ctx.check();
                Thread.onSpinWait();
            }
        }));
        later.add(cli);
        String file = cli.trained();
        byte[] before = Files.readAllBytes(Path.of(file));
        assertTrue(cli.run("wait", file).is(130).err().contains("Cancelled"));
        assertArrayEquals(before, Files.readAllBytes(Path.of(file)));
        assertEquals(
                "cancelled",
                cli.run("train", file, "--json")
                        .is(130)
                        .json()
                        .at("/error/kind")
                        .textValue());
    }

    @Test
    void operationsWithoutALineOfTheirOwnGetOptions() throws IOException {
        List<String> seen = new ArrayList<>();
        cli = new CliHarness(folder, new FakeOperation("fake", (p, ctx) -> {
            seen.add(p.label() + "/" + p.strength() + "/" + p.loud() + "/" + ctx.seed());
            return null;
        }));
        String file = cli.trained();
        cli.run("fake", file, "--label", "a b", "--strength=2.5", "--loud", "true", "--seed=9")
                .is(0);
        cli.run("fake", file).is(0);
        assertEquals(List.of("a b/2.5/true/9", "x/1.0/false/42"), seen);
        assertTrue(cli.run("fake", "--help").out().contains("--loud=true|false"));
    }

    @Test
    void reportNeedsResults() throws IOException {
        String file = cli.trained();
        List<Boolean> had = new ArrayList<>();
        cli.reports = (workspace, out, ctx) -> {
            had.add(workspace.latest(Dataset.class).isPresent());
            return List.of();
        };
        cli.run("report", file, "--out", cli.at("deep/er")).is(0);
        assertEquals(List.of(true), had);
        assertTrue(Files.isDirectory(folder.resolve("deep/er")));
        assertNotEquals(0, cli.run("report", file, "--out", file).exit());
    }

    @Test
    void nothingIsLeftBesideTheFiles() throws IOException {
        cli.trained();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("data", "w.recscope", "w.recscope.bak"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }
}
