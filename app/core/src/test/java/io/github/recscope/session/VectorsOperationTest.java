package io.github.recscope.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.array.Npy;
import io.github.recscope.array.Safetensors;
import io.github.recscope.data.Importers;
import io.github.recscope.data.VectorParams;
import io.github.recscope.data.VectorParams.Rows;
import io.github.recscope.data.VectorParams.ScorerType;
import io.github.recscope.data.VectorsOperation;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Ids;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.op.Inputs;
import io.github.recscope.store.ArtifactCodec;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.testing.Planted;
import io.github.recscope.testing.TestCtx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Vectors of planted data: a user's vector has a 1 for each genre they like, an item's for its own genre.
class VectorsOperationTest {
    private static final int USERS = 60;
    private static final int ITEMS = 40;
    private static final int GENRES = 4;

    @TempDir
    Path folder;

    private final VectorsOperation operation =
            (VectorsOperation) Engine.standardOperations(Importers.standard()).stream()
                    .filter(o -> o.id().equals("vectors"))
                    .findFirst()
                    .orElseThrow();
    private final TestCtx ctx = TestCtx.of(7);
    private Dataset data = Planted.dataset(USERS, ITEMS, GENRES, 8, 5);
    private float[] users = {};
    private float[] items = {};

    @BeforeEach
    void plant() {
        users = new float[USERS * GENRES];
        for (int u = 0; u < USERS; u++) {
            users[u * GENRES + u % GENRES] = 1;
            users[u * GENRES + (u + 1) % GENRES] = 1;
        }
        items = new float[ITEMS * GENRES];
        for (int i = 0; i < ITEMS; i++) {
            items[i * GENRES + i % GENRES] = 1;
        }
    }

    private String npy(String name, float[] values, long... shape) {
        Path file = folder.resolve(name);
        AtomicFile.write(file, out -> Npy.write(values, out, shape));
        return file.toString();
    }

    private String users() {
        return npy("users.npy", users, USERS, GENRES);
    }

    private String items() {
        return npy("items.npy", items, ITEMS, GENRES);
    }

    private static VectorParams params(String users, String items) {
        return new VectorParams(users, items, "", "", Rows.AUTO, "", "", 0, ScorerType.DOT, "", 0.25, 10);
    }

    private Recommender run(VectorParams params) {
        ctx.issues().clear();
        return operation.run(params, new Inputs(List.of(data)), ctx);
    }

    private Problem refused(VectorParams params) {
        return assertThrows(ProblemException.class, () -> run(params)).problem();
    }

    private List<String> codes() {
        return ctx.issues().stream().map(i -> i.code()).toList();
    }

    @Test
    void rowsInTheOrderOfTheData() {
        Recommender model = run(params(users(), items()));
        assertArrayEquals(users, model.users().data());
        assertArrayEquals(items, model.items().data());
        assertEquals(new Scorer.Dot(), model.scorer());
        double hit = model.evaluation().model().recall().mean();
        assertTrue(hit > model.evaluation().random().recall().mean(), "genres help: " + hit);
        assertTrue(model.split().protocol().contains("the vectors may have learned from them"));
        assertEquals(List.of("vectors.join", "vectors.join", "vectors.auc"), codes());
        assertEquals(
                ArtifactCodec.identify(model), ArtifactCodec.identify(run(params(users(), items()))), "the same again");
    }

    @Test
    void rowsByIdInAnyOrder() throws IOException {
        StringBuilder csv = new StringBuilder("item_id,a,b,c,d\n");
        for (int i = ITEMS - 1; i >= 0; i--) {
            csv.append('i').append(i);
            for (int c = 0; c < GENRES; c++) {
                csv.append(',').append(items[i * GENRES + c]);
            }
            csv.append('\n');
        }
        csv.append("i999,0,0,0,1\n");
        Path file = Files.writeString(folder.resolve("items.csv"), csv);
        Recommender model = run(params(users(), file.toString()));
        assertArrayEquals(items, model.items().data());
        assertTrue(ctx.issues().stream().anyMatch(x -> x.message().contains("1 vector belongs to nobody here")));
    }

    @Test
    void idsFromAFileAndBiases() throws IOException {
        float[] reversed = new float[items.length];
        float[] bias = new float[ITEMS];
        StringBuilder ids = new StringBuilder();
        for (int r = 0; r < ITEMS; r++) {
            int item = ITEMS - 1 - r;
            System.arraycopy(items, item * GENRES, reversed, r * GENRES, GENRES);
            ids.append('i').append(item).append('\n');
            bias[r] = item;
        }
        Path names = Files.writeString(folder.resolve("ids.txt"), ids);
        String file = npy("items.npy", reversed, ITEMS, GENRES);
        VectorParams params = new VectorParams(
                users(),
                file,
                "",
                names.toString(),
                Rows.AUTO,
                "",
                npy("bias.npy", bias, ITEMS),
                1.5,
                ScorerType.DOT,
                "",
                0.25,
                10);
        Recommender model = run(params);
        assertArrayEquals(items, model.items().data());
        assertEquals(3f, model.itemBias()[3]);
        assertEquals(1.5, model.globalBias());
        Files.writeString(names, "i0\ni1\n");
        assertEquals("There are 2 ids and 40 vectors.", refused(params).why());
    }

