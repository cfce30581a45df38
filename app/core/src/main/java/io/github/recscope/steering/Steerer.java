package io.github.recscope.steering;

import io.github.recscope.coding.Coder;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.scoring.FrozenScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Applies edits to the codes of users or items and ranks the catalogue anew; what slider and recipe share.
///
/// In [SteeringMode#PRESERVE_RESIDUAL] an embedding becomes `e + D(z') − D(z)`, so an empty edit gives the model's
/// own lists exactly. In [SteeringMode#DECODE_ONLY] it becomes `D(z')` and the other tower is reconstructed too, as
/// in the paper. Immutable and safe for use by several threads.
public final class Steerer {
    private static final int CHUNK = 64;

    private final Recommender model;
    private final Autoencoder sae;
    private final Kernels kernels;
    private final IntLists history;
    private final FrozenScorer scorer;
    private final Coder coder;
    private final Matrix itemsHat;
    private final AtomicReference<@Nullable Still> still = new AtomicReference<>();

    /// What does not move with the slider: a user's lists before any edit, of the last user asked for.
    private record Still(int user, int k, IntLists mask, TopK base, TopK hat) {}

    /// For one model and its autoencoder.
    ///
    /// @throws IllegalArgumentException if the autoencoder was not made from a model of this size
    public Steerer(Dataset data, Recommender model, Autoencoder sae, Kernels kernels) {
        if (sae.users().rows() != model.users().rows()
                || sae.items().rows() != model.items().rows()) {
            throw new IllegalArgumentException("the autoencoder belongs to another model");
        }
        this.model = model;
        this.sae = sae;
        this.kernels = kernels;
        this.history = data.interactions().byUser();
        this.scorer = FrozenScorer.of(model, kernels);
        this.coder = Coder.of(sae, kernels);
        this.itemsHat = coder.decode(sae.items(), model.items());
    }

    /// The code of a user before any edit, `[latents]`.
    public float[] code(int user) {
        return sae.users().dense(user);
    }

    /// Three lists of one user after edits of the user's code; see [#lists(int, Treatment, int)].
    public Steering.UserLists lists(int user, List<Edit> edits, SteeringMode mode, int k) {
        return lists(user, Treatment.of(edits, mode), k);
    }

    /// Three lists of one user after the edits. Fast enough for a moving slider; call it off the JavaFX thread.
    ///
    /// Everything in the user's history, held out or not, is masked.
    ///
    /// @param user the user's row
    /// @param k    the length of the lists
    public Steering.UserLists lists(int user, Treatment treatment, int k) {
        int[] one = {user};
        Still known = still.get();
        if (known == null || known.user != user || known.k != k) {
            int[] seen = history.row(user);
            Arrays.sort(seen);
            IntLists mask = new IntLists(new int[] {0, seen.length}, seen);
            known = new Still(
                    user,
                    k,
                    mask,
                    rank(model.users().gather(one), model.items(), k, mask),
                    rank(decoded(sae.users(), model.users(), one, null), itemsHat, k, mask));
            still.set(known);
        }
        TopK base = known.base;
        TopK hat = known.hat;
        TopK steered = prepare(treatment).lists(one, k, known.mask);
        int[] modelRank = new int[model.items().rows()];
        int[] list = base.row(0);
        for (int r = 0; r < list.length; r++) {
            modelRank[list[r]] = r + 1;
        }
        return new Steering.UserLists(
                user, listed(base, modelRank), listed(hat, modelRank), listed(steered, modelRank));
    }

    private static List<Steering.Listed> listed(TopK top, int[] modelRank) {
        int[] items = top.row(0);
        List<Steering.Listed> out = new ArrayList<>();
        for (int r = 0; r < items.length; r++) {
            out.add(new Steering.Listed(items[r], top.score()[r], modelRank[items[r]]));
        }
        return out;
    }

    /// The lists without any edit.
    Intervention unsteered() {
        return (users, k, masked) -> rank(model.users().gather(users), model.items(), k, masked);
    }

