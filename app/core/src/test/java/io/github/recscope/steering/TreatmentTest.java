package io.github.recscope.steering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.recscope.model.Edit;
import io.github.recscope.model.SteeringMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreatmentTest {
    private static final float[] CODE = {2, 0, 3, 5};

    private static float[] apply(SteeringMode mode, double dose, Edit... edits) {
        return new Treatment(List.of(edits), mode, List.of(), dose).apply(CODE);
    }

    @Test
    void editsApplyInOrder() {
        assertArrayEquals(
                new float[] {2, 1, 0, 4},
                apply(
                        SteeringMode.PRESERVE_RESIDUAL,
                        1,
                        new Edit(1, Edit.Kind.ADD, 3),
                        new Edit(1, Edit.Kind.CAP, 1),
                        new Edit(2, Edit.Kind.ZERO, 0),
                        new Edit(3, Edit.Kind.SCALE, 0.8)));
    }

    @Test
    void aDoseScalesTheChangeAndStopsAtZero() {
        Edit add = new Edit(1, Edit.Kind.ADD, 2);
        Edit zero = new Edit(3, Edit.Kind.ZERO, 0);
        assertArrayEquals(new float[] {2, 1, 3, 2.5f}, apply(SteeringMode.PRESERVE_RESIDUAL, 0.5, add, zero));
        assertArrayEquals(new float[] {2, 4, 3, 0}, apply(SteeringMode.PRESERVE_RESIDUAL, 2, add, zero));
        assertArrayEquals(new float[] {2, 0, 3, 10}, apply(SteeringMode.PRESERVE_RESIDUAL, -1, add, zero));
        assertArrayEquals(CODE, apply(SteeringMode.PRESERVE_RESIDUAL, 0, add, zero));
    }

    /// A share α of the total of 10 moves to the latent: `(1 − α) z + α · 10`.
    @Test
    void redistributingKeepsTheTotal() {
        assertArrayEquals(
                new float[] {1.5f, 2.5f, 2.25f, 3.75f},
                apply(SteeringMode.REDISTRIBUTE, 1, new Edit(1, Edit.Kind.ADD, 0.25)),
                1e-6f);
        assertArrayEquals(
                new float[] {1, 2.5f, 4, 2.5f},
                apply(SteeringMode.REDISTRIBUTE, 1, new Edit(1, Edit.Kind.ADD, 0.25), new Edit(2, Edit.Kind.ADD, 0.25)),
                1e-6f);
        assertArrayEquals(
                new float[] {4, 0, 6, 0}, apply(SteeringMode.REDISTRIBUTE, 1, new Edit(3, Edit.Kind.ZERO, 0)), 1e-6f);
        assertArrayEquals(
                new float[] {0, 5, 0, 5},
                apply(SteeringMode.REDISTRIBUTE, 1, new Edit(1, Edit.Kind.ADD, 2), new Edit(3, Edit.Kind.ADD, 2)),
                1e-6f);
    }

    @Test
    void anEmptyTreatmentLeavesTheCode() {
        for (SteeringMode mode : SteeringMode.values()) {
            assertArrayEquals(CODE, apply(mode, 1), mode.toString());
        }
    }
}
