package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;

/// A way to learn embeddings from who chose what.
///
/// To add one: a class, a constant of [TrainParams.Model], a line in [#of].
interface Learner {
    /// The learner of a model.
    static Learner of(TrainParams.Model model) {
        return switch (model) {
            case LOGISTIC_MF -> (params, train, items, ctx) -> new LogisticMf(params, train, items, ctx).train();
            case BPR -> (params, train, items, ctx) -> new Bpr(params, train, items, ctx).train();
            case ALS -> (params, train, items, ctx) -> new ImplicitAls(params, train, items, ctx).train();
            case CML -> (params, train, items, ctx) -> new MetricLearning(params, train, items, ctx).train();
            case NCF -> (params, train, items, ctx) -> new Ncf(params, train, items, ctx).train();
        };
    }

    /// Learns; progress goes over the context's whole range.
    ///
    /// @param params with the model's own values filled in ([TrainParams#effective()])
    /// @param train  for each user the items that they chose, ascending
    /// @param items  how many items there are
    Learned learn(TrainParams params, IntLists train, int items, Ctx ctx);
}
