package io.github.recscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Workspace;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.session.Autosave;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Session;
import io.github.recscope.store.AutosaveFolder;
import io.github.recscope.store.WorkspaceFile;
import io.github.recscope.store.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecoverCommandTest {
    @TempDir
    Path folder;

    private CliHarness cli;
    private String file;

    @BeforeEach
    void start() throws IOException {
        cli = new CliHarness(folder);
        file = cli.at("w.recscope");
        cli.run("import", cli.data(), "--into", file, "--threads", "1").is(0);
    }

    private Path place() {
        return AutosaveFolder.of(Path.of(file), folder.resolve("state/recscope"));
    }

    /// A program that trained and then went away without a word.
    private void crash() {
        try (Engine engine = Engine.create("scalar", 1)) {
            Workspace held = WorkspaceFile.load(Path.of(file), engine::paramsType);
            Session session = new Session(engine, Runnable::run, held);
            Autosave autosave = new Autosave(session, Runnable::run, place());
            autosave.follow(
                    place(), Optional.of(Path.of(file)), held, session.history().get());
            session.submit("train", TrainParams.defaults(), 42).join();
            while (session.workspace().entries().size() < 2) {
                Thread.onSpinWait(); // The result is taken up on the job's thread.
            }
            autosave.await();
            autosave.close();
        }
    }

    private List<String> ops(String of) {
        try (Engine engine = Engine.create("scalar", 1)) {
            return WorkspaceFile.load(Path.of(of), engine::paramsType).entries().stream()
                    .map(e -> e.step().op())
                    .toList();
        }
    }

    @Test
    void unsavedWorkIsNeverLostByAnotherCommand() throws IOException {
        crash();
        byte[] before = Files.readAllBytes(Path.of(file));
        String err = cli.run("map", file).is(1).err();
        assertTrue(err.contains("1 step") && err.contains("recscope recover"), err);
        assertEquals(List.of("import"), ops(file));
        assertEquals(before.length, Files.size(Path.of(file)));
        CliHarness.Result recovered = cli.run("recover", file, "--json").is(0);
        assertEquals(1, recovered.json().path("steps").intValue());
        assertTrue(recovered.json().path("complete").booleanValue());
        assertEquals(List.of("import", "train"), ops(file));
        assertEquals(List.of("import"), ops(file + ".bak"));
        assertFalse(Files.exists(place()));
        assertTrue(cli.run("recover", file).is(0).out().contains("no unsaved work"));
        cli.run("map", file, "--neighbours=3").is(0);
    }

    @Test
    void unsavedWorkCanBeDropped() {
        crash();
        cli.run("recover", file, "--discard").is(0);
        assertFalse(Files.exists(place()));
        assertEquals(List.of("import"), ops(file));
        cli.run("train", file, CliHarness.TRAIN[0], CliHarness.TRAIN[1], CliHarness.TRAIN[2])
                .is(0);
    }

    @Test
    void aFileThatIsOpenElsewhereIsNotWritten() {
        try (WorkspaceLock lock =
                WorkspaceLock.acquire(Path.of(file), "a window").orElseThrow()) {
            assertTrue(
                    Files.exists(folder.resolve(".w.recscope.lock")),
                    lock.getClass().getName());
            String err = cli.run("train", file, CliHarness.TRAIN[0], CliHarness.TRAIN[1], CliHarness.TRAIN[2])
                    .is(1)
                    .err();
            assertTrue(err.contains("open in a window since"), err);
            cli.run("export", file, "--part", "items", "--out", cli.at("x.npy")).is(1); // There is no model yet.
        }
        assertEquals(List.of("import"), ops(file));
        cli.run("train", file, CliHarness.TRAIN[0], CliHarness.TRAIN[1], CliHarness.TRAIN[2])
                .is(0);
        assertFalse(Files.exists(folder.resolve(".w.recscope.lock")));
    }
}
