package io.github.recscope.ui.steering;

import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Problem;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringPlan;
import java.util.Optional;

/// What was found out about recipes, beside the lists of one user.
///
/// @param running what is being computed; empty for nothing
/// @param problem why the last computation failed
/// @param saved   the newest saved recipe
/// @param dose    the newest dose–response curve
/// @param plan    the newest plan
public record Studies(
        String running,
        Optional<Problem> problem,
        Optional<Steering> saved,
        Optional<DoseResponse> dose,
        Optional<SteeringPlan> plan) {
    /// Nothing.
    public static final Studies NONE =
            new Studies("", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