    @Test
    void bothInOneFile() {
        Path file = folder.resolve("model.safetensors");
        AtomicFile.write(
                file,
                out -> Safetensors.write(
                        List.of(
                                Safetensors.Tensor.of("user_embeddings.weight", Matrix.of(USERS, GENRES, users)),
                                Safetensors.Tensor.of("item_embeddings.weight", Matrix.of(ITEMS, GENRES, items))),
                        out));
        assertArrayEquals(items, run(params(file.toString(), "")).items().data());
        String named = file + "#item_embeddings.weight";
        assertArrayEquals(items, run(params(file.toString(), named)).items().data());
        Problem problem = refused(params(file + "#nothing", ""));
        assertTrue(problem.why().contains("'user_embeddings.weight' (60 × 4 float32)"), problem.why());
    }

    @Test
    void numbersOfRowsAndWhetherTheyAreOffByOne() {
        data = new Dataset(
                data.name(),
                data.users(),
                new Ids(IntStream.range(0, ITEMS)
                        .mapToObj(i -> Integer.toString(i + 1))
                        .toList()),
                data.titles(),
                data.interactions(),
                data.columns(),
                data.summary(),
                data.credit());
        Recommender model = run(params(users(), items()));
        assertArrayEquals(items, model.items().data(), "ids from 1 to the number of rows");
        assertTrue(codes().stream().noneMatch(c -> c.equals("vectors.shifted")));
        VectorParams wrong =
                new VectorParams(users(), items(), "", "", Rows.FROM_ZERO, "", "", 0, ScorerType.DOT, "", 0.25, 10);
        // User ids are no numbers: only the items' join may be asked for this way, so give the users theirs.
        assertThrows(ProblemException.class, () -> run(wrong));
    }

    @Test
    void aShiftIsNoticed() {
        float[] shifted = new float[items.length];
        System.arraycopy(items, 0, shifted, GENRES, items.length - GENRES);
        run(params(users(), npy("items.npy", shifted, ITEMS, GENRES)));
        assertTrue(codes().contains("vectors.shifted"), codes().toString());
        assertTrue(codes().contains("vectors.zero"), codes().toString());
    }

    @Test
    void otherScorersRankByTheirOwnRule() {
        for (ScorerType type : List.of(ScorerType.COSINE, ScorerType.EUCLIDEAN)) {
            VectorParams params = new VectorParams(users(), items(), "", "", Rows.AUTO, "", "", 0, type, "", 0.25, 10);
            Recommender model = run(params);
            assertTrue(
                    model.evaluation().model().recall().mean()
                            > model.evaluation().random().recall().mean(),
                    type.toString());
        }
    }

    @Test
    void whatDoesNotFitIsSaid() throws IOException {
        assertEquals(
                "No file with the users' vectors was named.",
                refused(params("", "")).why());
        assertTrue(refused(params(users(), npy("i.npy", new float[ITEMS * 3], ITEMS, 3)))
                .why()
                .contains("Those of users have 4 numbers, those of items 3."));
        assertTrue(refused(params(users(), npy("i.npy", new float[8], 2, 4)))
                .why()
                .contains("There are 2 vectors and 40 items"));
        items[5] = Float.NaN;
        assertEquals(
                "1 number is not finite: row 2, column 2.",
                refused(params(users(), items())).why());
        Path pickle = Files.write(folder.resolve("m.pt"), "x".getBytes(StandardCharsets.UTF_8));
        assertTrue(refused(params(pickle.toString(), "")).why().contains("Python pickle"));
        assertTrue(
                refused(params(folder.resolve("none.npy").toString(), "")).why().contains("no file or folder"));
    }

    @Test
    void layersAreReadInTheirOrderAndChecked() {
        Path file = folder.resolve("mlp.safetensors");
        float[] ones = new float[16];
        java.util.Arrays.fill(ones, 1);
        AtomicFile.write(
                file,
                out -> Safetensors.write(
                        List.of(
                                new Safetensors.Tensor("mlp.10.weight", new float[] {1, 0}, 1, 2),
                                new Safetensors.Tensor("mlp.2.weight", ones, 2, 8),
                                new Safetensors.Tensor("mlp.2.bias", new float[] {0.5f, 0}, 2)),
                        out));
        VectorParams params = new VectorParams(
                users(), items(), "", "", Rows.AUTO, "", "", 0, ScorerType.MLP, file.toString(), 0.25, 10);
        Scorer.Mlp mlp = (Scorer.Mlp) run(params).scorer();
        assertEquals(2, mlp.layers().size());
        assertEquals(8, mlp.layers().getFirst().weights().cols());
        assertArrayEquals(new float[] {0.5f, 0}, mlp.layers().getFirst().bias());
        assertArrayEquals(new float[1], mlp.layers().getLast().bias());
        VectorParams none =
                new VectorParams(users(), items(), "", "", Rows.AUTO, "", "", 0, ScorerType.MLP, "", 0.25, 10);
        assertTrue(refused(none).why().contains("no file with its weights"));
    }
}
