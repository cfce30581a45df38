package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;

/// The epochs of a training one by one, for who wants to know what one costs.
public final class Epochs {
    private final Pass pass;
    private int done;

    private Epochs(Pass pass) {
        this.pass = pass;
    }

    /// One epoch of a training that goes on from the last.
    interface Pass {
        /// @param epoch from 0
        /// @return its mean loss
        double epoch(int epoch);
    }

    /// A training that is about to begin.
    ///
    /// @param train for each user the items that they chose, ascending
    /// @param items how many items there are
    /// @throws IllegalArgumentException for a model that is not trained in this way
    public static Epochs of(TrainParams params, IntLists train, int items, Ctx ctx) {
        TrainParams p = params.effective();
        return new Epochs(
                switch (p.model()) {
                    case LOGISTIC_MF -> new LogisticMf(p, train, items, ctx);
                    case BPR -> new Bpr(p, train, items, ctx);
                    case ALS -> new ImplicitAls(p, train, items, ctx);
                    case CML, NCF -> throw new IllegalArgumentException(p.model() + " cannot be taken apart");
                });
    }

    /// Trains for one more epoch; gives its mean loss.
    public double next() {
        return pass.epoch(done++);
    }
}
