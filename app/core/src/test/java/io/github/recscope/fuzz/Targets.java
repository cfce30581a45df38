package io.github.recscope.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.array.Fvecs;
import io.github.recscope.array.NamedArray;
import io.github.recscope.array.Npy;
import io.github.recscope.array.Safetensors;
import io.github.recscope.array.TextVectors;
import io.github.recscope.array.Vectors;
import io.github.recscope.data.ImportParams;
import io.github.recscope.data.Importers;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Params;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Json;
import io.github.recscope.op.Operation;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Recipe;
import io.github.recscope.store.WorkspaceFile;
import io.github.recscope.testing.TestCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Every parser of the program.
///
/// @param folder for files; may be deleted afterwards
/// @param engine knows the operations
/// @param more   a folder of further seeds by their endings; does not have to exist
record Targets(Path folder, Engine engine, Path more) {
    private static final int LARGEST_SEED = 1 << 14;
    private static final Kernels KERNELS = TestCtx.of("scalar", 1, 1).kernels();

    private static final List<byte[]> TABLE_WORDS = words(
            "user_id",
            "item_id",
            "rating",
            "timestamp",
            "title",
            "genres",
            "year",
            "tag",
            "tagId",
            "relevance",
            "::",
            "\"\"",
            "\"\n",
            "\r\n",
            "\ufeff",
            ",,,",
            "\t\t",
            "2001-02-03",
            "1999-12-31T23:59:59Z",
            "1e9",
            "(1999)",
            "\0",
            "é",
            "👍",
            "=1+1",
            "NaN");
    private static final List<byte[]> JSON_WORDS = words(
            "{",
            "}",
            "[",
            "]",
            "\"user\":",
            "\"item\":",
            "\"rating\":",
            "null",
            "true",
            "1e400",
            "\\u0000",
            "\\ud800",
            "\"",
            ",",
            ":",
            "{\"a\":",
            "[[[[",
            "\n",
            "-0",
            "\"\"",
            "\"user\":1,\"user\":2,");
    private static final List<byte[]> NPY_WORDS = words(
            "'descr': ",
            "'<f4'",
            "'>f8'",
            "'|b1'",
            "'<U5'",
            "'|S0'",
            "'<U0'",
            "'|O'",
            "'<f2'",
            "'<c8'",
            "'fortran_order': True",
            "'shape': (",
            "(0,)",
            "()",
            "(1, 1)",
            "(2147483647,)",
            "(65536, 65536)",
            "L,",
            "(0, 9223372036854775807)",
            "\u0093NUMPY");
    private static final List<byte[]> SAFE_WORDS = words(
            "\"dtype\":",
            "\"F32\"",
            "\"BF16\"",
            "\"F16\"",
            "\"I64\"",
            "\"BOOL\"",
            "\"shape\":",
            "\"data_offsets\":",
            "[0,0]",
            "[]",
            "[9223372036854775807]",
            "\"__metadata__\":",
            "{",
            "}",
            "[2147483648,2]");

    private static List<byte[]> words(String... words) {
        return Arrays.stream(words).map(w -> w.getBytes(StandardCharsets.UTF_8)).toList();
    }

