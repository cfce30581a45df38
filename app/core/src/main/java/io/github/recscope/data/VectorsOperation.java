package io.github.recscope.data;

import io.github.recscope.array.NamedArray;
import io.github.recscope.array.Vectors;
import io.github.recscope.data.VectorParams.ScorerType;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Severity;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.ArrayList;
import java.util.List;

/// Makes a recommender of vectors that another program trained. Not pure, as files may change.
///
/// What the vectors learned from is not known, so the held-out part of the evaluation may have been part of it; the
/// protocol says so.
public final class VectorsOperation implements Operation<VectorParams, Recommender> {
    private final Judge judge;

    /// With what says how well vectors recommend.
    public VectorsOperation(Judge judge) {
        this.judge = judge;
    }

    @Override
    public boolean isPure() {
        return false;
    }

    @Override
    public String id() {
        return "vectors";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String title() {
        return "Import vectors";
    }

    @Override
    public Class<VectorParams> paramsType() {
        return VectorParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class);
    }

    @Override
    public double weight() {
        return 2;
    }

    @Override
    public Recommender run(VectorParams params, Inputs inputs, Ctx ctx) {
        Dataset data = inputs.get(Dataset.class);
        if (params.users().isBlank()) {
            throw ProblemException.of(
                    "There are no vectors to import.",
                    "No file with the users' vectors was named.",
                    "Name it: --users FILE, and --items FILE unless it holds both.");
        }
        String itemFile = params.items().isBlank() ? params.users() : params.items();
        ctx.progress("Reading the users' vectors", 0);
        Vectors users = withIds(VectorFiles.vectors(params.users(), "user", ctx), params.userIds(), "user", ctx);
        ctx.progress("Reading the items' vectors", 0.2);
        Vectors items = withIds(VectorFiles.vectors(itemFile, "item", ctx), params.itemIds(), "item", ctx);
        note(users, ctx);
        note(items, ctx);
        if (users.matrix().cols() != items.matrix().cols()) {
            throw ProblemException.of(
                    "The vectors do not fit each other.",
                    "Those of users have " + users.matrix().cols() + " numbers, those of items "
                            + items.matrix().cols() + ".",
                    "Choose vectors of one model.");
        }
        finite(users, "users");
        finite(items, "items");
        RowJoin userRows = RowJoin.of(users, data.users(), params.rows(), "users");
        RowJoin itemRows = RowJoin.of(items, data.items(), params.rows(), "items");
        note(userRows, ctx);
        note(itemRows, ctx);
        Matrix u = userRows.matrix(users.matrix());
        Matrix i = itemRows.matrix(items.matrix());
        float[] userBias = bias(params.userBias(), "user", userRows, ctx);
        float[] itemBias = bias(params.itemBias(), "item", itemRows, ctx);
        Scorer scorer = scorer(params, u.cols(), ctx);
        ctx.progress("Checking the vectors", 0.4);
        new VectorCheck(data, u, items.matrix(), itemRows, itemBias, scorer, ctx).run();
        Judge.Judged judged =
                judge.judge(data, u, i, itemBias, scorer, params.heldOut(), params.cutoff(), ctx.part(0.5, 1));
        return new Recommender(
                "Imported vectors, " + u.cols() + " dimensions, " + words(params.scorer()),
                u,
                i,
                userBias,
                itemBias,
                params.globalBias(),
                scorer,
                judged.split(),
                judged.evaluation(),
                List.of());
    }

    private static String words(ScorerType type) {
        return switch (type) {
            case DOT -> "inner product";
            case COSINE -> "cosine";
            case EUCLIDEAN -> "squared distance";
            case MLP -> "perceptron";
        };
    }

    private static Vectors withIds(Vectors vectors, String file, String role, Ctx ctx) {
        if (file.isBlank()) {
            return vectors;
        }
        List<String> ids = VectorFiles.ids(file, role, ctx);
        int rows = vectors.matrix().rows();
        if (ids.size() == rows + 1) {
            ids = ids.subList(1, ids.size());
        }
        if (ids.size() != rows) {
            throw ProblemException.of(
                    "The ids in " + file + " do not fit the vectors.",
                    "There are " + ids.size() + " ids and " + rows + " vectors.",
                    "Give one id for each row.");
        }
        return vectors.withIds(ids);
    }

