package io.github.recscope.sae;

import java.util.random.RandomGenerator;

/// The prediction-aware part of the loss: what the reconstruction does to the recommender's scores, in units of their
/// variance within users.
interface PredictionObjective {
    /// Which more items a step needs beside its batch; empty for none.
    ///
    /// @param userRows the users of the batch
    int[] moreItems(int[] userRows, RandomGenerator random);

    /// The loss of a batch, and its gradients with respect to the raw reconstructions.
    ///
    /// @param users the users' pass
    /// @param items the items' pass, or the pass of the items asked for
    /// @param gu    `[users, d]` the gradient is added
    /// @param gv    `[items, d]` the gradient is added
    double add(Pass users, Pass items, double weight, float[] gu, float[] gv);

    /// Weights of items that make some count more than others.
    ///
    /// @param share   `[items]` how often each is in somebody's top list, summing to the number of items
    /// @param emphasis 0 weighs all alike, 1 by the share alone
    static float[] importance(double[] share, double emphasis) {
        float[] weight = new float[share.length];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) (1 - emphasis + emphasis * share[i]);
        }
        return weight;
    }
}
