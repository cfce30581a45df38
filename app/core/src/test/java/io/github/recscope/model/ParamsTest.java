package io.github.recscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

public class ParamsTest {
    /// Public, as the records of parameters are.
    public record Baking(int minutes, double heat, List<String> tins) implements Params {
        /// No time runs backwards.
        public Baking {
            if (minutes < 0) {
                throw new IllegalStateException("burnt");
            }
        }
    }

    private final Baking baking = new Baking(30, 180, List.of("round"));

    @Test
    void replacesWhatIsNamedAndKeepsTheRest() {
        assertEquals(
                new Baking(45, 180, List.of("round", "square")),
                Params.with(baking, Map.of("tins", List.of("round", "square"), "minutes", 45)));
    }

    @Test
    void aWholeNumberWillDoForADouble() {
        assertEquals(200.0, Params.with(baking, Map.of("heat", 200)).heat());
    }

    @Test
    void refusesWhatTheRecordDoesNotHave() {
        assertThrows(IllegalArgumentException.class, () -> Params.with(baking, Map.of("heath", 1.0)));
        assertThrows(IllegalArgumentException.class, () -> Params.with(baking, Map.of("minutes", "long")));
        assertThrows(IllegalStateException.class, () -> Params.with(baking, Map.of("minutes", -1)));
    }
}