    List<Target> all() {
        List<Target> all = new ArrayList<>();
        List<byte[]> tables = seeds(
                "csv|tsv|dat|txt",
                "user_id,item_id,rating,timestamp\n1,\"a \"\"b\"\"\",4.5,2001-02-03\n2,\"c\nd\",3,12\n",
                "0 10 11 12\n1 10\n2 12 11\n",
                "cat dog cat\ndog cat\ncat\n\ndog dog\n",
                "1::10::4::978300760\n2::11::5::978302109\n",
                "item_id;title;genres;year\n1;A (1999);x|y;1999\n2;B;;\n");
        all.add(Target.plain("text", tables, TABLE_WORDS, b -> table(b, "csv")));
        all.add(Target.plain(
                "json",
                seeds(
                        "json|jsonl",
                        "{\"user\": 1, \"item\": \"x\", \"rating\": 4}\n{\"user\": 2, \"item\": \"y\", \"rating\": [1, 2]}\n",
                        "[{\"user\": 1, \"item\": 7, \"tags\": [\"a\"]}, {\"user\": 2, \"item\": 8}]"),
                JSON_WORDS,
                b -> table(b, "jsonl")));
        all.add(Target.plain(
                "recbole",
                seeds(
                        "inter",
                        "user_id:token\titem_id:token\trating:float\ttimestamp:float\n1\t7\t4\t10\n2\t8\t3\t12\n",
                        "item_id:token\ttitle:token_seq\tprice:float_seq\n7\ta b\t1 2\n",
                        "user_id:token\titem_id_list:token_seq\titem_id:token\n1\t7 8 9\t10\n"),
                words(":token", ":token_seq", ":float", ":float_seq", "\t", "user_id:token", "item_id:token"),
                b -> table(b, "inter")));
        List<byte[]> parquet = seeds("parquet");
        List<byte[]> parquetWords = words("PAR1", "PARE", "user_id", "item_id", "\u0015\u0000", "\u0019\u001c", "LIST");
        all.add(Target.plain("parquet", parquet, parquetWords, b -> table(b, "parquet")));
        all.add(Target.plain("parquet-vectors", parquet, parquetWords, b -> vectors(b, "parquet")));
        all.add(new Target("gzip", tables, TABLE_WORDS, Targets::gzip, b -> table(b, "csv.gz")));
        all.add(new Target("zip", tables, TABLE_WORDS, this::zip, b -> table(b, "zip")));
        List<byte[]> npy = seeds("npy");
        all.add(Target.plain("npy", npy, NPY_WORDS, b -> arrays(List.of(Npy.read(b, "a", "a.npy")))));
        all.add(new Target(
                "npz", npy, NPY_WORDS, this::zip, b -> b.length % 2 == 0 ? table(b, "npz") : vectors(b, "npz")));
        all.add(Target.plain(
                "safetensors", seeds("safetensors"), SAFE_WORDS, b -> arrays(Safetensors.read(b, "a.safetensors"))));
        List<byte[]> text = seeds(
                "vec|txt",
                "3 2\na 1 2\nb 3 4\nc 5 6\n",
                "the 0.1 -0.2 0.3 1e-3\nof 1 2 3 4\n",
                "0.1\t0.2\n0.3\t0.4\n",
                "id,x,y\na,1,2\n\"b\",nan,-inf\n");
        List<byte[]> numbers =
                words("nan", "-inf", "1e400", "\t", ";", ",", " ", "\n", "2 3\n", "999999999999 9999999\n");
        all.add(Target.plain("text-vectors", text, numbers, b -> one(TextVectors.read(b, "a", "a.vec"))));
        all.add(Target.plain("binary-vectors", binary(), numbers, b -> one(TextVectors.read(b, "a", "a.bin"))));
        all.add(Target.plain("fvecs", fvecs(), List.of(), b -> arrays(List.of(Fvecs.read(b, "a", "a.fvecs")))));
        all.add(new Target("projector", text, numbers, Targets::projector, b -> vectors(b, "zip")));
        all.add(Target.plain("any-vectors", mixed(npy, text), numbers, b -> vectors(b, ending(b))));
        all.add(Target.plain("recipe", recipes(), JSON_WORDS, this::recipe));
        all.add(new Target("workspace", workspaces(), JSON_WORDS, this::manifest, this::workspace));
        return all;
    }

    private static List<byte[]> mixed(List<byte[]> a, List<byte[]> b) {
        return Stream.of(a, b, fvecs(), binary()).flatMap(List::stream).toList();
    }

    private static String ending(byte[] b) {
        String[] endings = {"npy", "npz", "safetensors", "fvecs", "vec", "csv", "tsv", "parquet", "bin", "txt"};
        return endings[Math.floorMod(Arrays.hashCode(b), endings.length)];
    }

    // Seeds.

