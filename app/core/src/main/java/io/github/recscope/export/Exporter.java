package io.github.recscope.export;

import io.github.recscope.array.Npy;
import io.github.recscope.array.ParquetWriter.Column;
import io.github.recscope.array.ParquetWriter.CellType;
import io.github.recscope.array.Safetensors;
import io.github.recscope.array.Safetensors.Tensor;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Ids;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Workspace;
import io.github.recscope.scoring.FrozenScorer;
import io.github.recscope.store.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes parts of a workspace. Each file is written whole or not at all.
///
/// @param workspace where the results are
/// @param guard     whether texts in CSV files that a spreadsheet could take for formulas get an apostrophe in front
/// @param steered   applies the saved steering recipe
/// @param ctx       progress, cancel and kernels
public record Exporter(Workspace workspace, boolean guard, Steered steered, Ctx ctx) {
    private static final int STRIDE = 1 << 10;

    /// Which lists to write.
    ///
    /// @param users  external ids; empty for everybody
    /// @param length items in a list
    public record Lists(List<String> users, int length) {
        /// Copies the list.
        public Lists {
            users = List.copyOf(users);
        }
    }

    /// Applies the saved steering recipe of a workspace.
    @FunctionalInterface
    public interface Steered {
        /// The embeddings after the recipe, in the order of the data set.
        ///
        /// @param users whether the users' or the items'
        /// @return `[n, d]`
        /// @throws ProblemException if there is no recipe
        Matrix embeddings(Workspace workspace, boolean users, Kernels kernels);
    }

    @FunctionalInterface
    private interface Content {
        void write(TableFile table) throws IOException;
    }

    /// Writes a part; other files that belong to it stand beside the one that is named.
    ///
    /// @param lists which lists, for [Part#LISTS]
    /// @return the files
    /// @throws ProblemException if the workspace has no such part, or it or a file cannot be written
    public List<Path> write(Part part, Format format, Path file, Lists lists) {
        if (!part.formats().contains(format)) {
            throw ProblemException.of(
                    part.word() + " cannot be exported as " + format.name().toLowerCase(Locale.ROOT) + ".",
                    "It can be written as "
                            + String.join(
                                    ", ",
                                    part.formats().stream()
                                            .map(f -> f.name().toLowerCase(Locale.ROOT))
                                            .toList())
                            + ".",
                    "Choose one of these.");
        }
        return switch (part) {
            case INTERACTIONS -> table(file, format, this::interactions);
            case METADATA -> table(file, format, this::metadata);
            case MAP ->
                table(
                        file,
                        format,
                        table -> MapTable.of(data(), latest(SpaceMap.class, "map"))
                                .write(table, ctx));
            case ISSUES -> table(file, format, this::issues);
            case LISTS -> table(file, format, table -> lists(table, lists));
            case USER_CODES, ITEM_CODES -> {
                boolean users = part == Part.USER_CODES;
                yield format == Format.CSV || format == Format.PARQUET
                        ? table(file, format, table -> codes(table, users))
                        : rows(codes(users), format, file);
            }
            case DICTIONARY -> format == Format.SAFETENSORS ? dictionary(file) : rows(dictionary(), format, file);
            case USERS -> rows(embeddings(true), format, file);
            case ITEMS -> rows(embeddings(false), format, file);
            case STEERED_USERS -> rows(steered(true), format, file);
            case STEERED_ITEMS -> rows(steered(false), format, file);
        };
    }

    private List<Path> table(Path file, Format format, Content content) {
        AtomicFile.write(file, out -> {
            TableFile table = format == Format.PARQUET ? new ParquetFile(out) : new CsvFile(out, guard);
            content.write(table);
            table.finish();
        });
        return List.of(file);
    }

    private <A extends Artifact> A latest(Class<A> kind, String words) {
        return workspace
                .latest(kind)
                .orElseThrow(() -> ProblemException.of(
                        "There is nothing to export.", "The workspace has no " + words + " yet.", "Make it first."));
    }

    private Dataset data() {
        return latest(Dataset.class, "data set");
    }

    private Recommender model() {
        return latest(Recommender.class, "recommender");
    }

