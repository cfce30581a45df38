package io.github.recscope.ui.steering;

import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.Steering;
import io.github.recscope.ui.text.Numbers;
import java.util.Optional;

/// The estimate that stands in the place of a result: while everybody is measured, and after that was cancelled.
///
/// @param estimate the newest; empty for none
/// @param left     the time left in words; empty while unknown
/// @param stopped  whether everybody will not be measured
record Sampled(Optional<Estimate> estimate, String left, boolean stopped) {
    /// No estimate.
    static final Sampled NONE = new Sampled(Optional.empty(), "", false);

    /// What is shown while everybody is measured; an older estimate stays until there is a newer one.
    ///
    /// @param newest what the job shows
    /// @param name   the recipe that is measured: estimates of others are not for this place
    Sampled next(Optional<Estimate> newest, String newLeft, Class<?> kind, String name) {
        Optional<Estimate> own = newest.filter(e -> kind.isInstance(e.result())
                && name.equals(
                        switch (e.result()) {
                            case Steering s -> s.name();
                            case DoseResponse d -> d.name();
                            default -> "";
                        }));
        return new Sampled(own.or(() -> estimate), newLeft, false);
    }

    /// After somebody cancelled: what was seen stays.
    Sampled stop() {
        return new Sampled(estimate, "", true);
    }

    /// In a sentence; empty without an estimate.
    String caption() {
        return estimate.map(e -> "Estimate from " + Numbers.whole(e.users()) + " of "
                        + Numbers.count(e.audience(), "user")
                        + (stopped
                                ? ". Measuring everyone was cancelled, so nothing is saved."
                                : " – measuring everyone" + (left.isEmpty() ? "" : ", " + left) + "."))
                .orElse("");
    }
}
