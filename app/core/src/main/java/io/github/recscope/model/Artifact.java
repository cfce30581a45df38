package io.github.recscope.model;

/// A result that a [Step] produced: immutable, saved in the workspace, named by the hash of its content.
public sealed interface Artifact
        permits Dataset,
                Recommender,
                Benchmark,
                SpaceMap,
                Autoencoder,
                Sweep,
                ConceptSet,
                ConceptBaselines,
                ConceptStability,
                Steering,
                DoseResponse,
                SteeringPlan,
                Ablation {
    /// A title for people, such as "goodbooks" or "Logistic MF, 64 dimensions".
    String name();
}
