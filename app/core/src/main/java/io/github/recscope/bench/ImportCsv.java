package io.github.recscope.bench;

import io.github.recscope.data.ImportOperation;
import io.github.recscope.data.ImportParams;
import io.github.recscope.data.Importers;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.op.Inputs;
import io.github.recscope.store.ScratchFolder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// A table of interactions read into a data set.
final class ImportCsv implements Benchmark {
    private static final int GENRES = 18;

    @Override
    public String name() {
        return "import-csv";
    }

    @Override
    public String summary() {
        return "Import of a comma-separated file of user, item, rating and time, from the disk cache.";
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

    private static Prepared prepared(ScratchFolder folder, IntLists choices, Ctx ctx) {
        java.nio.file.Path file = folder.write("interactions.csv", out -> {
            RandomGenerator random = ctx.random("ratings", 0);
            out.write("user_id,item_id,rating,timestamp\n".getBytes(StandardCharsets.UTF_8));
            for (int u = 0; u < choices.rows(); u++) {
                ctx.check();
                for (int i : choices.row(u)) {
                    String row = u + "," + i + "," + (1 + random.nextInt(5)) + ","
                            + (978_300_000 + random.nextInt(90_000_000)) + "\n";
                    out.write(row.getBytes(StandardCharsets.UTF_8));
                }
            }
        });
        ImportOperation importing = new ImportOperation(Importers.standard());
        ImportParams params = new ImportParams(file.toString());
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
                return file.toFile().length();
            }

            @Override
            public void close() {
                folder.close();
            }
        };
    }
}
