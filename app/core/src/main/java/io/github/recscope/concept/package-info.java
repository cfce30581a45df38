/// Names for latents, with the statistics that say whether a name holds.
///
/// A label is chosen on one half of the items and tested on the other. The null hypothesis permutes activations
/// within popularity deciles, so that a latent of popular books cannot pass for a genre.
@NullMarked
package io.github.recscope.concept;

import org.jspecify.annotations.NullMarked;
