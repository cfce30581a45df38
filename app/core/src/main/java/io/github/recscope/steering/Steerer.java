package io.github.recscope.steering;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import java.util.List;

/// Applies edits to the codes of users and ranks the catalogue anew; what slider and recipe share.
public final class Steerer {
    /// For one model and its autoencoder.
    public Steerer(Dataset data, Recommender model, Autoencoder sae, Kernels kernels) {}

    /// Three lists of one user after the edits. Fast enough for a moving slider; call it off the JavaFX thread.
    ///
    /// @param user the user's row
    /// @param k    the length of the lists
    public Steering.UserLists lists(int user, List<Edit> edits, SteeringMode mode, int k) {
        throw new UnsupportedOperationException();
    }
}
