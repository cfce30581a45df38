package io.github.recscope.testing;

import io.github.recscope.concept.ConceptParams;
import io.github.recscope.concept.ConceptsOperation;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Recommender;
import io.github.recscope.op.Inputs;
import io.github.recscope.recsys.TrainOperation;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.sae.SaeOperation;
import io.github.recscope.sae.SaeParams;
import java.util.List;

/// The pipeline on planted data, small enough for a unit test.
///
/// @param data     eight genres
/// @param model    trained on it
/// @param sae      trained on the model
/// @param concepts named from the metadata
public record PlantedRun(Dataset data, Recommender model, Autoencoder sae, ConceptSet concepts) {
    /// Parameters of the small model.
    public static final TrainParams TRAIN = new TrainParams(16, 25, TrainParams.Optimiser.SGD, 0.05, 0.01, 4, 0.2, 10);
    /// Parameters of the small autoencoder.
    public static final SaeParams SAE =
            SaeParams.of(SaeParams.Variant.BATCH_TOP_K, 24, 3, 60, 128, 5e-3).judged(0, 10);

    /// Runs all steps with a context.
    public static PlantedRun run(TestCtx ctx) {
        Dataset data = Planted.dataset(400, 320, 8, 24, 9);
        Recommender model = new TrainOperation().run(TRAIN, inputs(data), ctx);
        Autoencoder sae = new SaeOperation().run(SAE, inputs(model), ctx);
        ConceptSet concepts =
                new ConceptsOperation().run(new ConceptParams(0.05, 5, 1999, 0.05), inputs(data, model, sae), ctx);
        return new PlantedRun(data, model, sae, concepts);
    }

    /// Inputs of an operation.
    public static Inputs inputs(Artifact... artifacts) {
        return new Inputs(List.of(artifacts));
    }
}