    private List<byte[]> seeds(String endings, String... texts) {
        List<byte[]> seeds = new ArrayList<>();
        for (String text : texts) {
            seeds.add(text.getBytes(StandardCharsets.UTF_8));
        }
        try {
            collect(Path.of(URI.create(String.valueOf(Targets.class.getResource("/fixtures")))), endings, seeds);
            if (Files.isDirectory(more)) {
                collect(more, endings, seeds);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seeds;
    }

    private static void collect(Path folder, String endings, List<byte[]> seeds) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(" + endings + ")"))
                    .sorted()
                    .toList()) {
                if (Files.size(file) <= LARGEST_SEED) {
                    seeds.add(Files.readAllBytes(file));
                }
            }
        }
    }

    private static List<byte[]> binary() {
        ByteBuffer b = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        b.put("2 3\n".getBytes(StandardCharsets.US_ASCII));
        for (String word : List.of("ab ", "é ")) {
            b.put(word.getBytes(StandardCharsets.UTF_8))
                    .putFloat(1)
                    .putFloat(-2.5f)
                    .putFloat(1e-20f)
                    .put((byte) '\n');
        }
        return List.of(Arrays.copyOf(b.array(), b.position()));
    }

    private static List<byte[]> fvecs() {
        ByteBuffer b = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < 3; row++) {
            b.putInt(3).putFloat(row).putFloat(-row).putFloat(0.5f);
        }
        return List.of(b.array());
    }

    private List<byte[]> recipes() {
        List<byte[]> recipes = new ArrayList<>();
        for (Operation<?, ?> op : engine.operations()) {
            ObjectNode root = Json.mapper().createObjectNode();
            root.put("recscope", 1).put("name", "x").put("seed", 7);
            ObjectNode step = root.putArray("steps").addObject();
            step.put("op", op.id());
            step.set("params", defaults(op.paramsType()));
            recipes.add(Json.format(root).getBytes(StandardCharsets.UTF_8));
        }
        return recipes;
    }

    private static <P extends Params> ObjectNode defaults(Class<P> type) {
        ParamSchema<P> schema = ParamSchema.of(type);
        return schema.toJson(schema.defaults());
    }

    private List<byte[]> workspaces() {
        Path file = folder.resolve("seed.recscope");
        Dataset data = data();
        ArtifactId id = engine.identify(data);
        Step step = new Step("import", 1, new ImportParams("x"), List.of(), 1);
        WorkspaceFile.save(file, Workspace.empty("w").with(new Entry(step, id, 1, "simd"), data));
        try {
            return List.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Packings: mostly a changed entry in a sound archive, sometimes an archive with changed bytes.

    private static byte[] gzip(byte[] bytes, SplittableRandom random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return damaged(out.toByteArray(), random);
    }

    private static byte[] damaged(byte[] packed, SplittableRandom random) {
        if (random.nextInt(3) > 0) {
            return packed;
        }
        return new Mutator(random, List.of()).mutate(packed, List.of(packed));
    }

    private byte[] zip(byte[] bytes, SplittableRandom random) throws IOException {
        String[] names = {
            "ratings.csv", "items.csv", "a.npy", "users.npy", "item_ids.npy", "../x.csv", "/x.csv", "C:\\x",
                    "a/b/c.csv",
            "x.safetensors", "nested.zip", "ratings.csv.gz", "tags.tsv", ".hidden", "u.item", "data.pkl", "é.csv", "x"
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            TreeSet<String> used = new TreeSet<>();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                String name = names[random.nextInt(names.length)];
                if (used.add(name)) {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write(bytes, 0, used.size() == 1 ? bytes.length : random.nextInt(bytes.length + 1));
                    zip.closeEntry();
                }
            }
        }
        return damaged(out.toByteArray(), random);
    }

    private static byte[] projector(byte[] bytes, SplittableRandom random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("vectors.tsv"));
            zip.write(bytes);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("metadata.tsv"));
            zip.write(new Mutator(random, List.of())
                    .mutate("id\ttitle\na\tA\nb\tB\nc\tC\n".getBytes(StandardCharsets.UTF_8), List.of(bytes)));
            zip.closeEntry();
        }
        return damaged(out.toByteArray(), random);
    }

    /// The bytes are an archive: its manifest is changed and its blobs are kept, so that it stays a sound archive.
    private byte[] manifest(byte[] bytes, SplittableRandom random) throws IOException {
        Path seed = folder.resolve("seed.recscope");
        if (random.nextInt(4) == 0) {
            return bytes;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (java.util.zip.ZipFile from = new java.util.zip.ZipFile(seed.toFile());
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry e : java.util.Collections.list(from.entries())) {
                byte[] content = from.getInputStream(e).readAllBytes();
                boolean change = e.getName().equals("manifest.json") || random.nextInt(20) == 0;
                byte[] now = change ? new Mutator(random, JSON_WORDS).mutate(content, List.of(content)) : content;
                ZipEntry stored = new ZipEntry(e.getName());
                stored.setMethod(ZipEntry.STORED);
                stored.setSize(now.length);
                java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                crc.update(now);
                stored.setCrc(crc.getValue());
                zip.putNextEntry(stored);
                zip.write(now);
                zip.closeEntry();
            }
        }
        return damaged(out.toByteArray(), random);
    }

    // Parsers.

    private Path file(byte[] bytes, String ending) throws IOException {
        return Files.write(folder.resolve("input." + ending), bytes);
    }

    private static TestCtx ctx() {
        return new TestCtx(KERNELS, 1, new CopyOnWriteArrayList<>());
    }

    private String table(byte[] bytes, String ending) throws IOException {
        TestCtx ctx = ctx();
        Dataset data = Importers.standard().read(file(bytes, ending).toString(), ctx);
        if (data.users().size() == 0 || data.items().size() == 0) {
            throw new AssertionError("an empty data set");
        }
        TreeSet<String> codes = new TreeSet<>();
        ctx.issues().stream().map(Issue::code).forEach(codes::add);
        return "table " + codes + data.columns().size()
                + bits(data.interactions().size()) + bits(data.items().size());
    }

    private static String bits(long n) {
        return " " + (64 - Long.numberOfLeadingZeros(n));
    }

    private static Dataset data() {
        return Importers.standard()
                .read(
                        Path.of(URI.create(String.valueOf(
                                        Targets.class.getResource("/fixtures/made/csv/single_user.csv"))))
                                .toString(),
                        ctx());
    }

    private String vectors(byte[] bytes, String ending) throws IOException {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("users", file(bytes, ending).toString());
        Operation<?, ?> op = engine.operation("vectors");
        return recommender(op, json);
    }

    private <P extends Params> String recommender(Operation<P, ?> op, ObjectNode json) {
        P params = ParamSchema.of(op.paramsType()).fromJson(json, "test");
        Object made = op.run(params, new Inputs(List.of(data())), ctx());
        return made instanceof Recommender r ? "vectors " + r.dimensions() : "none";
    }

    private static String arrays(List<NamedArray> arrays) {
        StringBuilder way = new StringBuilder("arrays");
        for (NamedArray a : arrays.subList(0, Math.min(3, arrays.size()))) {
            way.append(' ')
                    .append(a.shape().size())
                    .append(a.dtype())
                    .append(a.isNumeric())
                    .append(bits(a.values().length));
        }
        return way.toString();
    }

    private static String one(Vectors v) {
        return v.format()
                + bits(v.matrix().rows())
                + bits(v.matrix().cols())
                + v.ids().isEmpty()
                + v.notes().size();
    }

    private String recipe(byte[] bytes) {
        Recipe recipe = Recipe.parse(new String(bytes, StandardCharsets.UTF_8), "recipe", engine);
        return "recipe " + recipe.steps().stream().map(Recipe.Item::op).toList();
    }

    private String workspace(byte[] bytes) throws IOException {
        Workspace w = WorkspaceFile.load(file(bytes, "recscope"), engine::paramsType);
        return "workspace " + w.entries().size() + " " + w.artifacts().size();
    }
}