    private Autoencoder autoencoder() {
        return latest(Autoencoder.class, "sparse autoencoder");
    }

    private Rows embeddings(boolean users) {
        Dataset data = data();
        Recommender model = model();
        return users
                ? new Rows("users", "user_id", data.users().values(), null, model.users(), model.userBias())
                : new Rows("items", "item_id", data.items().values(), data.titles(), model.items(), model.itemBias());
    }

    private Rows codes(boolean users) {
        Dataset data = data();
        SparseCodes codes = users ? autoencoder().users() : autoencoder().items();
        if ((long) codes.rows() * codes.latents() > Integer.MAX_VALUE - 8) {
            throw ProblemException.of(
                    "The codes are too large for one array.",
                    codes.rows() + " × " + codes.latents() + " numbers do not fit.",
                    "Export them as CSV, which holds the active latents only.");
        }
        float[] dense = new float[codes.rows() * codes.latents()];
        for (int r = 0; r < codes.rows(); r++) {
            for (int p = codes.offsets()[r]; p < codes.offsets()[r + 1]; p++) {
                dense[r * codes.latents() + codes.latent()[p]] = codes.value()[p];
            }
        }
        Matrix matrix = Matrix.of(codes.rows(), codes.latents(), dense);
        return users
                ? new Rows("user_codes", "user_id", data.users().values(), null, matrix, null)
                : new Rows("item_codes", "item_id", data.items().values(), data.titles(), matrix, null);
    }

    private Rows dictionary() {
        Matrix decoder = autoencoder().decoder();
        List<String> latents =
                IntStream.range(0, decoder.rows()).mapToObj(Integer::toString).toList();
        return new Rows("dictionary", "latent", latents, null, decoder, null);
    }

    private List<Path> dictionary(Path file) {
        Autoencoder a = autoencoder();
        AtomicFile.write(
                file,
                out -> Safetensors.write(
                        List.of(
                                Tensor.of("decoder.weight", a.decoder()),
                                new Tensor("decoder.bias", a.decoderBias(), a.decoderBias().length),
                                Tensor.of("encoder.weight", a.encoder()),
                                new Tensor("encoder.bias", a.encoderBias(), a.encoderBias().length),
                                new Tensor("scale", new float[] {(float) a.scale()}, 1)),
                        out));
        return List.of(file);
    }

    private List<Path> rows(Rows rows, Format format, Path file) {
        List<Path> files = new ArrayList<>();
        float[] bias = rows.bias();
        switch (format) {
            case CSV, PARQUET -> {
                files.addAll(table(file, format, table -> vectors(table, rows)));
                if (bias != null) {
                    Path beside = beside(file, ".bias." + format.ending());
                    files.addAll(table(beside, format, table -> bias(table, rows, bias)));
                }
            }
            case NPY -> {
                AtomicFile.write(file, out -> Npy.write(rows.matrix(), out));
                files.add(file);
                if (bias != null) {
                    Path beside = beside(file, ".bias.npy");
                    AtomicFile.write(beside, out -> Npy.write(bias, out, bias.length));
                    files.add(beside);
                }
                files.add(ids(rows, file));
            }
            case SAFETENSORS -> {
                List<Tensor> tensors = new ArrayList<>(List.of(Tensor.of(rows.name(), rows.matrix())));
                if (bias != null) {
                    tensors.add(new Tensor(rows.name() + "_bias", bias, bias.length));
                }
                AtomicFile.write(file, out -> Safetensors.write(tensors, out));
                files.add(file);
                files.add(ids(rows, file));
            }
            case PROJECTOR -> {
                AtomicFile.write(file, out -> projector(rows.matrix(), out));
                files.add(file);
                Path beside = beside(file, ".metadata.tsv");
                AtomicFile.write(beside, out -> metadata(rows, out));
                files.add(beside);
            }
        }
        return files;
    }

