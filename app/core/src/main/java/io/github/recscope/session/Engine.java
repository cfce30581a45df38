package io.github.recscope.session;

import io.github.recscope.concept.BaselinesOperation;
import io.github.recscope.concept.ConceptsOperation;
import io.github.recscope.concept.StabilityOperation;
import io.github.recscope.data.ImportOperation;
import io.github.recscope.data.Importers;
import io.github.recscope.data.Judge;
import io.github.recscope.data.VectorsOperation;
import io.github.recscope.job.Ctx;
import io.github.recscope.job.Jobs;
import io.github.recscope.kernels.KernelRegistry;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.Workers;
import io.github.recscope.kernels.spi.Availability;
import io.github.recscope.model.Ablation;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Benchmark;
import io.github.recscope.model.ConceptBaselines;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.ConceptStability;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Params;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Split;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringPlan;
import io.github.recscope.model.Sweep;
import io.github.recscope.op.Operation;
import io.github.recscope.projection.MapOperation;
import io.github.recscope.recsys.EvaluateOperation;
import io.github.recscope.recsys.ModelJudge;
import io.github.recscope.recsys.TrainOperation;
import io.github.recscope.sae.SaeOperation;
import io.github.recscope.sae.SweepOperation;
import io.github.recscope.steering.AblateOperation;
import io.github.recscope.steering.DoseOperation;
import io.github.recscope.steering.SolveOperation;
import io.github.recscope.steering.SteerOperation;
import io.github.recscope.store.ArtifactCodec;
import java.util.List;

/// The composition root: everything that the program can do, put together by hand.
public final class Engine implements AutoCloseable {
    private final KernelRegistry registry;
    private final Workers workers;
    private final Kernels kernels;
    private final Jobs jobs;
    private final Importers importers;
    private final List<Operation<?, ?>> operations;

    private Engine(
            KernelRegistry registry,
            Workers workers,
            Kernels kernels,
            Importers importers,
            List<Operation<?, ?>> operations) {
        this.registry = registry;
        this.workers = workers;
        this.kernels = kernels;
        this.jobs = new Jobs(kernels);
        this.importers = importers;
        this.operations = List.copyOf(operations);
    }

    /// Everything that this program can do, in the order in which one does it.
    public static List<Operation<?, ?>> standardOperations(Importers importers) {
        return List.of(
                new ImportOperation(importers),
                new TrainOperation(),
                new VectorsOperation(Engine::judge),
                new EvaluateOperation(),
                new MapOperation(),
                new SaeOperation(),
                new SweepOperation(),
                new ConceptsOperation(),
                new BaselinesOperation(),
                new StabilityOperation(),
                new SteerOperation(),
                new DoseOperation(),
                new SolveOperation(),
                new AblateOperation());
    }

    private static Judge.Judged judge(
            Dataset data,
            Matrix users,
            Matrix items,
            float[] itemBias,
            Scorer scorer,
            double heldOut,
            int cutoff,
            Ctx ctx) {
        Split split = ModelJudge.split(data, heldOut, ctx);
        return new Judge.Judged(split, ModelJudge.evaluate(users, items, itemBias, scorer, split, cutoff, ctx));
    }

    /// An engine with the given kernels.
    ///
    /// @param kernelsId `auto` or a provider's id
    /// @param threads   how many threads compute, at least 1
    /// @throws ProblemException if the provider is not there or not ready
    public static Engine create(String kernelsId, int threads) {
        Importers importers = Importers.standard();
        return create(kernelsId, threads, importers, standardOperations(importers));
    }

    /// An engine of the given parts.
    ///
    /// @throws ProblemException as [#create(String, int)]
    public static Engine create(String kernelsId, int threads, Importers importers, List<Operation<?, ?>> operations) {
        KernelRegistry registry = KernelRegistry.fromClassPath();
        Workers workers = Workers.of(threads);
        try {
            return new Engine(registry, workers, registry.select(kernelsId, workers), importers, operations);
        } catch (IllegalArgumentException e) {
            workers.close();
            throw new ProblemException(
                    new Problem(
                            "The kernels '" + kernelsId + "' cannot be used.",
                            e.getMessage() + ".",
                            "Choose --kernels=auto, or run 'recscope doctor'."),
                    e);
        }
    }

    /// The provider that computes.
    public Kernels kernels() {
        return kernels;
    }

    /// All providers, for `doctor` and the About box.
    public KernelRegistry registry() {
        return registry;
    }

    /// One provider of kernels, for people.
    ///
    /// @param id    its name, such as `simd`
    /// @param state what it runs on, or why it cannot be used
    /// @param inUse whether it is the one that computes
    public record KernelState(String id, String state, boolean inUse) {}

    /// All providers with their states, most preferred first.
    public List<KernelState> kernelStates() {
        return registry.providers().stream()
                .map(p -> new KernelState(
                        p.id(),
                        switch (p.probe()) {
                            case Availability.Ready(String device) -> device;
                            case Availability.Missing(String reason) -> reason;
                        },
                        p.id().equals(kernels.id())))
                .toList();
    }

    /// Where work runs.
    public Jobs jobs() {
        return jobs;
    }

    /// What can be imported.
    public Importers importers() {
        return importers;
    }

    /// Everything that can be done.
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    /// The operation of an id.
    ///
    /// @throws ProblemException if there is none
    public Operation<?, ?> operation(String id) {
        for (Operation<?, ?> op : operations) {
            if (op.id().equals(id)) {
                return op;
            }
        }
        throw ProblemException.of(
                "There is no operation '" + id + "'.",
                "The operations are "
                        + String.join(
                                ", ", operations.stream().map(Operation::id).toList()) + ".",
                "Correct the name.");
    }

    /// The record of parameters of an operation.
    ///
    /// @throws ProblemException if there is no such operation
    public Class<? extends Params> paramsType(String op) {
        return operation(op).paramsType();
    }

    /// The hash of an artifact's content.
    public ArtifactId identify(Artifact artifact) {
        return ArtifactCodec.identify(artifact);
    }

    /// "a data set", "a recommender", …
    static String kindName(Class<? extends Artifact> kind) {
        if (kind == Dataset.class) {
            return "a data set";
        } else if (kind == Recommender.class) {
            return "a recommender";
        } else if (kind == Benchmark.class) {
            return "an evaluation";
        } else if (kind == SpaceMap.class) {
            return "a map";
        } else if (kind == Autoencoder.class) {
            return "a sparse autoencoder";
        } else if (kind == Sweep.class) {
            return "a comparison of autoencoders";
        } else if (kind == ConceptSet.class) {
            return "a set of concepts";
        } else if (kind == ConceptBaselines.class) {
            return "a comparison with baselines";
        } else if (kind == ConceptStability.class) {
            return "a comparison across trainings";
        } else if (kind == Steering.class) {
            return "a steering recipe";
        } else if (kind == DoseResponse.class) {
            return "a dose–response curve";
        } else if (kind == SteeringPlan.class) {
            return "a steering plan";
        } else if (kind == Ablation.class) {
            return "a comparison of ablations";
        }
        throw new IllegalArgumentException("no name for " + kind);
    }

    /// Cancels all jobs and ends the threads.
    @Override
    public void close() {
        jobs.close();
        workers.close();
    }
}
