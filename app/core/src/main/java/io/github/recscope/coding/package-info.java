/// A trained autoencoder at work: embeddings to codes and back.
///
/// Below the features, because training measures, steering edits and reports explain the same codes.
@NullMarked
package io.github.recscope.coding;

import org.jspecify.annotations.NullMarked;
