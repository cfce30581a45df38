package io.github.recscope.sae;

import io.github.recscope.coding.Coder;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;

/// No encoder: each row's code is searched by non-negative matching pursuit, and only the dictionary learns.
///
/// The search minds what the loss minds: an error of a user's embedding costs `α` by its length and `β` by what it
/// does to the scores of the items, and the other way round (the metrics of [Metrics]).
///
/// @param activation the search
/// @param learned    whose dictionary is searched
record Search(Activation.Pursuit activation, Weights learned, Kernels kernels) implements Sparsifier {
    @Override
    public boolean usesEncoder() {
        return false;
    }

    @Override
    public SparseCodes codes(Tower tower, Matrix centred, PreActivations pre) {
        Coder coder = new Coder(
                learned.decoderMatrix(),
                learned.encoderBias,
                learned.decoderMatrix(),
                new float[learned.d],
                1,
                false,
                activation,
                kernels);
        Runnable check = () -> kernels.workers().cancel().check();
        return tower.ofUsers() ? coder.encodeUsers(centred, check) : coder.encodeItems(centred, check);
    }

    @Override
    public float[] back(Pass pass, float[] delta) {
        throw new UnsupportedOperationException("there is no encoder");
    }

    @Override
    public Activation trained(Matrix users, Matrix items, Weights same, Ctx ctx) {
        return activation;
    }
}
