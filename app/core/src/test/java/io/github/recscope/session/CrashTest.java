package io.github.recscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.data.Importers;
import io.github.recscope.job.Outcome;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import io.github.recscope.store.AutosaveFolder;
import io.github.recscope.store.WorkspaceFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A child that works, saves and journals without end is killed at a random moment; what it said was safe is
/// there, and the file is whole.
///
/// Ten rounds by default; `-Pcrash -Dcrash.rounds=300` for more.
final class CrashTest {
    private static final int NUMBERS = 20_000;

    @TempDir
    Path folder;

    /// Makes a data set that depends on the parameter alone.
    static final class Make implements Operation<FakeSteps.Value, Dataset> {
        @Override
        public String id() {
            return "make";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public String title() {
            return "Make";
        }

        @Override
        public Class<FakeSteps.Value> paramsType() {
            return FakeSteps.Value.class;
        }

        @Override
        public List<Class<? extends Artifact>> inputs() {
            return List.of();
        }

        @Override
        public boolean isPure() {
            return false;
        }

        @Override
        public Dataset run(FakeSteps.Value params, Inputs inputs, io.github.recscope.job.Ctx ctx) {
            return made(params.value());
        }
    }

    private static Dataset made(int value) {
        float[] numbers = new float[NUMBERS];
        int[] items = new int[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = value * 31f + i;
        }
        Interactions all = new Interactions(1, new IntLists(new int[] {0, NUMBERS}, items), numbers, true);
        ImportSummary summary = new ImportSummary(List.of(), NUMBERS, 0, 0, 0, 0, List.of());
        return new Dataset(
                Integer.toString(value),
                new Ids(List.of("u")),
                new Ids(List.of("i")),
                List.of("title"),
                all,
                List.of(),
                summary,
                null);
    }

    private static Engine engine() {
        return Engine.create("scalar", 1, Importers.standard(), List.of(new Make()));
    }

    /// The child: steps 1, 2, 3, …; every third is followed by an undo and a redo, every fourth by a save. Says
    /// `kept N` when step N is in the journal and `saved N` when it is in the file.
    public static final class Child {
        private Child() {}

        /// @param args the folder, and a seed
        public static void main(String[] args) throws InterruptedException {
            Path folder = Path.of(args[0]);
            Path file = folder.resolve("a.recscope");
            Path place = AutosaveFolder.of(file, folder);
            LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
            Engine engine = engine();
            Session session = new Session(engine, tasks::add, Workspace.empty("w"));
            Autosave autosave = new Autosave(session, Runnable::run, place);
            for (int n = 1; ; n++) {
                var _ = session.submit("make", new FakeSteps.Value(n), 1);
                tasks.take().run();
                if (n % 3 == 0) {
                    session.undo();
                    session.redo();
                }
                autosave.await();
                if (n == 1) {
                    say("ready"); // Classes are loaded: from here on a moment is worth something.
                }
                say("kept " + n);
                if (n % 4 == 0) {
                    Workspace now = session.workspace();
                    WorkspaceFile.save(file, now);
                    say("saved " + n);
                    autosave.follow(
                            place, Optional.of(file), now, session.history().get());
                }
            }
        }

        private static void say(String line) {
            System.out.println(line);
            System.out.flush();
        }
    }

    @Test
    void aChildKilledAtAnyMomentLosesNothingThatItHadKept() throws Exception {
        int rounds = Integer.getInteger("crash.rounds", 10);
        long seed = Long.getLong("crash.seed", 1);
        Random random = new Random(seed);
        int replayed = 0;
        int midSave = 0;
        try (Engine engine = engine()) {
            Process next = start(folder.resolve("0"));
            for (int round = 0; round < rounds; round++) {
                Process child = next;
                Path own = folder.resolve(Integer.toString(round));
                Said said = kill(child, random.nextInt(700));
                next = round + 1 < rounds ? start(folder.resolve(Integer.toString(round + 1))) : child;
                if (Boolean.getBoolean("crash.talk")) {
                    System.out.println("round " + round + ": " + said);
                }
                boolean[] outcome = check(engine, own, said, "round " + round + " of seed " + seed + ", " + said);
                replayed += outcome[0] ? 1 : 0;
                midSave += outcome[1] ? 1 : 0;
                delete(own);
            }
        }
        assertTrue(replayed > 0, "no journal was ever replayed");
        System.out.println(rounds + " kills: " + replayed + " journals replayed, " + midSave + " kills while saving");
    }

