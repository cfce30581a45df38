package io.github.recscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.data.Importers;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Entry;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files as earlier versions wrote them: an import, a training, a map, an autoencoder, concepts and a recipe
/// each.
final class MigrationTest {
    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(MigrationTest.class.getResourceAsStream("/workspaces/" + name))) {
            Files.copy(in, file);
        }
        return file;
    }

    private static WorkspaceFile.Opened open(Path file) {
        return WorkspaceFile.open(
                file,
                op -> Engine.standardOperations(Importers.standard()).stream()
                        .filter(o -> o.id().equals(op))
                        .findFirst()
                        .orElseThrow()
                        .paramsType());
    }

    /// When this fails for the newest file, a stored record has changed: raise the format, write a migration
    /// and add a file of the format before.
    @ParameterizedTest
    @ValueSource(strings = {"format-1-first.recscope", "format-1-last.recscope", "format-2.recscope"})
    void everyEarlierFormatOpensAndIsSavedAsTodays(String name) throws IOException {
        Path file = file(name);
        WorkspaceFile.Opened opened = open(file);
        assertEquals(name.contains("-1") ? 1 : 0, opened.upgraded());
        Workspace w = opened.workspace();
        assertEquals(
                List.of("import", "train", "map", "sae", "concepts", "steer"),
                w.entries().stream().map(e -> e.step().op()).toList());
        for (Entry e : w.entries()) {
            Artifact a = w.artifact(e.output());
            assertEquals(e.output(), ArtifactCodec.identify(a), "named by its content as it is now");
            e.step().inputs().forEach(i -> assertTrue(w.artifacts().containsKey(i), "made from what is there"));
        }
        assertTrue(w.latest(Steering.class).isPresent(), "what depends on what is still known");
        WorkspaceFile.save(file, w);
        WorkspaceFile.Opened again = open(file);
        assertEquals(0, again.upgraded());
        assertEquals(w.entries(), again.workspace().entries());
        assertEquals(
                name.contains("-1") ? 1 : 0, open(AtomicFile.backupOf(file)).upgraded());
    }

    @Test
    void theNewestFormatHasAFile() {
        assertTrue(MigrationTest.class.getResource("/workspaces/format-" + WorkspaceFile.FORMAT + ".recscope") != null);
    }

    /// Every figure that the earlier version had is there; what it did not measure is not a number.
    @Test
    void whatWasNotMeasuredIsNotMadeUp() throws IOException {
        Workspace w = open(file("format-1-first.recscope")).workspace();
        Autoencoder sae = w.latest(Autoencoder.class).orElseThrow();
        assertEquals(0.36270706648398227, sae.fidelity().fvuItems());
        assertEquals(0.5143769890639852, sae.fidelity().rbo().mean());
        assertEquals(120, sae.fidelity().users());
        assertTrue(Double.isNaN(sae.fidelity().rboPaper().mean()));
        assertEquals(
                0.36070251313292206 - 0.2855614827233387,
                sae.fidelity().ndcgLoss().mean());
        assertTrue(Double.isNaN(sae.fidelity().ndcgLoss().low()));
        ConceptSet concepts = w.latest(ConceptSet.class).orElseThrow();
        assertEquals("crime", concepts.concepts().getFirst().label());
        assertEquals(
                1.0,
                concepts.concepts().getFirst().evidence().purities().getFirst().raw());
        assertTrue(Double.isNaN(concepts.quality().cohesion()));
        assertFalse(concepts.groups().isEmpty());
        SpaceMap map = w.latest(SpaceMap.class).orElseThrow();
        assertTrue(map.quality().trustworthiness() > 0.9, "kept");
        assertTrue(Double.isNaN(map.quality().trust().halfWidth()));
        assertTrue(Double.isNaN(map.quality().continuity().value()));
        assertNull(map.quality().each());
        Steering steering = w.latest(Steering.class).orElseThrow();
        assertEquals("everyone", steering.scope().audience());
        assertEquals(120, steering.effect().users());
        assertEquals(0, steering.effect().control().draws());
    }
}
