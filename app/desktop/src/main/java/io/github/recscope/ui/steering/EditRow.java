package io.github.recscope.ui.steering;

import io.github.recscope.model.Edit;
import io.github.recscope.steering.SteerParams;

/// One row of the recipe that is being tried.
///
/// @param latent the concept
/// @param kind   what to do with it
/// @param amount by how much, within its [EditRange]
/// @param on     whether it takes part
public record EditRow(int latent, Edit.Kind kind, double amount, boolean on) {
    /// What it does to a code.
    Edit edit() {
        return new Edit(latent, kind, amount);
    }

    /// The same for a saved recipe.
    SteerParams.EditSpec spec() {
        return new SteerParams.EditSpec(String.valueOf(latent), kind, amount);
    }
}
