package io.github.recscope.session;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Workspace;
import io.github.recscope.steering.SteeringPatch;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.store.NpyWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Takes a saved steering recipe out of a workspace: as JSON that `recscope run` understands, and as `.npy` files
/// with the change of each embedding and the steered embeddings, for whatever serves the lists.
public final class SteeringExport {
    private SteeringExport() {}

    /// Writes the current recipe into a folder, which is made if missing.
    ///
    /// @return the files
    /// @throws ProblemException if the workspace has no recipe, or the folder cannot be written
    public static List<Path> write(Workspace workspace, Engine engine, Path folder) {
        Entry entry = entry(workspace);
        Steering recipe = (Steering) workspace.artifact(entry.output());
        List<SteeringPatch> patches = patches(workspace, entry, engine.kernels());
        AtomicFile.createFolder(folder);
        String name = fileName(recipe.name());
        List<Path> files = new ArrayList<>();
        Path json = folder.resolve(name + ".recipe.json");
        Recipe steps = new Recipe(
                recipe.name(),
                entry.step().seed(),
                List.of(new Recipe.Item(
                        entry.step().op(), entry.step().params(), entry.step().seed())));
        text(json, steps.toJson(engine));
        files.add(json);
        for (SteeringPatch patch : patches) {
            Path delta = folder.resolve(name + "." + patch.tower() + ".delta.npy");
            Path steered = folder.resolve(name + "." + patch.tower() + ".steered.npy");
            Path ids = folder.resolve(name + "." + patch.tower() + ".ids.txt");
            NpyWriter.write(delta, patch.delta());
            NpyWriter.write(steered, patch.steered());
            text(ids, String.join("\n", patch.ids()) + "\n");
            files.addAll(List.of(delta, steered, ids));
        }
        return files;
    }

    /// The embeddings of all users or items after the current recipe; rows that it does not change are as they were.
    ///
    /// @return `[n, d]`, in the order of the data set
    /// @throws ProblemException if the workspace has no recipe
    public static Matrix embeddings(Workspace workspace, boolean users, Kernels kernels) {
        Entry entry = entry(workspace);
        Dataset data = input(workspace, entry, Dataset.class);
        Recommender model = input(workspace, entry, Recommender.class);
        Matrix before = users ? model.users() : model.items();
        Ids ids = users ? data.users() : data.items();
        int d = before.cols();
        float[] after = before.data().clone();
        for (SteeringPatch patch : patches(workspace, entry, kernels)) {
            if (patch.tower().equals(users ? "users" : "items")) {
                for (int r = 0; r < patch.ids().size(); r++) {
                    int row = ids.indexOf(patch.ids().get(r));
                    System.arraycopy(patch.steered().data(), r * d, after, row * d, d);
                }
            }
        }
        return Matrix.of(before.rows(), d, after);
    }

    private static Entry entry(Workspace workspace) {
        return workspace
                .latestEntry(Steering.class)
                .orElseThrow(() -> ProblemException.of(
                        "There is no steering recipe to export.",
                        "None was saved for the current concepts.",
                        "Save one first: recscope steer, or Save recipe in the window."));
    }

    private static List<SteeringPatch> patches(Workspace workspace, Entry entry, Kernels kernels) {
        return SteeringPatch.of(
                input(workspace, entry, Dataset.class),
                input(workspace, entry, Recommender.class),
                input(workspace, entry, Autoencoder.class),
                (Steering) workspace.artifact(entry.output()),
                kernels);
    }

    private static void text(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static <A extends Artifact> A input(Workspace workspace, Entry entry, Class<A> kind) {
        for (ArtifactId id : entry.step().inputs()) {
            if (kind.isInstance(workspace.artifact(id))) {
                return kind.cast(workspace.artifact(id));
            }
        }
        throw new IllegalStateException("the recipe was not made from " + Engine.kindName(kind));
    }

    /// "More fantasy, less romance" is `more-fantasy-less-romance`.
    static String fileName(String name) {
        String plain = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return plain.isEmpty() ? "recipe" : plain.substring(0, Math.min(60, plain.length()));
    }
}