    /// The lists after the edits; edited items are computed once.
    Intervention prepare(Treatment treatment) {
        if (treatment.items().isEmpty()) {
            Matrix items = treatment.mode() == SteeringMode.DECODE_ONLY ? itemsHat : model.items();
            return (users, k, masked) -> rank(users(users, treatment), items, k, masked);
        }
        Matrix items = withEdited(treatment);
        return treatment.mode() == SteeringMode.DECODE_ONLY
                ? (users, k, masked) -> rank(decoded(sae.users(), model.users(), users, null), items, k, masked)
                : (users, k, masked) -> rank(model.users().gather(users), items, k, masked);
    }

    /// The lists for users moved along other things than latents.
    ///
    /// @param moved makes the embeddings `[n, d]` of the users that it is given
    Intervention moved(Function<int[], Matrix> moved) {
        return (users, k, masked) -> rank(moved.apply(users), model.items(), k, masked);
    }

    /// The lists of untouched users for items moved along other things than latents.
    ///
    /// @param rows  the items
    /// @param moved makes the embeddings `[n, d]` of the items that it is given
    Intervention movedItems(int[] rows, Function<int[], Matrix> moved) {
        Matrix items = with(model.items(), rows, moved.apply(rows));
        return (users, k, masked) -> rank(model.users().gather(users), items, k, masked);
    }

    private TopK rank(Matrix users, Matrix items, int k, @Nullable IntLists masked) {
        return scorer.top(users, items, k, masked);
    }

    /// The embeddings of users after the edits, `[users.length, d]`.
    Matrix users(int[] users, Treatment treatment) {
        return users(users, treatment.mode(), _ -> treatment);
    }

    /// The embeddings of users after edits that differ from user to user, `[users.length, d]`.
    ///
    /// @param treatment the edits by the place of the user in `users`
    Matrix users(int[] users, SteeringMode mode, IntFunction<Treatment> treatment) {
        return mode == SteeringMode.DECODE_ONLY
                ? decoded(sae.users(), model.users(), users, treatment)
                : shifted(sae.users(), model.users(), users, mode, treatment);
    }

    /// The lists after edits that differ from user to user.
    ///
    /// @param treatment the edits by the row of the user
    Intervention each(SteeringMode mode, IntFunction<Treatment> treatment) {
        Matrix items = mode == SteeringMode.DECODE_ONLY ? itemsHat : model.items();
        return (users, k, masked) -> rank(users(users, mode, r -> treatment.apply(users[r])), items, k, masked);
    }

    /// The embeddings of items after the edits, `[items.length, d]`.
    Matrix items(int[] items, Treatment treatment) {
        return treatment.mode() == SteeringMode.DECODE_ONLY
                ? decoded(sae.items(), model.items(), items, _ -> treatment)
                : shifted(sae.items(), model.items(), items, treatment.mode(), _ -> treatment);
    }

    /// All items, with the treated ones edited.
    private Matrix withEdited(Treatment treatment) {
        int[] rows = treatment.items().stream().mapToInt(Integer::intValue).toArray();
        Matrix base = treatment.mode() == SteeringMode.DECODE_ONLY ? itemsHat : model.items();
        return with(base, rows, items(rows, treatment));
    }

