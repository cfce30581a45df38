package io.github.recscope.store;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Measures what a large workspace costs; run by hand, as `make FILE`, then `open FILE` with a heap of 1 GiB.
///
/// The file has two recommenders of a million users and a million items with 128 dimensions: 2 GB of embeddings.
public final class BigWorkspace {
    private static final int ROWS = 1_000_000;
    private static final int COLS = 128;

    private BigWorkspace() {}

    /// @param args `make` or `open`, and a file
    public static void main(String[] args) {
        Path file = Path.of(args[1]);
        if (args[0].equals("make")) {
            Workspace w = Workspace.empty("big");
            for (int n = 0; n < 2; n++) {
                Recommender any = new RandomArtifacts(1).recommender();
                Recommender r = new Recommender(
                        "model " + n,
                        Matrix.stored(ROWS, COLS, new Made(2 * n)),
                        Matrix.stored(ROWS, COLS, new Made(2 * n + 1)),
                        new float[ROWS],
                        new float[ROWS],
                        0,
                        new Scorer.Dot(),
                        any.split(),
                        any.evaluation(),
                        List.of());
                ArtifactId id = ArtifactCodec.identify(r);
                Step step = new Step("knobs", 1, WorkspaceFileTest.Knobs.defaults(), List.of(), n);
                w = w.with(new Entry(step, id, 1, "simd"), r);
            }
            WorkspaceFile.save(file, w);
            return;
        }
        long start = System.nanoTime();
        WorkspaceFile.Opened opened = WorkspaceFile.open(file, _ -> WorkspaceFileTest.Knobs.class);
        say("open", start);
        Recommender r = (Recommender) opened.workspace()
                .artifact(opened.workspace().entries().getFirst().output());
        start = System.nanoTime();
        float first = r.users().row(ROWS - 1)[COLS - 1];
        say("first row, after comparing 512 MB with their hash", start);
        start = System.nanoTime();
        double sum = 0;
        float[] rows = new float[1_000 * COLS];
        for (int from = 0; from < ROWS; from += 1_000) {
            r.users().copyRows(from, 1_000, rows, 0);
            for (float v : rows) {
                sum += v;
            }
        }
        say("all rows in pieces", start);
        start = System.nanoTime();
        float[] all = r.users().data();
        say("all in memory", start);
        System.out.println(first + " " + sum + " " + all.length);
        start = System.nanoTime();
        WorkspaceFile.save(file.resolveSibling("copy.recscope"), opened.workspace());
        say("save as a copy, verified", start);
        System.out.println("heap " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB, file "
                + file.toFile().length() / 1_000_000 + " MB");
        try {
            Files.delete(file.resolveSibling("copy.recscope"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void say(String what, long start) {
        System.out.printf("%-55s %.2f s%n", what, (System.nanoTime() - start) * 1e-9);
    }

    /// Values that are computed, not held.
    private record Made(int seed) implements Matrix.Values {
        @Override
        public void copy(long from, float[] to, int at, int count) {
            for (int i = 0; i < count; i++) {
                to[at + i] = ((from + i) * 2_654_435_761L + seed * 40_503L & 0xffff) / 65_536f - 0.5f;
            }
        }

        @Override
        public float[] all() {
            float[] all = new float[ROWS * COLS];
            copy(0, all, 0, all.length);
            return all;
        }
    }
}
