package io.github.recscope.steering;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import java.util.List;
import java.util.stream.IntStream;

/// A steering recipe as plain vectors that any index of embeddings can apply: `steered = embedding + delta`. Biases
/// stay.
///
/// @param tower    `users` or `items`: whose embeddings change
/// @param ids      external ids, by row of the matrices
/// @param delta    `[n, d]`
/// @param steered  `[n, d]`
public record SteeringPatch(String tower, List<String> ids, Matrix delta, Matrix steered) {
    /// Copies the list.
    public SteeringPatch {
        ids = List.copyOf(ids);
    }

    /// The patches of a saved recipe: one, or two in [SteeringMode#DECODE_ONLY], where the other tower is replaced
    /// by its reconstruction.
    public static List<SteeringPatch> of(
            Dataset data, Recommender model, Autoencoder sae, Steering recipe, Kernels kernels) {
        Steerer steerer = new Steerer(data, model, sae, kernels);
        Treatment treatment =
                new Treatment(recipe.edits(), recipe.mode(), recipe.scope().items(), 1);
        Treatment none = Treatment.of(List.of(), recipe.mode());
        boolean onUsers = treatment.items().isEmpty();
        int[] users = recipe.scope().users().isEmpty() || !onUsers
                ? IntStream.range(0, data.users().size()).toArray()
                : rows(recipe.scope().users());
        int[] items = onUsers ? IntStream.range(0, data.items().size()).toArray() : rows(treatment.items());
        SteeringPatch ofUsers = patch(
                "users",
                IntStream.of(users).mapToObj(data.users()::get).toList(),
                model.users().gather(users),
                steerer.users(users, onUsers ? treatment : none));
        SteeringPatch ofItems = patch(
                "items",
                IntStream.of(items).mapToObj(data.items()::get).toList(),
                model.items().gather(items),
                steerer.items(items, onUsers ? none : treatment));
        if (recipe.mode() == SteeringMode.DECODE_ONLY) {
            return List.of(ofUsers, ofItems);
        }
        return List.of(onUsers ? ofUsers : ofItems);
    }

    private static int[] rows(List<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private static SteeringPatch patch(String tower, List<String> ids, Matrix before, Matrix after) {
        float[] delta = new float[before.rows() * before.cols()];
        for (int i = 0; i < delta.length; i++) {
            delta[i] = after.data()[i] - before.data()[i];
        }
        return new SteeringPatch(tower, ids, Matrix.of(before.rows(), before.cols(), delta), after);
    }
}
