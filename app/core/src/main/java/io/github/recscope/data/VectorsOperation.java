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

    /// Joins vectors with a data set and looks at them, without making a recommender.
    ///
    /// @throws ProblemException if they cannot be read or joined
    public static VectorProbes probe(VectorParams params, Dataset data, Ctx ctx) {
        return VectorProbe.of(params, data, ctx);
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
        return 2;
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
        JoinedVectors joined = JoinedVectors.of(params, data, ctx.part(0, 0.4));
        Matrix u = joined.joinedUsers();
        Matrix i = joined.joinedItems();
        note(VectorProbe.of(joined, data, ctx.part(0.4, 0.5)), ctx);
        Judge.Judged judged = judge.judge(
                data, u, i, joined.itemBias(), joined.scorer(), params.heldOut(), params.cutoff(), ctx.part(0.5, 1));
        return new Recommender(
                "Imported vectors, " + u.cols() + " dimensions, " + words(params.scorer()),
                u,
                i,
                joined.userBias(),
                joined.itemBias(),
                params.globalBias(),
                joined.scorer(),
                judged.split(),
                judged.evaluation(),
                List.of());
    }

    private static void note(VectorProbes probes, Ctx ctx) {
        ctx.issue(new Issue(probes.isPoor() ? Severity.WARNING : Severity.INFO, "vectors.auc", "", probes.words()));
        if (!probes.warning().isEmpty()) {
            String option = probes.remedy()
                    .map(r -> " Try --rows " + (r == VectorParams.Rows.FROM_ONE ? "from-one." : "from-zero."))
                    .orElse("");
            ctx.issue(new Issue(Severity.WARNING, "vectors.shifted", "", probes.warning() + option));
        }
    }

    private static String words(ScorerType type) {
        return switch (type) {
            case DOT -> "inner product";
            case COSINE -> "cosine";
            case EUCLIDEAN -> "squared distance";
            case MLP -> "perceptron";
        };
    }
}
