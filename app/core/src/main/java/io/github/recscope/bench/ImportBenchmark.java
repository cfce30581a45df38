package io.github.recscope.bench;

import io.github.recscope.array.ParquetWriter;
import io.github.recscope.array.ParquetWriter.CellType;
import io.github.recscope.array.ParquetWriter.Column;
import io.github.recscope.data.ImportOperation;
import io.github.recscope.data.ImportParams;
import io.github.recscope.data.Importers;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.op.Inputs;
import io.github.recscope.store.ScratchFolder;
import io.github.recscope.store.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/// A table of interactions read into a data set. The rows are the same in both formats.
///
/// @param name of the benchmark
/// @param file what the table is called
/// @param what the summary
record ImportBenchmark(String name, String file, String what) implements Benchmark {
    private static final int GENRES = 18;

    static ImportBenchmark csv() {
        return new ImportBenchmark(
                "import-csv",
                "interactions.csv",
                "Import of a comma-separated file of user, item, rating and time, from the disk cache.");
    }

    static ImportBenchmark parquet() {
        return new ImportBenchmark(
                "import-parquet",
                "interactions.parquet",
                "Import of a Parquet file (plain encoding, gzip) of user, item, rating and time, from the disk cache.");
    }

    @Override
    public String summary() {
        return what;
    }

    @Override
    public List<Size> sizes() {
        return List.of(
                Size.of("pairs", 1_000_000, 1, "rows, about"),
                Size.of("users", 6040, 1, "users"),
                Size.of("items", 3706, 2, "items"));
    }

    @Override
    public String grows() {
        return "pairs";
    }

    @Override
    public double bytes(Sizes s) {
        return 64.0 * s.get("pairs") + 400 * (s.get("users") + (double) s.get("items"));
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        IntLists choices = Synthetic.choices(s.get("users"), s.get("items"), s.get("pairs"), GENRES, ctx);
        ScratchFolder folder = ScratchFolder.make("recscope-bench");
        try {
            return prepared(folder, choices, ctx);
        } catch (RuntimeException | Error e) {
            folder.close();
            throw e;
        }
    }

    /// Takes the rows of the table.
    private interface Rows {
        void row(int user, int item, int rating, int time) throws IOException;
    }

    private Prepared prepared(ScratchFolder folder, IntLists choices, Ctx ctx) {
        Path path = folder.write(file, out -> {
            if (file.endsWith(".csv")) {
                csv(out, choices, ctx);
            } else {
                parquet(out, choices, ctx);
            }
        });
        ImportOperation importing = new ImportOperation(Importers.standard());
        ImportParams params = new ImportParams(path.toString());
        return new Prepared() {
            @Override
            public double run(Ctx now) {
                return importing
                        .run(params, new Inputs(List.of()), now)
                        .interactions()
                        .size();
            }

            @Override
            public double traffic() {
                return path.toFile().length();
            }

            @Override
            public void close() {
                folder.close();
            }
        };
    }

    private static void csv(OutputStream out, IntLists choices, Ctx ctx) throws IOException {
        out.write("user_id,item_id,rating,timestamp\n".getBytes(StandardCharsets.UTF_8));
        rows(choices, ctx, (user, item, rating, time) -> {
            String row = user + "," + item + "," + rating + "," + time + "\n";
            out.write(row.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static void parquet(OutputStream out, IntLists choices, Ctx ctx) throws IOException {
        ParquetWriter writer = new ParquetWriter(
                out,
                List.of(
                        new Column("user_id", CellType.INT64, true),
                        new Column("item_id", CellType.INT64, true),
                        new Column("rating", CellType.DOUBLE, true),
                        new Column("timestamp", CellType.INT64, true)),
                Version.application());
        rows(
                choices,
                ctx,
                (user, item, rating, time) ->
                        writer.row(List.of((long) user, (long) item, (double) rating, (long) time)));
        writer.finish();
    }

    private static void rows(IntLists choices, Ctx ctx, Rows rows) throws IOException {
        RandomGenerator random = ctx.random("ratings", 0);
        for (int u = 0; u < choices.rows(); u++) {
            ctx.check();
            for (int i : choices.row(u)) {
                rows.row(u, i, 1 + random.nextInt(5), 978_300_000 + random.nextInt(90_000_000));
            }
        }
    }
}
