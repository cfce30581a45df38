/// Sparse autoencoders trained through a frozen recommender (arXiv 2511.18024), and what their codes lose.
///
/// One dictionary serves both towers. The prediction-aware loss is exact for dot products: squared errors of all
/// user–item scores come from three d × d Gram matrices instead of sampled pairs.
@NullMarked
package io.github.recscope.sae;

import org.jspecify.annotations.NullMarked;
