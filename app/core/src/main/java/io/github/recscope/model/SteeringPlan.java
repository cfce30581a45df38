package io.github.recscope.model;

import java.util.List;

/// How strongly to steer: the doses that a budget allows, or that a wished change of a share needs.
///
/// Everything is fitted on one random half of the users and reported on the other.
///
/// @param name        what the person calls it
/// @param goal        what was asked for, in words
/// @param edits       the solution, applied in order; an addition is followed by a cap at the largest activation
///     that the encoder gives to any user, so that codes stay where codes are
/// @param mode        how an edited code becomes an embedding
/// @param cutoff      the length of the lists
/// @param doses       for each concept that was asked for, how much of it
/// @param fitted      the cost on the half that it was chosen on, relative loss of NDCG
/// @param cost        the same on the other half
/// @param ndcg        NDCG on the other half
/// @param shares      for each concept: the share of its label in the lists of the other half
/// @param calibration how well a wished change of a share is met; null where none was wished
public record SteeringPlan(
        String name,
        String goal,
        List<Edit> edits,
        SteeringMode mode,
        int cutoff,
        List<Dose> doses,
        MetricValue fitted,
        MetricValue cost,
        Steering.Change ndcg,
        List<Steering.ShareChange> shares,
        @org.jspecify.annotations.Nullable Calibration calibration)
        implements Artifact {
    /// Copies the lists.
    public SteeringPlan {
        edits = List.copyOf(edits);
        doses = List.copyOf(doses);
        shares = List.copyOf(shares);
    }

    /// How much of a concept, on a scale from 0 (nothing) to 1 (the most that the encoder produces: raised latents
    /// gain the largest activation that any user has, and stop there; lowered ones fall silent).
    ///
    /// @param concept as it was asked for
    /// @param raise   whether there is to be more of it
    /// @param latents the latents that bear it
    /// @param helpers latents that move its label's share as well and were added because those that bear it could
    ///     not move it as far as asked; chosen on the fitted half
    /// @param level   how much, in `[0, 1]`
    public record Dose(String concept, boolean raise, List<Integer> latents, List<Integer> helpers, double level) {
        /// Copies the lists.
        public Dose {
            latents = List.copyOf(latents);
            helpers = List.copyOf(helpers);
        }
    }

    /// How well "+20 points" means that, on users who had no part in fitting it.
    ///
    /// What is asked of a user is as much of the wished change as the list has room for. Errors are absolute, in
    /// points (0 to 100).
    ///
    /// @param asked        the wished change of the share, in points
    /// @param slope        points at level 1, fitted through the origin on one half of the users
    /// @param linearLevel  the level that the slope gives, for everyone
    /// @param linear       mean change on the other half at that level, in points
    /// @param level        the level that a monotone curve through the fitted half gives, for everyone
    /// @param mean         mean change on the other half at that level
    /// @param perUser      mean error of single users of the other half at that level: users differ in what it does
    ///     to them
    /// @param ownLevels    mean error of single users when each gets a level of its own, found by bisection on the
    ///     user's own scores (which needs no held-out item)
    /// @param reached      share of the users of the other half whom some level brings as far as asked, to half a
    ///     place of the list
    public record Calibration(
            double asked,
            double slope,
            double linearLevel,
            MetricValue linear,
            double level,
            MetricValue mean,
            MetricValue perUser,
            MetricValue ownLevels,
            double reached) {}
}
