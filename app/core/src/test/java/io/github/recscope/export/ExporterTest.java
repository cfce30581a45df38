package io.github.recscope.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.github.recscope.array.Npy;
import io.github.recscope.array.Safetensors;
import io.github.recscope.array.TextVectors;
import io.github.recscope.array.Vectors;
import io.github.recscope.data.ImportParams;
import io.github.recscope.data.Importers;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Split;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.recsys.TrainOperation;
import io.github.recscope.sae.SaeOperation;
import io.github.recscope.store.Spreadsheets;
import io.github.recscope.testing.Planted;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.TestCtx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is exported comes back as it was.
class ExporterTest {
    private static final List<String> ITEMS = List.of("007", "7", "=1+1", "a,\"b\"", "é", "last");
    private static final List<String> TITLES =
            List.of("One", "Two, three", "=HYPERLINK(1)", "\"Quoted\"", "tab\tand\nline", "-1");

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(11);
    private final TestCtx ctx = TestCtx.of(1);
    private final Recommender model = model();
    private final Dataset data = data();

    private float[] floats(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            float any = Float.intBitsToFloat(random.nextInt());
            values[i] = Float.isFinite(any) ? any : random.nextInt(10);
        }
        return values;
    }

    private Recommender model() {
        MetricValue none = new MetricValue(0, 0, 0, 0);
        Evaluation.Quality quality = new Evaluation.Quality(none, none, none);
        IntLists empty = IntLists.empty(3);
        return new Recommender(
                "model",
                Matrix.of(3, 4, floats(12)),
                Matrix.of(6, 4, floats(24)),
                floats(3),
                floats(6),
                0.5,
                new Scorer.Dot(),
                new Split(empty, empty, "none"),
                new Evaluation(20, "none", quality, quality, quality),
                List.of());
    }

    private static Dataset data() {
        IntLists byUser = new IntLists(new int[] {0, 2, 3, 6}, new int[] {1, 0, 2, 5, 4, 3});
        ItemColumn tags = new ItemColumn(
                "tags",
                ItemColumn.Role.MULTI_CATEGORY,
                List.of("a", "=b", "c"),
                new IntLists(new int[] {0, 2, 3, 3, 4, 5, 6}, new int[] {0, 1, 2, 0, 2, 0}));
        return new Dataset(
                "data",
                new Ids(List.of("u1", "+u", "u3")),
                new Ids(ITEMS),
                TITLES,
                new Interactions(6, byUser, new float[] {5, 0.5f, -1, 1 / 3f, 2, 3}, true),
                List.of(tags),
                new ImportSummary(List.of(), 6, 0, 0, 0, 0, List.of()),
                null);
    }

    private Workspace workspace() {
        ArtifactId first = new ArtifactId("1".repeat(64));
        ArtifactId second = new ArtifactId("2".repeat(64));
        return Workspace.empty("w")
                .with(entry("import", new ImportParams("x"), List.of(), first), data)
                .with(entry("train", PlantedRun.TRAIN, List.of(first), second), model);
    }

    private List<Path> write(Part part, Format format, String name, boolean guard) {
        return new Exporter(workspace(), guard, this::steered, ctx)
                .write(part, format, folder.resolve(name), new Exporter.Lists(List.of(), 2));
    }

    /// A recipe that doubles everything.
    private Matrix steered(Workspace workspace, boolean users, Kernels kernels) {
        Recommender m = workspace.latest(Recommender.class).orElseThrow();
        Matrix before = users ? m.users() : m.items();
        float[] twice = before.data().clone();
        for (int i = 0; i < twice.length; i++) {
            twice[i] *= 2;
        }
        return Matrix.of(before.rows(), before.cols(), twice);
    }

    /// Runs where Python with NumPy is installed; skipped with a message elsewhere.
    @Test
    void numPyReadsTheSameBits() throws IOException, InterruptedException {
        Path npy = write(Part.ITEMS, Format.NPY, "n.npy", true).getFirst();
        Path raw = folder.resolve("n.raw");
        String script = "import numpy, sys; a = numpy.load(sys.argv[1], allow_pickle=False);"
                + " assert a.dtype == numpy.dtype('<f4') and a.shape == (6, 4); a.tofile(sys.argv[2])";
        Process process;
        try {
            process = new ProcessBuilder("python3", "-c", script, npy.toString(), raw.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "there is no python3 here: " + e.getMessage());
            return;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assumeTrue(code == 0 || !said.contains("No module named"), "Python has no NumPy here");
        assertEquals(0, code, said);
        float[] values = new float[24];
        ByteBuffer.wrap(bytes(raw))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        bits(model.items().data(), values);
    }

    @Test
    void parquetHasTheCellsOfTheCsv() throws IOException {
        for (Part part : List.of(Part.ITEMS, Part.USERS, Part.INTERACTIONS, Part.METADATA, Part.LISTS, Part.ISSUES)) {
            List<Path> csv = write(part, Format.CSV, part.word() + ".csv", false);
            List<Path> parquet = write(part, Format.PARQUET, part.word() + ".parquet", true);
            assertEquals(csv.size(), parquet.size());
            for (int f = 0; f < csv.size(); f++) {
                List<List<String>> expected = new ArrayList<>();
                try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv.get(f))) {
                    reader.forEach(r -> expected.add(List.copyOf(r.getFields())));
                }
                assertEquals(expected, cells(bytes(parquet.get(f))), part.word());
            }
        }
    }

    /// The names of the columns and the rows, numbers as CSV has them.
    private static List<List<String>> cells(byte[] parquet) throws IOException {
        List<List<String>> all = new ArrayList<>();
        try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(parquet)))) {
            List<String> names = file.getFileSchema().getRootNode().children().stream()
                    .map(c -> c.name())
                    .toList();
            all.add(names);
            if (file.getFileMetaData().numRows() > 0) {
                try (RowReader rows = file.rowReader()) {
                    while (rows.hasNext()) {
                        rows.next();
                        List<String> row = new ArrayList<>();
                        for (int c = 0; c < names.size(); c++) {
                            Object value = rows.isNull(c) ? "" : rows.getValue(c);
                            row.add(value instanceof Float x ? Spreadsheets.number(x) : String.valueOf(value));
                        }
                        all.add(row);
                    }
                }
            }
        }
        return all;
    }

    @Test
    void steeredEmbeddingsComeBackBitByBit() {
        for (boolean users : new boolean[] {true, false}) {
            Part part = users ? Part.STEERED_USERS : Part.STEERED_ITEMS;
            float[] expected = steered(workspace(), users, ctx.kernels()).data();
            bits(
                    expected,
                    Npy.read(bytes(write(part, Format.NPY, "s.npy", true).getFirst()), "s", "s")
                            .values());
            bits(
                    expected,
                    Safetensors.read(
                                    bytes(write(part, Format.SAFETENSORS, "s.safetensors", true)
                                            .getFirst()),
                                    "s")
                            .getFirst()
                            .values());
            bits(
                    expected,
                    TextVectors.read(
                                    bytes(write(part, Format.PROJECTOR, "s.tsv", true)
                                            .getFirst()),
                                    "s",
                                    "s.tsv")
                            .matrix()
                            .data());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void bits(float[] expected, float[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(Float.floatToRawIntBits(expected[i]), Float.floatToRawIntBits(actual[i]), "value " + i);
        }
    }

    @Test
    void embeddingsComeBackBitByBitInEveryFormat() throws IOException {
        List<Path> npy = write(Part.ITEMS, Format.NPY, "items.npy", true);
        assertEquals(
                List.of("items.npy", "items.bias.npy", "items.ids.txt"),
                npy.stream().map(p -> p.getFileName().toString()).toList());
        bits(model.items().data(), Npy.read(bytes(npy.get(0)), "i", "i").values());
        bits(model.itemBias(), Npy.read(bytes(npy.get(1)), "i", "i").values());
        assertEquals(ITEMS, Files.readAllLines(npy.get(2)));

        List<Path> safe = write(Part.ITEMS, Format.SAFETENSORS, "items.safetensors", true);
        bits(
                model.items().data(),
                Safetensors.read(bytes(safe.getFirst()), "s").get(0).values());
        bits(
                model.itemBias(),
                Safetensors.read(bytes(safe.getFirst()), "s").get(1).values());

        List<Path> tsv = write(Part.USERS, Format.PROJECTOR, "users.tsv", true);
        bits(
                model.users().data(),
                TextVectors.read(bytes(tsv.getFirst()), "t", "t").matrix().data());
        assertEquals(List.of("u1", "+u", "u3"), Files.readAllLines(tsv.get(1)));

        List<Path> csv = write(Part.USERS, Format.CSV, "users.csv", false);
        Vectors users = TextVectors.read(bytes(csv.getFirst()), "t", "t");
        bits(model.users().data(), users.matrix().data());
        assertEquals(List.of("u1", "+u", "u3"), users.ids());
        bits(
                model.userBias(),
                TextVectors.read(bytes(csv.get(1)), "t", "t").matrix().data());
    }

    @Test
    void manyRandomMatricesSurviveAsText() throws IOException {
        for (int round = 0; round < 50; round++) {
            Recommender other = model();
            Workspace w = workspace();
            Workspace changed = new Workspace(
                    w.name(),
                    w.entries(),
                    java.util.Map.of(
                            w.entries().get(0).output(),
                            data,
                            w.entries().get(1).output(),
                            other));
            Path file = folder.resolve("r.csv");
            new Exporter(changed, true, this::steered, ctx)
                    .write(Part.USERS, Format.CSV, file, new Exporter.Lists(List.of(), 2));
            bits(
                    other.users().data(),
                    TextVectors.read(bytes(file), "t", "t").matrix().data());
        }
    }

    @Test
    void theDataComesBackThroughTheImporter() {
        Path inner = folder.resolve("again");
        assertTrue(inner.toFile().mkdir());
        new Exporter(workspace(), false, this::steered, ctx)
                .write(
                        Part.INTERACTIONS,
                        Format.CSV,
                        inner.resolve("interactions.csv"),
                        new Exporter.Lists(List.of(), 2));
        new Exporter(workspace(), false, this::steered, ctx)
                .write(Part.METADATA, Format.CSV, inner.resolve("items.csv"), new Exporter.Lists(List.of(), 2));
        Dataset back = Importers.standard().read(new ImportParams(inner.toString()), ctx);
        assertEquals(data.users(), back.users());
        assertEquals(data.items(), back.items());
        assertEquals(data.titles(), back.titles());
        assertEquals(data.interactions().byUser(), back.interactions().byUser());
        assertArrayEquals(data.interactions().value(), back.interactions().value());
        assertTrue(back.interactions().ordered());
        assertEquals(data.columns(), back.columns());
    }

    @Test
    void whatAnImportLeftOutCanBeSaved() throws IOException {
        Path file = Files.writeString(folder.resolve("r.csv"), "user_id,item_id,rating\n1,a,4\n2,b,=1+1\n3\n");
        Dataset read = Importers.standard().read(new ImportParams(file.toString()), ctx);
        Workspace w = Workspace.empty("w")
                .with(entry("import", new ImportParams("x"), List.of(), new ArtifactId("1".repeat(64))), read);
        Path out = new Exporter(w, true, this::steered, ctx)
                .write(Part.ISSUES, Format.CSV, folder.resolve("i.csv"), new Exporter.Lists(List.of(), 1))
                .getFirst();
        List<String> lines = Files.readAllLines(out);
        assertEquals("severity,code,file,line,message", lines.get(0));
        assertEquals(
                "error,row.rating,r.csv,3,The rating '=1+1' is not a finite number. The row was left out.",
                lines.get(1));
        assertTrue(lines.get(2).startsWith("error,row.columns,r.csv,4,"), lines.get(2));
    }

    @Test
    void formulasAreGuarded() throws IOException {
        String items =
                Files.readString(write(Part.METADATA, Format.CSV, "m.csv", true).getFirst());
        assertTrue(items.contains("'=1+1,'=HYPERLINK(1)"), items);
        assertTrue(items.contains("last,-1,a"), "a number is no formula: " + items);
        String users = Files.readString(
                write(Part.INTERACTIONS, Format.CSV, "i.csv", true).getFirst());
        assertTrue(users.contains("'+u,'=1+1,-1,0"), users);
    }

    @Test
    void listsLeaveOutWhatAUserHas() throws IOException {
        List<String> lines = Files.readAllLines(new Exporter(workspace(), true, this::steered, ctx)
                .write(Part.LISTS, Format.CSV, folder.resolve("l.csv"), new Exporter.Lists(List.of("u3", "u1"), 4))
                .getFirst());
        assertEquals("user_id,rank,item_id,title,score", lines.getFirst());
        assertTrue(lines.stream().filter(l -> l.startsWith("u3,")).count() <= 3);
        assertTrue(lines.stream().noneMatch(l -> l.startsWith("u1,") && l.contains(",007,")));
        ProblemException e = assertThrows(
                ProblemException.class,
                () -> new Exporter(workspace(), true, this::steered, ctx)
                        .write(Part.LISTS, Format.CSV, folder.resolve("l.csv"), new Exporter.Lists(List.of("x"), 4)));
        assertEquals("There is no user 'x'.", e.problem().what());
    }

    @Test
    void whatIsNotThereOrDoesNotFitIsSaid() {
        assertThrows(ProblemException.class, () -> write(Part.USER_CODES, Format.NPY, "c.npy", true));
        assertThrows(ProblemException.class, () -> write(Part.LISTS, Format.NPY, "l.npy", true));
        assertFalse(Files.exists(folder.resolve("c.npy")));
    }

    @Test
    void codesAreDenseAsArraysAndSparseAsText() throws IOException {
        Dataset planted = Planted.dataset(60, 40, 4, 8, 3);
        Recommender trained = new TrainOperation().run(PlantedRun.TRAIN, PlantedRun.inputs(planted), ctx);
        Autoencoder sae = new SaeOperation().run(PlantedRun.SAE, PlantedRun.inputs(trained), ctx);
        List<ArtifactId> ids = List.of("1", "2", "3").stream()
                .map(c -> new ArtifactId(c.repeat(64)))
                .toList();
        Workspace w = Workspace.empty("w")
                .with(entry("import", new ImportParams("x"), List.of(), ids.get(0)), planted)
                .with(entry("train", PlantedRun.TRAIN, ids.subList(0, 1), ids.get(1)), trained)
                .with(entry("sae", PlantedRun.SAE, ids.subList(1, 2), ids.get(2)), sae);
        Exporter exporter = new Exporter(w, true, this::steered, ctx);
        Exporter.Lists none = new Exporter.Lists(List.of(), 1);
        List<Path> npy = exporter.write(Part.USER_CODES, Format.NPY, folder.resolve("c.npy"), none);
        float[] dense = Npy.read(bytes(npy.getFirst()), "c", "c").values();
        List<String> expected = new java.util.ArrayList<>(List.of("user_id,latent,activation"));
        for (int u = 0; u < 60; u++) {
            for (int j = 0; j < sae.latents(); j++) {
                float z = sae.users().get(u, j);
                assertEquals(z, dense[u * sae.latents() + j]);
                if (z != 0) {
                    expected.add("u" + u + "," + j + "," + Spreadsheets.number(z));
                }
            }
        }
        List<Path> csv = exporter.write(Part.USER_CODES, Format.CSV, folder.resolve("c.csv"), none);
        assertEquals(expected, Files.readAllLines(csv.getFirst()));
        List<Path> safe = exporter.write(Part.DICTIONARY, Format.SAFETENSORS, folder.resolve("d.safetensors"), none);
        bits(
                sae.decoder().data(),
                Safetensors.read(bytes(safe.getFirst()), "d").get(0).values());
        assertEquals(5, Safetensors.read(bytes(safe.getFirst()), "d").size());
    }

    @Test
    void aMapIsATableOfPlacesAndQuality() throws IOException {
        float[] places = {0.5f, -1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        float[] recall = {0.25f, Float.NaN, 1, 0, 0.5f, 0.75f};
        float[] trust = {1, Float.NaN, 0.5f, 0.25f, 0.5f, 0.125f};
        SpaceMap.Quality quality = new SpaceMap.Quality(
                SpaceMap.Estimate.exact(0.9),
                SpaceMap.Estimate.exact(0.9),
                SpaceMap.Estimate.exact(0.5),
                2,
                6,
                new SpaceMap.PerItem(trust, recall));
        SpaceMap map = new SpaceMap(
                "PCA", Matrix.of(3, 2, new float[] {1, 1, 2, 2, 3, 3}), Matrix.of(6, 2, places), List.of(), quality);
        ArtifactId third = new ArtifactId("3".repeat(64));
        Workspace w = workspace();
        w = w.with(entry("map", PlantedRun.TRAIN, List.of(w.entries().getLast().output()), third), map);
        Exporter exporter = new Exporter(w, true, this::steered, ctx);
        Exporter.Lists none = new Exporter.Lists(List.of(), 1);
        List<String> csv = Files.readAllLines(exporter.write(Part.MAP, Format.CSV, folder.resolve("m.csv"), none)
                .getFirst());
        assertEquals("kind,id,title,x,y,neighbours_kept,trustworthiness", csv.getFirst());
        assertEquals("item,007,One,0.5,-1,0.25,1", csv.get(1));
        assertEquals("item,7,\"Two, three\",1,2,,", csv.get(2), "not measured is empty");
        assertEquals("user,u1,,1,1,,", csv.get(8), "one title has a line end");
        assertEquals(11, csv.size());
        MapTable coloured = new MapTable(
                data, map, true, false, new MapTable.Colour("id", false, i -> i == 1 ? null : "value " + i));
        coloured.write(folder.resolve("m.parquet"), Format.PARQUET, ctx);
        List<List<String>> rows = cells(bytes(folder.resolve("m.parquet")));
        assertEquals("id (2)", rows.getFirst().getLast(), "our own column keeps its name");
        assertEquals(List.of("item", "007", "One", "0.5", "-1", "0.25", "1", "value 0"), rows.get(1));
        assertEquals("", rows.get(2).getLast());
        assertEquals(7, rows.size());
    }

    private static Entry entry(String op, Params params, List<ArtifactId> inputs, ArtifactId output) {
        return new Entry(new Step(op, 1, params, inputs, 1), output, 1, "simd");
    }
}
