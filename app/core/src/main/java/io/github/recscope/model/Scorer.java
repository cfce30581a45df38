package io.github.recscope.model;

import io.github.recscope.kernels.Matrix;
import java.util.List;

/// How a recommender makes a score out of the embeddings of a user and an item; biases are added to it.
public sealed interface Scorer {
    /// `u · v`
    record Dot() implements Scorer {}

    /// `u · v / (‖u‖ ‖v‖)`; 0 where an embedding is zero.
    record Cosine() implements Scorer {}

    /// `−‖u − v‖²` (collaborative metric learning, Hsieh et al., 2017)
    record Euclidean() implements Scorer {}

    /// A multi-layer perceptron over the concatenation `[u; v]`, ReLU between its layers (neural collaborative
    /// filtering, He et al., 2017).
    ///
    /// @param layers the first takes `2 d` values, each next one what the one before gives, the last gives one
    record Mlp(List<Layer> layers) implements Scorer {
        /// Checks that the layers fit each other.
        public Mlp {
            layers = List.copyOf(layers);
            for (int l = 0; l < layers.size(); l++) {
                int out = layers.get(l).weights().rows();
                int next = l + 1 < layers.size() ? layers.get(l + 1).weights().cols() : 1;
                if (out != next) {
                    throw new IllegalArgumentException("layer " + l + " gives " + out + " values, not " + next);
                }
            }
            if (layers.isEmpty()) {
                throw new IllegalArgumentException("a perceptron needs a layer");
            }
        }
    }

    /// One layer: `weights · x + bias`.
    ///
    /// @param weights `[out, in]`
    /// @param bias    `[out]`
    record Layer(Matrix weights, float[] bias) {
        /// Checks the shape.
        public Layer {
            if (bias.length != weights.rows()) {
                throw new IllegalArgumentException("one bias for each output");
            }
        }
    }
}
