/// The frozen recommender as everything else sees it: ranked lists for any embeddings, scores of pairs, and their
/// gradients.
///
/// Below the features, because training, evaluation, autoencoders and steering all need the same scores.
@NullMarked
package io.github.recscope.scoring;

import org.jspecify.annotations.NullMarked;
