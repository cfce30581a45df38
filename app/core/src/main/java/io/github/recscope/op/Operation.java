package io.github.recscope.op;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Params;
import java.util.List;
import java.util.Optional;

/// Something that can be done; stateless.
///
/// @param <P> its parameters
/// @param <R> the artifact it makes
public interface Operation<P extends Params, R extends Artifact> {
    /// A short word for recipes and the command line: `train`.
    String id();

    /// Raised when the same parameters and inputs may give another result than before.
    int version();

    /// What it does, for a jobs strip: "Train a recommender".
    String title();

    /// The record of its parameters.
    Class<P> paramsType();

    /// The kinds of artifacts it reads, in order.
    List<Class<? extends Artifact>> inputs();

    /// A kind of which it reads all other artifacts made from the same data set as well, oldest first, after its
    /// declared inputs.
    default Optional<Class<? extends Artifact>> others() {
        return Optional.empty();
    }

    /// Whether the result depends on nothing but parameters, inputs and seed. An import reads a file, which
    /// may change.
    default boolean isPure() {
        return true;
    }

    /// How long it takes beside other operations on the sample data; for the progress of several in a row.
    default double weight() {
        return 1;
    }

    /// What it will take, said before it begins; empty where nobody knows. Takes a fraction of a second at most, and
    /// reads no numbers of matrices.
    ///
    /// @param threads at work
    /// @throws io.github.recscope.model.ProblemException for settings that cannot be used
    default Optional<Forecast> forecast(P params, Inputs inputs, int threads) {
        return Optional.empty();
    }

    /// What makes it take less memory, as the beginning of a sentence: "Choose fewer latents".
    default String smaller() {
        return "Choose smaller settings";
    }

    /// Does it.
    ///
    /// @throws io.github.recscope.model.ProblemException for what the user can mend
    R run(P params, Inputs inputs, Ctx ctx);
}