    private static Path beside(Path file, String ending) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[A-Za-z0-9]+$", "");
        return file.resolveSibling(name + ending);
    }

    /// One id a line. An id may hold no line end in this form; such are rare enough to be refused.
    private static Path ids(Rows rows, Path file) {
        Path beside = beside(file, ".ids.txt");
        for (String id : rows.ids()) {
            if (id.indexOf('\n') >= 0 || id.indexOf('\r') >= 0) {
                throw ProblemException.of(
                        "The ids cannot be written one a line.", "One of them holds a line end.", "Export as CSV.");
            }
        }
        AtomicFile.write(
                beside, out -> out.write((String.join("\n", rows.ids()) + "\n").getBytes(StandardCharsets.UTF_8)));
        return beside;
    }

    private void vectors(TableFile table, Rows rows) throws IOException {
        Matrix m = rows.matrix();
        List<Column> header = new ArrayList<>(List.of(text(rows.key())));
        for (int c = 0; c < m.cols(); c++) {
            header.add(number("d" + c));
        }
        table.header(header);
        for (int r = 0; r < m.rows(); r++) {
            step(r, m.rows());
            List<Object> cells = new ArrayList<>(List.of(rows.ids().get(r)));
            for (int c = 0; c < m.cols(); c++) {
                cells.add(m.data()[r * m.cols() + c]);
            }
            table.row(cells);
        }
    }

    private static void bias(TableFile table, Rows rows, float[] bias) throws IOException {
        table.header(List.of(text(rows.key()), number("bias")));
        for (int r = 0; r < bias.length; r++) {
            table.row(List.of(rows.ids().get(r), bias[r]));
        }
    }

    private static Column text(String name) {
        return new Column(name, CellType.TEXT, false);
    }

    private static Column number(String name) {
        return new Column(name, CellType.FLOAT, false);
    }

    private static Column whole(String name) {
        return new Column(name, CellType.INT32, false);
    }

    private void projector(Matrix m, OutputStream out) throws IOException {
        for (int r = 0; r < m.rows(); r++) {
            step(r, m.rows());
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < m.cols(); c++) {
                line.append(c == 0 ? "" : "\t").append(m.data()[r * m.cols() + c]);
            }
            out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void metadata(Rows rows, OutputStream out) throws IOException {
        List<String> titles = rows.titles();
        // A file of a single column has no header by the projector's rule.
        StringBuilder text = new StringBuilder(titles == null ? "" : rows.key() + "\ttitle\n");
        for (int r = 0; r < rows.ids().size(); r++) {
            text.append(flat(rows.ids().get(r)));
            if (titles != null) {
                text.append('\t').append(flat(titles.get(r)));
            }
            text.append('\n');
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String flat(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }

    private void codes(TableFile table, boolean users) throws IOException {
        Ids ids = users ? data().users() : data().items();
        SparseCodes codes = users ? autoencoder().users() : autoencoder().items();
        table.header(List.of(text(users ? "user_id" : "item_id"), whole("latent"), number("activation")));
        for (int r = 0; r < codes.rows(); r++) {
            step(r, codes.rows());
            for (int p = codes.offsets()[r]; p < codes.offsets()[r + 1]; p++) {
                table.row(List.of(ids.get(r), codes.latent()[p], codes.value()[p]));
            }
        }
    }

    private void interactions(TableFile table) throws IOException {
        Dataset data = data();
        boolean ordered = data.interactions().ordered();
        List<Column> header = new ArrayList<>(List.of(text("user_id"), text("item_id"), number("value")));
        if (ordered) {
            header.add(whole("position"));
        }
        table.header(header);
        int n = 0;
        for (int u = 0; u < data.users().size(); u++) {
            step(u, data.users().size());
            int position = 0;
            for (int i : data.interactions().byUser().row(u)) {
                List<Object> cells = new ArrayList<>(List.of(
                        data.users().get(u),
                        data.items().get(i),
                        data.interactions().value()[n++]));
                if (ordered) {
                    cells.add(position++);
                }
                table.row(cells);
            }
        }
    }

    private void metadata(TableFile table) throws IOException {
        Dataset data = data();
        List<Column> header = new ArrayList<>(List.of(text("item_id"), text("title")));
        for (ItemColumn c : data.columns()) {
            header.add(text(unique(c.name(), header)));
        }
        table.header(header);
        for (int i = 0; i < data.items().size(); i++) {
            step(i, data.items().size());
            List<Object> cells =
                    new ArrayList<>(List.of(data.items().get(i), data.titles().get(i)));
            for (ItemColumn c : data.columns()) {
                List<String> values = new ArrayList<>();
                c.values().forEach(i, v -> values.add(c.vocabulary().get(v)));
                cells.add(String.join("|", values));
            }
            table.row(cells);
        }
    }

    /// A column of the data may be called like one of ours.
    static String unique(String name, List<Column> taken) {
        String free = name;
        for (int n = 2; ; n++) {
            String now = free;
            if (taken.stream().noneMatch(c -> c.name().equals(now))) {
                return now;
            }
            free = name + " (" + n + ")";
        }
    }

    private void issues(TableFile table) throws IOException {
        table.header(List.of(
                text("severity"),
                text("code"),
                text("file"),
                new Column("line", CellType.INT64, true),
                text("message")));
        for (Issue i : data().summary().issues()) {
            int colon = i.place().lastIndexOf(':');
            boolean line = colon >= 0 && i.place().substring(colon + 1).matches("[0-9]{1,18}");
            table.row(Arrays.asList(
                    i.severity().name().toLowerCase(Locale.ROOT),
                    i.code(),
                    line ? i.place().substring(0, colon) : i.place(),
                    line ? (Object) Long.valueOf(i.place().substring(colon + 1)) : null,
                    i.message()));
        }
    }

    private void lists(TableFile table, Lists lists) throws IOException {
        Dataset data = data();
        Recommender model = model();
        int[] users = users(data, lists.users());
        FrozenScorer scorer = FrozenScorer.of(model, ctx.kernels());
        table.header(List.of(text("user_id"), whole("rank"), text("item_id"), text("title"), number("score")));
        for (int from = 0; from < users.length; from += STRIDE) {
            step(from, users.length);
            int[] some = Arrays.copyOfRange(users, from, Math.min(users.length, from + STRIDE));
            TopK top = scorer.top(model.users().gather(some), model.items(), lists.length(), seen(data, some));
            for (int q = 0; q < some.length; q++) {
                int[] items = top.row(q);
                float[] scores = top.scores(q);
                for (int r = 0; r < items.length && items[r] >= 0; r++) {
                    table.row(List.of(
                            data.users().get(some[q]),
                            r + 1,
                            data.items().get(items[r]),
                            data.titles().get(items[r]),
                            (float) (scores[r] + model.userBias()[some[q]] + model.globalBias())));
                }
            }
        }
    }

    /// The embeddings after the saved recipe, of everybody: rows that it does not change are as they were.
    private Rows steered(boolean users) {
        Rows before = embeddings(users);
        return new Rows(
                before.name(),
                before.key(),
                before.ids(),
                before.titles(),
                steered.embeddings(workspace, users, ctx.kernels()),
                before.bias());
    }

    private static int[] users(Dataset data, List<String> wanted) {
        if (wanted.isEmpty()) {
            return IntStream.range(0, data.users().size()).toArray();
        }
        int[] users = new int[wanted.size()];
        for (int n = 0; n < users.length; n++) {
            users[n] = data.users().indexOf(wanted.get(n));
            if (users[n] < 0) {
                throw ProblemException.of(
                        "There is no user '" + wanted.get(n) + "'.",
                        "The data has " + data.users().size() + " users, such as '"
                                + data.users().get(0) + "'.",
                        "Correct the id.");
            }
        }
        return users;
    }

    private static @Nullable IntLists seen(Dataset data, int[] users) {
        int[] offsets = new int[users.length + 1];
        for (int n = 0; n < users.length; n++) {
            offsets[n + 1] = offsets[n] + data.interactions().byUser().length(users[n]);
        }
        int[] values = new int[offsets[users.length]];
        for (int n = 0; n < users.length; n++) {
            int[] row = data.interactions().byUser().row(users[n]);
            Arrays.sort(row);
            System.arraycopy(row, 0, values, offsets[n], row.length);
        }
        return new IntLists(offsets, values);
    }

    private void step(int row, int rows) {
        if (row % STRIDE == 0) {
            ctx.progress("writing", (double) row / Math.max(1, rows));
        }
    }
}