    private static void note(Vectors vectors, Ctx ctx) {
        for (String note : vectors.notes()) {
            ctx.issue(new Issue(Severity.WARNING, "vectors.file", vectors.name(), note));
        }
    }

    private static void note(RowJoin rows, Ctx ctx) {
        for (Issue issue : rows.issues()) {
            ctx.issue(issue);
        }
    }

    private static void finite(Vectors vectors, String whose) {
        String bad =
                NamedArray.nonFinite(vectors.matrix().data(), vectors.matrix().cols());
        if (!bad.isEmpty()) {
            throw ProblemException.of(
                    "The vectors of " + whose + " cannot be used.",
                    VectorFiles.capital(bad) + ".",
                    "Correct them, or train the model again: scores of such numbers mean nothing.");
        }
    }

    private static float[] bias(String file, String role, RowJoin rows, Ctx ctx) {
        if (file.isBlank()) {
            return new float[rows.rows().length];
        }
        float[] values = VectorFiles.numbers(file, role, ctx);
        if (values.length != rows.size()) {
            throw ProblemException.of(
                    "The biases in " + file + " do not fit the vectors.",
                    "There are " + values.length + " biases and " + rows.size() + " vectors.",
                    "Give one bias for each row of the vectors.");
        }
        return rows.numbers(values);
    }

    private static Scorer scorer(VectorParams params, int d, Ctx ctx) {
        return switch (params.scorer()) {
            case DOT -> new Scorer.Dot();
            case COSINE -> new Scorer.Cosine();
            case EUCLIDEAN -> new Scorer.Euclidean();
            case MLP -> perceptron(params.layers(), d, ctx);
        };
    }

    /// Weights and biases in turn, as PyTorch's `state_dict` of an `nn.Sequential` has them.
    private static Scorer perceptron(String file, int d, Ctx ctx) {
        if (file.isBlank()) {
            throw ProblemException.of(
                    "The perceptron has no layers.",
                    "The scorer is mlp, and no file with its weights was named.",
                    "Name it: --layers FILE, a .npz or .safetensors with weights [out, in] and biases [out].");
        }
        List<NamedArray> arrays = new ArrayList<>(VectorFiles.arrays(file, ctx));
        arrays.sort((a, b) -> naturalOrder(layer(a.name()), layer(b.name())));
        List<Scorer.Layer> layers = new ArrayList<>();
        int in = 2 * d;
        for (NamedArray weights : arrays) {
            if (weights.shape().size() != 2) {
                continue;
            }
            Matrix w = weights.matrix("'" + weights.name() + "'");
            float[] b = new float[w.rows()];
            for (NamedArray bias : arrays) {
                if (bias.shape().size() == 1 && layer(bias.name()).equals(layer(weights.name()))) {
                    b = bias.values();
                }
            }
            if (w.cols() != in || b.length != w.rows()) {
                throw ProblemException.of(
                        "The layers in " + file + " do not fit.",
                        "'" + weights.name() + "' takes " + w.cols() + " values and gives " + w.rows() + " with "
                                + b.length + " biases; it should take " + in + ".",
                        "The first layer takes both vectors, " + 2 * d
                                + " values, and each next one what the one before" + " gives.");
            }
            layers.add(new Scorer.Layer(w, b));
            in = w.rows();
        }
        if (layers.isEmpty() || in != 1) {
            throw ProblemException.of(
                    "The layers in " + file + " do not fit.",
                    layers.isEmpty() ? "There are no weights in it." : "The last layer gives " + in + " values.",
                    "The last layer gives one value, the score.");
        }
        return new Scorer.Mlp(layers);
    }

    /// The name of a layer: `mlp.2` of `mlp.2.weight`.
    private static String layer(String name) {
        return name.replaceFirst("[._]?(weights?|bias(es)?|kernel)$", "");
    }

    /// Compares texts with the numbers in them as numbers: `mlp.2` comes before `mlp.10`.
    static int naturalOrder(String a, String b) {
        String[] x = a.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)");
        String[] y = b.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)");
        for (int p = 0; p < Math.min(x.length, y.length); p++) {
            boolean numbers = x[p].matches("\\d{1,9}") && y[p].matches("\\d{1,9}");
            int c = numbers ? Integer.compare(Integer.parseInt(x[p]), Integer.parseInt(y[p])) : x[p].compareTo(y[p]);
            if (c != 0) {
                return c;
            }
        }
        return Integer.compare(x.length, y.length);
    }
}