    /// @param kept  the last step that was said to be in the journal
    /// @param saved the last step that was said to be in the file
    private record Said(int kept, int saved) {}

    private static Process start(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx128m",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Said kill(Process child, int millis) throws IOException, InterruptedException {
        int kept = 0;
        int saved = 0;
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("ready", out.readLine());
            Thread.sleep(millis);
            child.toHandle().destroyForcibly(); // Unlike Process.destroyForcibly it leaves what was said readable.
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", -1);
                if (words.length == 2 && words[1].matches("\\d+")) {
                    // A number may be torn as well: then it is smaller, and promises less.
                    kept = words[0].equals("kept") ? Math.max(kept, Integer.parseInt(words[1])) : kept;
                    saved = words[0].equals("saved") ? Math.max(saved, Integer.parseInt(words[1])) : saved;
                }
            }
        }
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        return new Said(kept, saved);
    }

    /// @return whether a journal was replayed, and whether the file was being written
    private static boolean[] check(Engine engine, Path folder, Said said, String message) throws IOException {
        boolean midSave;
        try (var names = Files.list(folder)) {
            midSave = names.anyMatch(n -> n.toString().endsWith(".tmp"));
        }
        Path file = folder.resolve("a.recscope");
        Optional<Workspace> held =
                Files.exists(file) ? Optional.of(WorkspaceFile.load(file, engine::paramsType)) : Optional.empty();
        int inFile = held.map(w -> w.entries().size()).orElse(0);
        assertTrue(inFile >= said.saved(), message);
        held.ifPresent(w -> complete(engine, w, message));
        Path backup = folder.resolve("a.recscope.bak");
        if (Files.exists(backup)) {
            complete(engine, WorkspaceFile.load(backup, engine::paramsType), message);
        }
        Optional<Recovery> recovery = Recovery.find(engine, AutosaveFolder.of(file, folder), held);
        if (recovery.isEmpty()) {
            assertTrue(inFile >= said.kept(), message);
        } else {
            Recovery found = recovery.get();
            assertTrue(found.found().damaged().isEmpty(), message);
            Outcome<Recovery.Recovered> outcome = engine.jobs()
                    .compute("Recover", 0, ctx -> found.replay(held, ctx))
                    .join();
            if (!(outcome instanceof Outcome.Done<Recovery.Recovered> done)) {
                throw new AssertionError(message + ": " + outcome);
            }
            assertTrue(done.value().remaining().isEmpty(), message);
            History history = done.value().history();
            int last = history.states().getLast().entries().size();
            assertTrue(last >= said.kept(), message + ", recovered " + last);
            for (Workspace w : history.states()) {
                complete(engine, w, message);
            }
            WorkspaceFile.save(file, history.workspace());
            complete(engine, WorkspaceFile.load(file, engine::paramsType), message);
            found.discard();
        }
        return new boolean[] {recovery.isPresent(), midSave};
    }

    /// Steps 1 to n, each with the result that it has by itself.
    private static void complete(Engine engine, Workspace w, String message) {
        int n = 0;
        for (Entry e : w.entries()) {
            n++;
            assertEquals(new FakeSteps.Value(n), e.step().params(), message);
            assertEquals(engine.identify(made(n)), e.output(), message);
            assertEquals(e.output(), engine.identify(w.artifact(e.output())), message);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path p : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }
}
