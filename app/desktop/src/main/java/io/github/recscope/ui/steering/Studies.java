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
/// @param sampled what a sample says about the recipe that is being saved; empty for nothing
/// @param trying  what a sample says about the doses that are being tried; empty for nothing
public record Studies(
        String running,
        Optional<Problem> problem,
        Optional<Steering> saved,
        Optional<DoseResponse> dose,
        Optional<SteeringPlan> plan,
        Optional<Steering> sampled,
        Optional<DoseResponse> trying) {
    /// Nothing.
    public static final Studies NONE = new Studies(
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Studies running(String what, Optional<Problem> trouble) {
        return new Studies(what, trouble, saved, dose, plan, sampled, trying);
    }

    Studies results(Optional<Steering> newSaved, Optional<DoseResponse> newDose, Optional<SteeringPlan> newPlan) {
        return new Studies(running, problem, newSaved, newDose, newPlan, sampled, trying);
    }

    Studies sampled(Optional<Steering> estimate) {
        return new Studies(running, problem, saved, dose, plan, estimate, trying);
    }

    Studies trying(Optional<DoseResponse> estimate) {
        return new Studies(running, problem, saved, dose, plan, sampled, estimate);
    }
}
