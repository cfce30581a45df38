package io.github.recscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Power cuts and full disks at every single operation.
final class PowerCutTest {
    @TempDir
    Path folder;

    private static List<String> hashes(Workspace w) {
        return w.entries().stream().map(e -> e.output().hash()).toList();
    }

    private static Workspace load(Path file) {
        return WorkspaceFile.load(file, _ -> WorkspaceFileTest.Knobs.class);
    }

    @Test
    void afterAPowerCutAnywhereTheFileIsTheOldOrTheNewOne() throws IOException {
        Random random = new Random(5);
        int news = 0;
        int olds = 0;
        int cut = 0;
        Workspace one = LazyOpeningTest.workspace(1, 20, 30, 4);
        Workspace two = LazyOpeningTest.workspace(2, 20, 30, 4);
        for (boolean more = true; more; cut++) {
            Path before = Files.createDirectory(folder.resolve("b" + cut));
            Path file = before.resolve("a.recscope");
            WorkspaceFile.save(file, one);
            WorkspaceFile.save(file, one); // So that there is a backup too.
            UnsureDisk disk = new UnsureDisk(before, cut);
            try {
                WorkspaceFile.save(file, two, disk);
                more = false;
            } catch (ProblemException e) {
                assertTrue(e.problem().why().contains("power"), e.getMessage());
            }
            for (int n = 0; n < 3; n++) {
                Path after = Files.createDirectory(folder.resolve("a" + cut + "-" + n));
                disk.remains(after, random);
                List<String> found = hashes(load(after.resolve("a.recscope")));
                boolean isNew = found.equals(hashes(two));
                assertTrue(isNew || found.equals(hashes(one)), "cut at " + cut);
                if (!more) {
                    assertTrue(isNew, "saved is saved");
                }
                news += isNew ? 1 : 0;
                olds += isNew ? 0 : 1;
                assertEquals(hashes(one), hashes(load(after.resolve("a.recscope.bak"))));
            }
        }
        assertTrue(cut > 6 && news > 0 && olds > 0, cut + " operations, " + olds + " old and " + news + " new");
    }

    @Test
    void afterAPowerCutAnywhereTheJournalHoldsWhatItSaidItHolds() throws IOException {
        Random random = new Random(6);
        Artifact artifact = new RandomArtifacts(4).spaceMap();
        ArtifactId id = ArtifactCodec.identify(artifact);
        int cut = 0;
        for (boolean more = true; more; cut++) {
            Path before = Files.createDirectory(folder.resolve("b" + cut));
            UnsureDisk disk = new UnsureDisk(before, cut);
            AutosaveFolder autosave = AutosaveFolder.at(before, disk);
            List<JsonNode> promised = new ArrayList<>();
            boolean stored = false;
            try {
                autosave.begin(line(0));
                promised.add(line(0));
                for (int n = 1; n < 4; n++) {
                    autosave.append(line(n));
                    promised.add(line(n));
                }
                autosave.store(id, artifact, () -> false);
                stored = true;
                autosave.append(line(4));
                promised.add(line(4));
                more = false;
            } catch (ProblemException e) {
                assertTrue(e.problem().why().contains("power"), e.getMessage());
            }
            for (int n = 0; n < 3; n++) {
                Path after = Files.createDirectory(folder.resolve("a" + cut + "-" + n));
                disk.remains(after, random);
                AutosaveFolder left = AutosaveFolder.at(after);
                List<JsonNode> lines = left.read().map(Journal.Content::lines).orElse(List.of());
                assertTrue(lines.size() >= promised.size(), "cut at " + cut);
                assertEquals(promised, lines.subList(0, promised.size()));
                Optional<Artifact> back = left.load(id);
                if (stored) {
                    assertEquals(id, ArtifactCodec.identify(back.orElseThrow()));
                } else {
                    back.ifPresent(a -> assertEquals(id, ArtifactCodec.identify(a)));
                }
            }
        }
        assertTrue(cut > 12, cut + " operations");
    }

    @Test
    void aFullDiskAnywhereStopsNobodyAndTheNextTryGoesOn() throws IOException {
        Artifact artifact = new RandomArtifacts(4).spaceMap();
        ArtifactId id = ArtifactCodec.identify(artifact);
        int failures = 0;
        for (boolean more = true; more; failures++) {
            Path place = folder.resolve("f" + failures);
            UnsureDisk disk = UnsureDisk.full(folder, failures);
            AutosaveFolder autosave = AutosaveFolder.at(place, disk);
            int promised = 0;
            try {
                autosave.begin(line(0));
                promised++;
                autosave.append(line(1));
                promised++;
                autosave.store(id, artifact, () -> false);
                autosave.append(line(2));
                more = false;
            } catch (ProblemException e) {
                assertTrue(e.problem().why().contains("disk is full"), e.getMessage());
                List<JsonNode> lines = AutosaveFolder.at(place)
                        .read()
                        .map(Journal.Content::lines)
                        .orElse(List.of());
                assertTrue(lines.size() >= promised, "what was promised is there");
                // Room again: the journal is begun anew, and all is well.
                autosave.begin(line(7));
                autosave.store(id, artifact, () -> false);
                autosave.append(line(8));
            }
            List<JsonNode> lines = AutosaveFolder.at(place).read().orElseThrow().lines();
            assertEquals(more ? List.of(line(7), line(8)) : List.of(line(0), line(1), line(2)), lines);
            assertTrue(AutosaveFolder.at(place).load(id).isPresent());
            autosave.discard();
            assertFalse(Files.exists(place));
        }
        assertTrue(failures > 8, failures + " operations");
    }

    private static JsonNode line(int n) {
        return Json.mapper().createObjectNode().put("n", n).put("text", "é".repeat(20 * n));
    }

    @Test
    void whatACrashLeftBesideAWorkspaceIsRemovedByTheNextSave() throws IOException {
        Path file = folder.resolve("a.recscope");
        Path dead = folder.resolve(".a.recscope.999999999-1f.tmp");
        Path alive = folder.resolve(".a.recscope." + ProcessHandle.current().pid() + "-1f.tmp");
        Path other = folder.resolve(".b.recscope.999999999-1f.tmp");
        for (Path f : List.of(dead, alive, other)) {
            Files.writeString(f, "half");
        }
        WorkspaceFile.save(file, WorkspaceFileTest.workspace(1));
        assertFalse(Files.exists(dead));
        assertTrue(Files.exists(alive) && Files.exists(other));
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path file = inner.resolve("a.recscope");
        WorkspaceFile.save(file, WorkspaceFileTest.workspace(1));
        UnsureDisk disk = UnsureDisk.readOnly(inner);
        ProblemException e = org.junit.jupiter.api.Assertions.assertThrows(
                ProblemException.class, () -> WorkspaceFile.save(file, WorkspaceFileTest.workspace(2), disk));
        assertTrue(e.problem().why().contains("may not write"), e.getMessage());
        assertEquals(hashes(WorkspaceFileTest.workspace(1)), hashes(load(file)));
    }
}
