package io.github.recscope.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.job.Outcome;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Params;
import io.github.recscope.model.Problem;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Operation;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.testing.Planted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Embeddings that no heap of a test holds: refused by their size, before a number is read.
class TooLargeTest {
    private static final int ROWS = 2_000_000;
    private static final int DIMENSIONS = 1000;

    private static final class Unread implements Matrix.Values {
        @Override
        public void copy(long from, float[] to, int at, int count) {
            throw new AssertionError("read");
        }

        @Override
        public float[] all() {
            throw new AssertionError("read");
        }
    }

    private static Recommender recommender() {
        MetricValue none = new MetricValue(Double.NaN, Double.NaN, Double.NaN, 0);
        Evaluation.Quality quality = new Evaluation.Quality(none, none, none);
        return new Recommender(
                "large",
                Matrix.stored(ROWS, DIMENSIONS, new Unread()),
                Matrix.stored(ROWS, DIMENSIONS, new Unread()),
                new float[ROWS],
                new float[ROWS],
                0,
                new Scorer.Dot(),
                new Split(IntLists.empty(ROWS), IntLists.empty(ROWS), "none"),
                new Evaluation(10, "none", quality, quality, quality),
                List.of());
    }

    private static Entry entry(String op, Params params, int number, List<ArtifactId> inputs) {
        return new Entry(new Step(op, 1, params, inputs, 1), new ArtifactId("%064d".formatted(number)), 0, "none");
    }

    private static <P extends Params> P settings(Operation<P, ?> operation) {
        // Rows are read where they lie, except for cosines, which take copies.
        Map<String, String> said =
                operation.id().equals("map") ? Map.of("method", "umap", "distance", "cosine") : Map.of();
        return ParamSchema.of(operation.paramsType()).fromText(said, "test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sae", "sweep", "map"})
    void whatNoHeapHoldsIsRefusedBeforeItIsRead(String op) {
        try (Engine engine = Engine.create("scalar", 1)) {
            Entry imported = entry("import", settings(engine.operation("import")), 1, List.of());
            Entry trained = entry("train", settings(engine.operation("train")), 2, List.of(imported.output()));
            Workspace start = Workspace.empty("large")
                    .with(imported, Planted.dataset(8, 12, 3, 3, 1))
                    .with(trained, recommender());
            Session session = new Session(engine, Runnable::run, start);
            Outcome<Workspace> outcome =
                    session.submit(op, settings(engine.operation(op)), 1).join();
            Problem problem = assertInstanceOf(Outcome.Failed.class, outcome, outcome.toString())
                    .problem();
            assertTrue(
                    problem.what().contains("does not fit in memory")
                            || problem.what().contains("too many numbers"),
                    problem.toString());
            assertFalse(problem.fix().isBlank());
        }
    }
}
