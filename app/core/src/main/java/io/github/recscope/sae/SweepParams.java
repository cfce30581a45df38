package io.github.recscope.sae;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Sweep;
import java.util.ArrayList;
import java.util.List;

/// Which autoencoders to compare. Every combination is trained; what is not named here is as recommended.
public record SweepParams(
        @Param(label = "Variant", help = "How latents are made sparse.")
        SaeParams.Variant variant,

        @Param(label = "Latents", help = "Widths to try, separated by commas.")
        String latents,

        @Param(label = "Active latents", help = "Numbers of active latents (L0) to try, separated by commas.")
        String l0,

        @Param(label = "Prediction weights", help = "Weights β of the score error to try, separated by commas.")
        String predictionWeights,

        @Param(label = "Seeds", help = "How often each setting is trained, from the step's seed on.", min = 1, max = 20)
        int seeds,

        @Param(label = "Epochs", help = "Passes over all users and items.", min = 1, max = 100_000)
        int epochs,

        @Param(label = "Learning rate", help = "Adam's step size after warm-up.", min = 1e-7, max = 1)
        double learningRate,

        @Param(
                label = "Rank weight",
                help = "How much the score error minds the items that reach top lists, from 0 to 1.",
                min = 0,
                max = 1)
        double rankWeight,

        @Param(label = "Embedding weight", help = "Weight α of the error of the embeddings.", min = 0, max = 1000)
        double embeddingWeight,

        @Param(
                label = "Users held out",
                help = "Share of users who have no part in training and whose lists are compared; 0 takes all.",
                min = 0,
                max = 0.9)
        double heldOut,

        @Param(label = "List length", help = "Length of the lists compared for rank fidelity.", min = 1, max = 1000)
        int listLength)
        implements Params {
    private static final int MOST_RUNS = 500;
    /// What moves ReLU's L0: the paper's penalty.
    private static final double KL = 0.1;

    /// Recommended values.
    public static SweepParams defaults() {
        SaeParams p = SaeParams.defaults();
        return new SweepParams(
                p.variant(),
                "64, 128, 256",
                "4, 8, 16",
                "1",
                1,
                50,
                p.learningRate(),
                p.rankWeight(),
                p.embeddingWeight(),
                0.2,
                p.listLength());
    }

    /// One training of the sweep.
    ///
    /// @param params its settings
    /// @param seed   its seed
    record Planned(SaeParams params, long seed) {}

    /// All trainings, in order.
    ///
    /// @throws ProblemException if a list is no list of numbers or there are too many combinations
    List<Planned> plan(long firstSeed) {
        List<Planned> plan = new ArrayList<>();
        for (double width : numbers("latents", latents, 2, 65_536)) {
            for (double active : numbers("active latents", l0, 1, 1024)) {
                for (double beta : numbers("prediction weights", predictionWeights, 0, 1000)) {
                    for (int s = 0; s < seeds; s++) {
                        plan.add(new Planned(settings((int) width, active, beta), firstSeed + s));
                    }
                }
            }
        }
        if (plan.size() > MOST_RUNS) {
            throw ProblemException.of(
                    "The sweep is too large.",
                    "It would train " + plan.size() + " autoencoders; " + MOST_RUNS + " is the most.",
                    "Try fewer values of each setting, or fewer seeds.");
        }
        return plan;
    }

    /// The settings with which a run of this sweep is trained again.
    public SaeParams settings(Sweep.Run run) {
        return settings(run.latents(), run.l0(), run.predictionWeight());
    }

    private SaeParams settings(int width, double active, double beta) {
        SaeParams p = SaeParams.of(
                        variant, width, active, epochs, SaeParams.defaults().batch(), learningRate)
                .weighted(
                        beta, rankWeight, embeddingWeight, SaeParams.defaults().auxWeight())
                .judged(heldOut, listLength);
        return variant == SaeParams.Variant.RELU
                ? p.penalised(0, KL, p.klTarget(), true).reaching(true)
                : p;
    }

    private static List<Double> numbers(String what, String text, double min, double max) {
        List<Double> out = new ArrayList<>();
        for (String part : text.split("[,;\\s]+")) {
            if (!part.isEmpty()) {
                out.add(number(what, part, min, max));
            }
        }
        if (out.isEmpty()) {
            throw ProblemException.of(
                    "The sweep has no " + what + ".",
                    "The list is empty.",
                    "Write numbers separated by commas, such as 4, 8, 16.");
        }
        return out.stream().distinct().sorted().toList();
    }

    private static double number(String what, String text, double min, double max) {
        try {
            double x = Double.parseDouble(text);
            if (x >= min && x <= max) {
                return x;
            }
        } catch (NumberFormatException _) {
            // The same message serves.
        }
        throw ProblemException.of(
                "\"" + text + "\" cannot be one of the " + what + " of a sweep.",
                "It must be a number from " + min + " to " + max + ".",
                "Write numbers separated by commas, such as 4, 8, 16.");
    }
}
