package io.github.recscope.steering;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import io.github.recscope.model.SteeringMode;
import java.util.List;

/// A steering recipe and the strengths to try it at.
public record DoseParams(
        @Param(label = "Name", help = "What to call the curve.")
        String name,

        @Param(label = "Edits", help = "The edits of the recipe, applied in order.")
        List<SteerParams.EditSpec> edits,

        @Param(label = "Mode", help = "How an edited code becomes an embedding; as in 'steer'.")
        SteeringMode mode,

        @Param(label = "List length", help = "Length of the lists.", min = 1, max = 1000)
        int cutoff,

        @Param(label = "Audience", help = "For whom; as in 'steer'.")
        String audience,

        @Param(label = "Items", help = "Ids of items whose codes are edited instead of the users', with commas.")
        String items,

        @Param(
                label = "From",
                help = "The smallest dose, as a multiple of the recipe; negative turns it round.",
                min = -100,
                max = 100)
        double from,

        @Param(label = "To", help = "The largest dose, as a multiple of the recipe.", min = -100, max = 100)
        double to,

        @Param(label = "Steps", help = "How many doses, evenly spaced.", min = 2, max = 1001)
        int steps,

        @Param(label = "Budget", help = "The loss of NDCG that is allowed, as a share.", min = 0, max = 1)
        double budget)
        implements Params {
    /// Copies the list.
    public DoseParams {
        edits = List.copyOf(edits);
    }

    /// No edits, 21 doses from −1 to 3 (so that 0 and 1 are among them), 2 % NDCG.
    public static DoseParams defaults() {
        return new DoseParams("untitled", List.of(), SteeringMode.PRESERVE_RESIDUAL, 20, "", "", -1, 3, 21, 0.02);
    }
}
