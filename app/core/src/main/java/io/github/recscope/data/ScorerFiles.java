package io.github.recscope.data;

import io.github.recscope.array.NamedArray;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Scorer;
import java.util.ArrayList;
import java.util.List;

/// What makes scores of imported vectors, from the files that hold its weights.
final class ScorerFiles {
    private ScorerFiles() {}

    /// The scorer that is asked for.
    ///
    /// @param d the length of a vector
    /// @throws ProblemException if its layers cannot be read or do not fit
    static Scorer scorer(VectorParams params, int d, Ctx ctx) {
        return switch (params.scorer()) {
            case DOT -> new Scorer.Dot();
            case COSINE -> new Scorer.Cosine();
            case EUCLIDEAN -> new Scorer.Euclidean();
            case MLP -> perceptron(params.layers(), d, ctx);
        };
    }

    /// Weights and biases in turn, as PyTorch's `state_dict` of an `nn.Sequential` has them.
    private static Scorer perceptron(String file, int d, Ctx ctx) {
        if (file.isBlank()) {
            throw ProblemException.of(
                    "The perceptron has no layers.",
                    "The scorer is mlp, and no file with its weights was named.",
                    "Name it: --layers FILE, a .npz or .safetensors with weights [out, in] and biases [out].");
        }
        List<NamedArray> arrays = new ArrayList<>(VectorFiles.arrays(file, ctx));
        arrays.sort((a, b) -> naturalOrder(layer(a.name()), layer(b.name())));
        List<Scorer.Layer> layers = new ArrayList<>();
        int in = 2 * d;
        for (NamedArray weights : arrays) {
            if (weights.shape().size() != 2) {
                continue;
            }
            Matrix w = weights.matrix("'" + weights.name() + "'");
            float[] b = new float[w.rows()];
            for (NamedArray bias : arrays) {
                if (bias.shape().size() == 1 && layer(bias.name()).equals(layer(weights.name()))) {
                    b = bias.values();
                }
            }
            if (w.cols() != in || b.length != w.rows()) {
                throw ProblemException.of(
                        "The layers in " + file + " do not fit.",
                        "'" + weights.name() + "' takes " + w.cols() + " values and gives " + w.rows() + " with "
                                + b.length + " biases; it should take " + in + ".",
                        "The first layer takes both vectors, " + 2 * d
                                + " values, and each next one what the one before" + " gives.");
            }
            layers.add(new Scorer.Layer(w, b));
            in = w.rows();
        }
        if (layers.isEmpty() || in != 1) {
            throw ProblemException.of(
                    "The layers in " + file + " do not fit.",
                    layers.isEmpty() ? "There are no weights in it." : "The last layer gives " + in + " values.",
                    "The last layer gives one value, the score.");
        }
        return new Scorer.Mlp(layers);
    }

    /// The name of a layer: `mlp.2` of `mlp.2.weight`.
    private static String layer(String name) {
        return name.replaceFirst("[._]?(weights?|bias(es)?|kernel)$", "");
    }

    /// Compares texts with the numbers in them as numbers: `mlp.2` comes before `mlp.10`.
    static int naturalOrder(String a, String b) {
        String[] x = a.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)");
        String[] y = b.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)");
        for (int p = 0; p < Math.min(x.length, y.length); p++) {
            boolean numbers = x[p].matches("\\d{1,9}") && y[p].matches("\\d{1,9}");
            int c = numbers ? Integer.compare(Integer.parseInt(x[p]), Integer.parseInt(y[p])) : x[p].compareTo(y[p]);
            if (c != 0) {
                return c;
            }
        }
        return Integer.compare(x.length, y.length);
    }
}