    private static Matrix with(Matrix base, int[] rows, Matrix edited) {
        int d = base.cols();
        float[] out = base.data().clone();
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(edited.data(), r * d, out, rows[r] * d, d);
        }
        return Matrix.of(base.rows(), d, out);
    }

    private Matrix shifted(
            SparseCodes codes, Matrix embeddings, int[] rows, SteeringMode mode, IntFunction<Treatment> treatments) {
        int d = embeddings.cols();
        float[] out = embeddings.gather(rows).data();
        boolean clear = mode == SteeringMode.CLEAR_RESIDUAL;
        Matrix hat = clear ? decoded(codes, embeddings, rows, null) : embeddings;
        RowOps ops = kernels.rows();
        float[] dictionary = sae.decoder().data();
        kernels.workers().forEach((rows.length + CHUNK - 1) / CHUNK, c -> {
            for (int r = c * CHUNK; r < Math.min(rows.length, (c + 1) * CHUNK); r++) {
                Treatment treatment = treatments.apply(r);
                float[] code = codes.dense(rows[r]);
                float[] edited = treatment.apply(code);
                double unit = coder.unit(embeddings, rows[r]);
                if (clear) {
                    clearResidual(out, r, hat, edited, code, treatment);
                }
                for (int j = 0; j < code.length; j++) {
                    if (edited[j] != code[j]) {
                        ops.axpy((float) ((edited[j] - code[j]) * unit), dictionary, j * d, out, r * d, d);
                    }
                }
            }
        });
        return Matrix.of(rows.length, d, out);
    }

    /// Lowers what the residual holds along the rows of lowered latents, one after the other.
    private void clearResidual(float[] out, int r, Matrix hat, float[] edited, float[] code, Treatment treatment) {
        int d = hat.cols();
        RowOps ops = kernels.rows();
        float[] dictionary = sae.decoder().data();
        float[] residual = new float[d];
        for (int c = 0; c < d; c++) {
            residual[c] = out[r * d + c] - hat.data()[r * d + c];
        }
        for (int j : treatment.latents()) {
            double share = lowered(treatment, j, code[j], edited[j]);
            float length = ops.dot(dictionary, j * d, dictionary, j * d, d);
            float along = ops.dot(residual, 0, dictionary, j * d, d);
            if (share > 0 && along > 0 && length > 0) {
                float by = (float) (-share * along / length);
                ops.axpy(by, dictionary, j * d, residual, 0, d);
                ops.axpy(by, dictionary, j * d, out, r * d, d);
            }
        }
    }

    /// By which share an edit lowers a latent; a silent one that is to be silent counts as lowered to 0, because
    /// the residual may hold what the threshold of the encoder cut off.
    private static double lowered(Treatment treatment, int latent, float code, float edited) {
        if (code > 0) {
            return Math.clamp(1 - edited / code, 0, 1);
        }
        return treatment.edits().stream()
                .filter(e -> e.latent() == latent)
                .mapToDouble(e -> switch (e.kind()) {
                    case ZERO -> 1;
                    case SCALE -> 1 - e.amount();
                    case ADD, SET, CAP -> 0;
                })
                .map(share -> Math.clamp(share * treatment.dose(), 0, 1))
                .max()
                .orElse(0);
    }

    private Matrix decoded(
            SparseCodes codes, Matrix embeddings, int[] rows, @Nullable IntFunction<Treatment> treatments) {
        List<float[]> z = new ArrayList<>();
        for (int r = 0; r < rows.length; r++) {
            float[] code = codes.dense(rows[r]);
            z.add(treatments == null ? code : treatments.apply(r).apply(code));
        }
        return coder.decode(sparse(z), embeddings.gather(rows));
    }

    private SparseCodes sparse(List<float[]> codes) {
        int[] offsets = new int[codes.size() + 1];
        int size = 0;
        for (int r = 0; r < codes.size(); r++) {
            for (float z : codes.get(r)) {
                size += z != 0 ? 1 : 0;
            }
            offsets[r + 1] = size;
        }
        int[] latent = new int[size];
        float[] value = new float[size];
        int at = 0;
        for (float[] z : codes) {
            for (int j = 0; j < z.length; j++) {
                if (z[j] != 0) {
                    latent[at] = j;
                    value[at++] = z[j];
                }
            }
        }
        return new SparseCodes(codes.size(), sae.latents(), offsets, latent, value);
    }

    /// The codes of embeddings of users, or of items.
    SparseCodes encoded(Matrix embeddings, boolean users, Runnable check) {
        return users ? coder.encodeUsers(embeddings, check) : coder.encodeItems(embeddings, check);
    }

    Recommender model() {
        return model;
    }

    Autoencoder sae() {
        return sae;
    }

    Kernels kernels() {
        return kernels;
    }
}
