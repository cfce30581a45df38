package io.github.recscope.recsys;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import java.util.Arrays;
import java.util.List;

/// How to judge recommenders.
public record EvaluateParams(
        @Param(label = "List lengths", help = "The lengths k at which lists are judged.")
        String cutoffs,

        @Param(label = "Neighbours", help = "Of the item-kNN yardstick.", min = 1, max = 10_000)
        int neighbours,

        @Param(
                label = "Shrinkage",
                help = "Of item-kNN: added below the cosine, so that rare items are less similar.",
                min = 0,
                max = 100_000)
        double shrinkage,

        @Param(label = "EASE penalty", help = "L2 penalty of the EASE yardstick.", min = 1e-3, max = 1e6)
        double easePenalty)
        implements Params {
    private static final int LONGEST = 1000;

    /// Recommended values.
    public static EvaluateParams defaults() {
        return new EvaluateParams("5, 10, 20, 50, 100", 100, 10, 200);
    }

    /// The lengths, ascending.
    ///
    /// @throws ProblemException if the text is no list of lengths
    List<Integer> lengths() {
        try {
            List<Integer> list = Arrays.stream(cutoffs.strip().split("[,;\\s]+"))
                    .map(Integer::parseInt)
                    .sorted()
                    .distinct()
                    .toList();
            if (list.getFirst() >= 1 && list.getLast() <= LONGEST) {
                return list;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw ProblemException.of(
                "The list lengths '" + cutoffs + "' cannot be used.",
                "They are whole numbers from 1 to " + LONGEST + " with commas between them.",
                "Write for example 5, 10, 20.");
    }
}
