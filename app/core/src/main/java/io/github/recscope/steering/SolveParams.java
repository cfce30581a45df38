package io.github.recscope.steering;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import io.github.recscope.model.SteeringMode;
import java.util.List;

/// What to find doses for: as much as a budget allows, or a wished change of a share.
public record SolveParams(
        @Param(label = "Name", help = "What to call the plan.")
        String name,

        @Param(label = "More of", help = "Concepts to raise, with commas: labels, group:LABEL or numbers of latents.")
        String more,

        @Param(label = "Less of", help = "Concepts to lower, with commas.")
        String less,

        @Param(
                label = "Points",
                help = "Wished change of the share of the first concept in points of the list; 0 for as much as the"
                        + " budget allows.",
                min = 0,
                max = 100)
        double points,

        @Param(label = "Budget", help = "The loss of NDCG that is allowed, as a share.", min = 0, max = 1)
        double budget,

        @Param(label = "Mode", help = "How an edited code becomes an embedding; as in 'steer'.")
        SteeringMode mode,

        @Param(label = "List length", help = "Length of the lists.", min = 1, max = 1000)
        int cutoff,

        @Param(label = "Audience", help = "For whom; as in 'steer'.")
        String audience,

        @Param(
                label = "Levels",
                help = "In how many steps each concept goes from nothing to the most.",
                min = 2,
                max = 200)
        int levels,

        @Param(
                label = "Helpers",
                help = "With points: most latents without the name that may join where the named ones cannot move the"
                        + " share far enough; 0 for none.",
                min = 0,
                max = 1000)
        int helpers)
        implements Params {
    /// Nothing to raise, 2 % NDCG.
    public static SolveParams defaults() {
        return new SolveParams("untitled", "", "", 0, 0.02, SteeringMode.PRESERVE_RESIDUAL, 20, "", 16, 12);
    }

    /// The concepts of a list.
    static List<String> concepts(String text) {
        return java.util.Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
