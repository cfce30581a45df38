package io.github.recscope.recsys;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// Which recommender to train, and how. Values that suit one model do not suit another: 0 (or −1 for the penalty)
/// stands for the model's own, and [#effective()] says what that is.
public record TrainParams(
        @Param(
                label = "Model",
                help =
                        "logistic-mf: matrix factorisation with biases. bpr: the same, learned by comparing items. als: least squares. cml: points and distances. ncf: a perceptron on both embeddings.")
        Model model,

        @Param(label = "Dimensions", help = "Length of an embedding.", min = 2, max = 1024)
        int dimensions,

        @Param(
                label = "Epochs",
                help = "Passes over the training interactions; 0 for the model's own.",
                max = 10_000,
                min = 0)
        int epochs,

        @Param(label = "Optimiser", help = "Of logistic MF: Adam keeps two moments for each weight, SGD none.")
        Optimiser optimiser,

        @Param(
                label = "Learning rate",
                help = "Step size at the start; it falls linearly to a tenth. 0 for the model's own; ALS has none.",
                min = 0,
                max = 10)
        double learningRate,

        @Param(
                label = "L2 penalty",
                help = "Pulls embeddings towards zero; −1 for the model's own.",
                min = -1,
                max = 10_000)
        double regularisation,

        @Param(
                label = "Negatives",
                help = "Sampled items for each interaction; 0 for the model's own. ALS needs none.",
                min = 0,
                max = 100)
        int negatives,

        @Param(
                label = "Layer widths",
                help = "Of NCF: the hidden layers, from the first to the last; 8,4 is the paper's.")
        String widths,

        @Param(
                label = "Confidence",
                help = "Of ALS: how much more a choice weighs than none (α); 0 for the model's own.",
                min = 0,
                max = 10_000)
        double confidence,

        @Param(
                label = "Margin",
                help = "Of metric learning: by how much chosen items should be nearer; 0 for the model's own.",
                min = 0,
                max = 4)
        double margin,

        @Param(label = "Held out", help = "Share of each user's interactions kept for evaluation.", min = 0, max = 0.9)
        double heldOut,

        @Param(label = "List length", help = "Length k of the evaluated lists.", min = 1, max = 1000)
        int cutoff)
        implements Params {
    private static final double CONFIDENCE = 10;
    private static final double MARGIN = 0.5;

    /// The recommenders that have embeddings.
    public enum Model {
        /// Logistic matrix factorisation with biases (Johnson, 2014).
        LOGISTIC_MF("Logistic MF", 30, 0.05, 0.03, 4),
        /// Bayesian personalised ranking (Rendle et al., 2009).
        BPR("BPR", 40, 0.05, 0.01, 4),
        /// Implicit alternating least squares (Hu, Koren and Volinsky, 2008).
        ALS("Implicit ALS", 15, 0, 30, 0),
        /// Collaborative metric learning (Hsieh et al., 2017).
        CML("Metric learning", 40, 0.02, 0, 10),
        /// Neural collaborative filtering, its perceptron part (He et al., 2017).
        NCF("NCF", 8, 0.003, 0.03, 4);

        private final String title;
        private final int epochs;
        private final double rate;
        private final double penalty;
        private final int negatives;

        Model(String title, int epochs, double rate, double penalty, int negatives) {
            this.title = title;
            this.epochs = epochs;
            this.rate = rate;
            this.penalty = penalty;
            this.negatives = negatives;
        }
    }

    /// How weights are updated.
    public enum Optimiser {
        /// Kingma and Ba (2015), moments of a row updated when the row is touched.
        ADAM,
        /// Plain stochastic gradient descent.
        SGD
    }

    /// Logistic matrix factorisation.
    public TrainParams(
            int dimensions,
            int epochs,
            Optimiser optimiser,
            double learningRate,
            double regularisation,
            int negatives,
            double heldOut,
            int cutoff) {
        this(
                Model.LOGISTIC_MF,
                dimensions,
                epochs,
                optimiser,
                learningRate,
                regularisation,
                negatives,
                "64,32,16",
                0,
                0,
                heldOut,
                cutoff);
    }

    /// Recommended values.
    public static TrainParams defaults() {
        return new TrainParams(64, 0, Optimiser.SGD, 0, -1, 0, 0.2, 20);
    }

    /// The recommended values of a model.
    public static TrainParams of(Model model) {
        return defaults().with(model);
    }

    /// The same values for embeddings of another length; 0 epochs are the model's own.
    public TrainParams sized(int length, int passes) {
        return Params.with(this, Map.of("dimensions", length, "epochs", passes));
    }

    /// The same values with so many sampled items for each interaction; 0 is the model's own.
    public TrainParams sampling(int sampled) {
        return new TrainParams(
                model,
                dimensions,
                epochs,
                optimiser,
                learningRate,
                regularisation,
                sampled,
                widths,
                confidence,
                margin,
                heldOut,
                cutoff);
    }

    /// The same values for another model.
    public TrainParams with(Model other) {
        return Params.with(this, Map.of("model", other));
    }

    /// What it will be called: "NCF 64-32-16, 20 dimensions".
    String title() {
        String layers = model == Model.NCF
                ? " "
                        + Arrays.stream(Ncf.widths(widths))
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining("-"))
                : "";
        return model.title + layers + ", " + dimensions + " dimensions";
    }

    /// The learning rate of an epoch, from 0.
    double rate(int epoch) {
        double fraction = (double) epoch / epochs;
        return learningRate * (1 - 0.9 * fraction);
    }

    @Override
    public TrainParams effective() {
        return Params.with(
                this,
                Map.of(
                        "epochs", epochs == 0 ? model.epochs : epochs,
                        "learningRate", learningRate == 0 ? model.rate : learningRate,
                        "regularisation", regularisation < 0 ? model.penalty : regularisation,
                        "negatives", negatives == 0 ? model.negatives : negatives,
                        "confidence", confidence == 0 ? CONFIDENCE : confidence,
                        "margin", margin == 0 ? MARGIN : margin));
    }
}
