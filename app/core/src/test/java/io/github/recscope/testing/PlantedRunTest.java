package io.github.recscope.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Concept;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Fidelity;
import io.github.recscope.store.ArtifactCodec;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The whole chain finds what was planted, and finds the same on any number of threads.
class PlantedRunTest {
    private final PlantedRun run = PlantedRun.run(TestCtx.of(3));

    @Test
    void theModelBeatsPopularityClearly() {
        Evaluation e = run.model().evaluation();
        assertTrue(e.model().recall().low() > 1.5 * e.popularity().recall().high(), e.toString());
        assertTrue(e.popularity().recall().mean() > e.random().recall().high(), e.toString());
    }

    @Test
    void theAutoencoderKeepsTheListsAndIsSparse() {
        Fidelity f = run.sae().fidelity();
        assertEquals(3, f.l0Users(), 0.05);
        assertEquals(3, f.l0Items(), 0.05);
        assertTrue(f.fvuItems() < 0.4, f.toString());
        assertTrue(f.overlap().mean() > 0.5, f.toString());
        assertTrue(f.dead() <= 4, f.toString());
    }

    @Test
    void plantedGenresAreTheNamesOfPureConcepts() {
        Set<String> found = run.concepts().concepts().stream()
                .filter(c -> c.status() == Concept.Status.NAMED && c.purityCorrected() > 0.6)
                .map(Concept::label)
                .filter(l -> l.startsWith("genre"))
                .collect(Collectors.toSet());
        assertTrue(found.size() >= 6, "found " + found);
    }

    @Test
    void namesHoldOnItemsThatDidNotChooseThem() {
        for (Concept c : run.concepts().concepts()) {
            if (c.status() == Concept.Status.NAMED) {
                assertTrue(c.fits().getFirst().qValue() <= 0.05);
                assertTrue(c.fits().getFirst().liftLow() > 1);
            } else {
                assertEquals("", c.label());
                assertTrue(Double.isNaN(c.purity()));
            }
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        PlantedRun other = PlantedRun.run(TestCtx.of("auto", 3, 3));
        assertEquals(ArtifactCodec.identify(run.model()), ArtifactCodec.identify(other.model()));
        assertEquals(ArtifactCodec.identify(run.sae()), ArtifactCodec.identify(other.sae()));
        assertEquals(ArtifactCodec.identify(run.concepts()), ArtifactCodec.identify(other.concepts()));
    }
}
