package io.github.recscope.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.array.Npy;
import io.github.recscope.concept.ConceptParams;
import io.github.recscope.concept.ConceptsOperation;
import io.github.recscope.export.Exporter;
import io.github.recscope.export.Format;
import io.github.recscope.export.Part;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Entry;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.recsys.TrainOperation;
import io.github.recscope.sae.SaeOperation;
import io.github.recscope.steering.SteerParams;
import io.github.recscope.testing.Planted;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.TestCtx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steered embeddings against the formula written out, `e + s · Δz · D`, and what is written against them.
class SteeringExportTest {
    private static final MetricValue ZERO = new MetricValue(0, 0, 0, 1);
    private static final Steering.Change SAME = new Steering.Change(0, 0, ZERO);
    private static final int USERS = 60;
    private static final int ITEMS = 40;

    @TempDir
    Path folder;

    private static TestCtx ctx;
    private static Dataset data;
    private static Recommender trained;
    private static Autoencoder sae;
    private static ConceptSet concepts;

    @BeforeAll
    static void train() {
        ctx = TestCtx.of(1);
        data = Planted.dataset(USERS, ITEMS, 4, 8, 3);
        trained = new TrainOperation().run(PlantedRun.TRAIN, PlantedRun.inputs(data), ctx);
        sae = new SaeOperation().run(PlantedRun.SAE, PlantedRun.inputs(trained), ctx);
        concepts = new ConceptsOperation()
                .run(new ConceptParams(0.05, 5, 199, 0.05), PlantedRun.inputs(data, trained, sae), ctx);
    }

    private Workspace workspace(Recommender model, SteeringMode mode, Steering.Scope scope, Edit... edits) {
        Steering.Effect effect = new Steering.Effect(
                1,
                10,
                SAME,
                SAME,
                ZERO,
                SAME,
                List.of(),
                new Steering.Side(SAME, SAME, SAME, SAME, ZERO, ZERO, ZERO, List.of()),
                List.of(),
                new Steering.Control(1, List.of(), SAME));
        Steering recipe = new Steering(
                "More of it",
                List.of(edits),
                mode,
                scope,
                new Steering.UserLists(0, List.of(), List.of(), List.of()),
                effect);
        Workspace w = Workspace.empty("w");
        w = with(w, 1, data);
        w = with(w, 2, model, 1);
        w = with(w, 3, sae, 1, 2);
        w = with(w, 4, concepts, 1, 2, 3);
        return with(w, 5, recipe, 1, 2, 3, 4);
    }

    private static Workspace with(Workspace w, int number, Artifact artifact, int... inputs) {
        List<ArtifactId> ids =
                Arrays.stream(inputs).mapToObj(SteeringExportTest::id).toList();
        String op = List.of("import", "train", "sae", "concepts", "steer").get(number - 1);
        return w.with(new Entry(new Step(op, 1, SteerParams.defaults(), ids, 1), id(number), 1, "scalar"), artifact);
    }

    private static ArtifactId id(int number) {
        return new ArtifactId(Integer.toString(number).repeat(64));
    }

    private Matrix embeddings(Workspace w, boolean users) {
        return SteeringExport.embeddings(w, users, ctx.kernels());
    }

    private static void sameBits(Matrix expected, Matrix actual) {
        assertEquals(expected.rows(), actual.rows());
        assertEquals(expected.cols(), actual.cols());
        for (int i = 0; i < expected.data().length; i++) {
            assertEquals(Float.floatToRawIntBits(expected.data()[i]), Float.floatToRawIntBits(actual.data()[i]));
        }
    }

    /// The latent that most users have.
    private int latent() {
        int best = 0;
        int most = -1;
        for (int j = 0; j < sae.latents(); j++) {
            int active = 0;
            for (int u = 0; u < USERS; u++) {
                active += sae.users().get(u, j) > 0 ? 1 : 0;
            }
            if (active > most) {
                most = active;
                best = j;
            }
        }
        return best;
    }

    @Test
    void theUsersOfTheScopeMoveByTheDecodedChangeAndNobodyElse() {
        int j = latent();
        Steering.Scope scope = new Steering.Scope("two", List.of(3, 7), List.of());
        Workspace w = workspace(trained, SteeringMode.PRESERVE_RESIDUAL, scope, new Edit(j, Edit.Kind.ADD, 2));
        Matrix users = embeddings(w, true);
        for (int u = 0; u < USERS; u++) {
            for (int c = 0; c < users.cols(); c++) {
                float before = trained.users().get(u, c);
                if (u == 3 || u == 7) {
                    assertEquals(before + 2 * sae.scale() * sae.decoder().get(j, c), users.get(u, c), 1e-4);
                } else {
                    assertEquals(before, users.get(u, c), 0);
                }
            }
        }
        sameBits(trained.items(), embeddings(w, false));
    }

    @Test
    void zeroingTakesFromEachUserWhatTheyHave() {
        int j = latent();
        Workspace w = workspace(
                trained, SteeringMode.PRESERVE_RESIDUAL, Steering.Scope.EVERYONE, new Edit(j, Edit.Kind.ZERO, 0));
        Matrix users = embeddings(w, true);
        int moved = 0;
        for (int u = 0; u < USERS; u++) {
            float z = sae.users().get(u, j);
            moved += z > 0 ? 1 : 0;
            for (int c = 0; c < users.cols(); c++) {
                double expected = trained.users().get(u, c)
                        - z * sae.scale() * sae.decoder().get(j, c);
                assertEquals(expected, users.get(u, c), z > 0 ? 1e-4 : 0);
            }
        }
        assertTrue(moved > 0, "somebody has the latent");
    }

