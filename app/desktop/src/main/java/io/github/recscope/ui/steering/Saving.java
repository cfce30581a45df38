package io.github.recscope.ui.steering;

import io.github.recscope.model.Problem;
import java.util.Optional;

/// How saving goes, and what the saved recipe does to everyone.
///
/// @param running whether a recipe is being saved
/// @param problem why the last one could not be saved
/// @param effect  what the newest saved recipe does
/// @param current whether that is the recipe being tried
public record Saving(boolean running, Optional<Problem> problem, Optional<EffectTable> effect, boolean current) {
    /// Nothing saved.
    public static final Saving NONE = new Saving(false, Optional.empty(), Optional.empty(), false);
}
