package io.github.recscope.steering;

import io.github.recscope.coding.Coder;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
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
import org.jspecify.annotations.Nullable;

/// Applies edits to the codes of users and ranks the catalogue anew; what slider and recipe share.
///
/// In [SteeringMode#PRESERVE_RESIDUAL] a user's embedding becomes `e + D(z') − D(z)` and items keep theirs, so an
/// empty edit gives the model's own lists exactly. In [SteeringMode#DECODE_ONLY] it becomes `D(z')` and items are
/// reconstructed too, as in the paper. Immutable and safe for use by several threads.
public final class Steerer {
    private final Recommender model;
    private final Autoencoder sae;
    private final Kernels kernels;
    private final IntLists history;
    private final FrozenScorer scorer;
    private final Coder coder;
    private final Matrix itemsHat;

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
        this.history = sorted(data.interactions().byUser());
        this.scorer = FrozenScorer.of(model, kernels);
        this.coder = Coder.of(sae, kernels);
        this.itemsHat = coder.decode(sae.items(), model.items());
    }

    private static IntLists sorted(IntLists lists) {
        int[] values = lists.values().clone();
        for (int r = 0; r < lists.rows(); r++) {
            Arrays.sort(values, lists.offsets()[r], lists.offsets()[r + 1]);
        }
        return new IntLists(lists.offsets(), values);
    }

    /// The code of a user before any edit, `[latents]`.
    public float[] code(int user) {
        return sae.users().dense(user);
    }

    /// Three lists of one user after the edits. Fast enough for a moving slider; call it off the JavaFX thread.
    ///
    /// Everything in the user's history, held out or not, is masked.
    ///
    /// @param user the user's row
    /// @param k    the length of the lists
    public Steering.UserLists lists(int user, List<Edit> edits, SteeringMode mode, int k) {
        IntLists mask = new IntLists(new int[] {0, history.length(user)}, history.row(user));
        TopK base = rank(model.users().gather(new int[] {user}), model.items(), k, mask);
        TopK hat = rank(decodedUsers(new int[] {user}, List.of()), itemsHat, k, mask);
        TopK steered = switch (mode) {
            case PRESERVE_RESIDUAL -> rank(steeredUsers(new int[] {user}, edits, mode), model.items(), k, mask);
            case DECODE_ONLY -> rank(steeredUsers(new int[] {user}, edits, mode), itemsHat, k, mask);
        };
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

    /// The steered lists of several users, with the given items masked.
    TopK ranked(int[] users, List<Edit> edits, SteeringMode mode, int k, IntLists masked) {
        Matrix items = mode == SteeringMode.DECODE_ONLY ? itemsHat : model.items();
        return rank(steeredUsers(users, edits, mode), items, k, masked);
    }

    /// The model's own lists of several users, with the given items masked.
    TopK unsteered(int[] users, int k, IntLists masked) {
        return rank(model.users().gather(users), model.items(), k, masked);
    }

    private TopK rank(Matrix users, Matrix items, int k, @Nullable IntLists masked) {
        return scorer.top(users, items, k, masked);
    }

    /// The embeddings of users after the edits, `[users.length, d]`.
    Matrix steeredUsers(int[] users, List<Edit> edits, SteeringMode mode) {
        if (mode == SteeringMode.DECODE_ONLY) {
            return decodedUsers(users, edits);
        }
        int d = model.dimensions();
        float[] out = model.users().gather(users).data();
        for (int r = 0; r < users.length; r++) {
            float[] code = sae.users().dense(users[r]);
            double unit = coder.unit(model.users(), users[r]);
            float[] edited = edited(code, edits);
            for (int j = 0; j < code.length; j++) {
                if (edited[j] != code[j]) {
                    float change = (float) ((edited[j] - code[j]) * unit);
                    kernels.rows().axpy(change, sae.decoder().data(), j * d, out, r * d, d);
                }
            }
        }
        return Matrix.of(users.length, d, out);
    }

    private Matrix decodedUsers(int[] users, List<Edit> edits) {
        List<float[]> codes = new ArrayList<>();
        for (int u : users) {
            codes.add(edited(sae.users().dense(u), edits));
        }
        return coder.decode(sparse(codes), model.users().gather(users));
    }

    private static float[] edited(float[] code, List<Edit> edits) {
        float[] z = code.clone();
        for (Edit e : edits) {
            z[e.latent()] = (float) e.apply(z[e.latent()]);
        }
        return z;
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
}