    @Test
    void promotedItemsMoveAndUsersStay() {
        int j = latent();
        Steering.Scope scope = new Steering.Scope("everyone", List.of(), List.of(5));
        Workspace w = workspace(trained, SteeringMode.PRESERVE_RESIDUAL, scope, new Edit(j, Edit.Kind.ADD, 1.5));
        Matrix items = embeddings(w, false);
        for (int i = 0; i < ITEMS; i++) {
            for (int c = 0; c < items.cols(); c++) {
                double shift = i == 5 ? 1.5 * sae.scale() * sae.decoder().get(j, c) : 0;
                assertEquals(trained.items().get(i, c) + shift, items.get(i, c), i == 5 ? 1e-4 : 0);
            }
        }
        sameBits(trained.users(), embeddings(w, true));
    }

    @Test
    void decodingReplacesBothTowersByTheirReconstruction() {
        Workspace w = workspace(trained, SteeringMode.DECODE_ONLY, Steering.Scope.EVERYONE);
        for (boolean users : new boolean[] {true, false}) {
            Matrix decoded = embeddings(w, users);
            for (int r = 0; r < decoded.rows(); r++) {
                for (int c = 0; c < decoded.cols(); c++) {
                    double expected = sae.scale() * sae.decoderBias()[c];
                    for (int j = 0; j < sae.latents(); j++) {
                        float z = users ? sae.users().get(r, j) : sae.items().get(r, j);
                        expected += sae.scale() * z * sae.decoder().get(j, c);
                    }
                    assertEquals(expected, decoded.get(r, c), 1e-4);
                }
            }
        }
    }

    @Test
    void anEmptyRecipeChangesNoBit() {
        Workspace w = workspace(trained, SteeringMode.PRESERVE_RESIDUAL, Steering.Scope.EVERYONE);
        sameBits(trained.users(), embeddings(w, true));
        sameBits(trained.items(), embeddings(w, false));
    }

    @Test
    void aUserWithoutAUsableEmbeddingSpoilsNobodyElse() {
        float[] broken = trained.users().data().clone();
        int d = trained.dimensions();
        broken[3 * d] = Float.NaN;
        broken[4 * d + 1] = Float.POSITIVE_INFINITY;
        Recommender model = new Recommender(
                trained.name(),
                Matrix.of(USERS, d, broken),
                trained.items(),
                trained.userBias(),
                trained.itemBias(),
                trained.globalBias(),
                trained.scorer(),
                trained.split(),
                trained.evaluation(),
                trained.curves());
        Edit edit = new Edit(latent(), Edit.Kind.ADD, 1);
        Matrix sound =
                embeddings(workspace(trained, SteeringMode.PRESERVE_RESIDUAL, Steering.Scope.EVERYONE, edit), true);
        Matrix users =
                embeddings(workspace(model, SteeringMode.PRESERVE_RESIDUAL, Steering.Scope.EVERYONE, edit), true);
        for (int u = 0; u < USERS; u++) {
            for (int c = 0; c < d; c++) {
                if (u == 3 && c == 0) {
                    assertTrue(Float.isNaN(users.get(u, c)), "NaN stays NaN");
                } else if (u == 4 && c == 1) {
                    assertEquals(Float.POSITIVE_INFINITY, users.get(u, c));
                } else {
                    assertEquals(sound.get(u, c), users.get(u, c), 0);
                }
            }
        }
        Workspace others = workspace(
                model, SteeringMode.PRESERVE_RESIDUAL, new Steering.Scope("one", List.of(9), List.of()), edit);
        assertEquals(
                Float.floatToRawIntBits(Float.NaN),
                Float.floatToRawIntBits(embeddings(others, true).get(3, 0)),
                "who is not in the scope is copied");
    }

    @Test
    void withoutARecipeThereIsNothingToExport() {
        Workspace w = with(with(Workspace.empty("w"), 1, data), 2, trained, 1);
        ProblemException e = assertThrows(ProblemException.class, () -> embeddings(w, true));
        assertEquals("There is no steering recipe to export.", e.problem().what());
    }

    @Test
    void theWrittenFilesHoldTheSameBits() throws IOException {
        Steering.Scope scope = new Steering.Scope("two", List.of(3, 7), List.of());
        Workspace w = workspace(trained, SteeringMode.PRESERVE_RESIDUAL, scope, new Edit(latent(), Edit.Kind.ADD, 2));
        Matrix users = embeddings(w, true);
        Path all = new Exporter(w, true, SteeringExport::embeddings, ctx)
                .write(Part.STEERED_USERS, Format.NPY, folder.resolve("s.npy"), new Exporter.Lists(List.of(), 1))
                .getFirst();
        assertArrayEquals(
                users.data(), Npy.read(Files.readAllBytes(all), "s", "s").values());
        try (Engine engine = Engine.create("scalar", 1)) {
            List<Path> files = SteeringExport.write(w, engine, folder.resolve("patch"));
            assertEquals(
                    List.of(
                            "more-of-it.recipe.json",
                            "more-of-it.users.delta.npy",
                            "more-of-it.users.steered.npy",
                            "more-of-it.users.ids.txt"),
                    files.stream().map(f -> f.getFileName().toString()).toList());
            assertEquals(List.of(data.users().get(3), data.users().get(7)), Files.readAllLines(files.get(3)));
            float[] delta = Npy.read(Files.readAllBytes(files.get(1)), "d", "d").values();
            float[] steered =
                    Npy.read(Files.readAllBytes(files.get(2)), "s", "s").values();
            int d = users.cols();
            int[] rows = {3, 7};
            for (int r = 0; r < 2; r++) {
                for (int c = 0; c < d; c++) {
                    assertEquals(users.get(rows[r], c), steered[r * d + c], 1e-6);
                    assertEquals(steered[r * d + c] - trained.users().get(rows[r], c), delta[r * d + c], 0);
                }
            }
        }
    }
}
