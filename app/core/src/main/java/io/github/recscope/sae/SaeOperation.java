package io.github.recscope.sae;

import io.github.recscope.coding.Coder;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Curve;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Trains a sparse autoencoder on a recommender's embeddings and measures what its codes lose.
public final class SaeOperation implements Operation<SaeParams, Autoencoder> {
    @Override
    public String id() {
        return "sae";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String title() {
        return "Train a sparse autoencoder";
    }

    @Override
    public Class<SaeParams> paramsType() {
        return SaeParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Recommender.class);
    }

    @Override
    public double weight() {
        return 20;
    }

    @Override
    public Autoencoder run(SaeParams params, Inputs inputs, Ctx ctx) {
        Recommender model = inputs.get(Recommender.class);
        if (params.l0() >= params.latents()) {
            throw ProblemException.of(
                    "The autoencoder would not be sparse.",
                    "It has " + params.latents() + " latents and " + params.l0() + " of them are to be active.",
                    "Ask for fewer active latents, or for more latents.");
        }
        double scale = scale(model.users(), model.items());
        Matrix users = Rows.scaled(model.users(), 1 / scale);
        Matrix items = Rows.scaled(model.items(), 1 / scale);
        SaeTrainer trainer = new SaeTrainer(params, users, items, ctx.part(0, 0.9));
        SaeTrainer.History history = trainer.train();
        Ctx rest = ctx.part(0.9, 1);
        rest.progress("encoding", 0);
        Weights w = trainer.weights();
        Activation activation = new Activation.Threshold(
                Thresholds.forL0(params.l0(), users, w, ctx), Thresholds.forL0(params.l0(), items, w, ctx));
        Coder coder = new Coder(
                w.encoderMatrix(),
                w.encoderBias,
                w.decoderMatrix(),
                w.decoderBias,
                scale,
                false,
                activation,
                ctx.kernels());
        SparseCodes u = coder.encodeUsers(model.users(), ctx::check);
        SparseCodes v = coder.encodeItems(model.items(), ctx::check);
        Matrix usersHat = coder.decode(u, model.users());
        Matrix itemsHat = coder.decode(v, model.items());
        Fidelity fidelity =
                FidelityMeter.measure(model, usersHat, itemsHat, u, v, params.listLength(), rest.part(0.3, 1));
        return new Autoencoder(
                "BatchTopK, " + params.latents() + " latents",
                w.encoderMatrix(),
                w.encoderBias,
                w.decoderMatrix(),
                w.decoderBias,
                scale,
                false,
                activation,
                u,
                v,
                fidelity,
                curves(history));
    }

    /// The root mean square length of all embeddings over √d: divided by it, a coordinate has size about 1.
    private static double scale(Matrix users, Matrix items) {
        double sum = 0;
        for (float x : users.data()) {
            sum += (double) x * x;
        }
        for (float x : items.data()) {
            sum += (double) x * x;
        }
        double rms = Math.sqrt(sum / (users.data().length + (double) items.data().length));
        if (!(rms > 0) || !Double.isFinite(rms)) {
            throw ProblemException.of(
                    "The embeddings cannot be encoded.",
                    rms == 0 ? "All of them are zero." : "Some of them are not finite numbers.",
                    "Train the recommender with a smaller learning rate, or import other vectors.");
        }
        return rms;
    }

    private static List<Curve> curves(SaeTrainer.History history) {
        return List.of(
                curve("unexplained variance of users", history, SaeTrainer.Loss::fvuUsers),
                curve("unexplained variance of items", history, SaeTrainer.Loss::fvuItems),
                curve("unexplained variance of scores", history, SaeTrainer.Loss::scores));
    }

    private static Curve curve(String name, SaeTrainer.History history, ToDoubleFunction<SaeTrainer.Loss> part) {
        List<Double> x = IntStream.rangeClosed(1, history.epochs().size())
                .mapToObj(e -> (double) e)
                .toList();
        return new Curve(
                name,
                x,
                history.epochs().stream().map(l -> part.applyAsDouble(l)).toList());
    }
}
