package io.github.recscope.steering;

import io.github.recscope.kernels.TopK;

/// What lists are like, user by user; aligned with the users of a [Population].
///
/// @param lists       the lists; none where only the figures were asked for
/// @param ndcg        on held-out items; NaN for users without
/// @param recall      of held-out items; NaN for users without
/// @param ndcgOutside on held-out items outside the watched concepts; NaN for users without
/// @param popularity  mean popularity of the listed items, in `[0, 1]`; NaN for empty lists
/// @param shares      `[labels][users]` share of the list with each watched label; NaN for empty lists
record Measures(
        TopK lists, double[] ndcg, double[] recall, double[] ndcgOutside, double[] popularity, double[][] shares) {}
