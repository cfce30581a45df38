package io.github.recscope.steering;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.TopK;

/// Something that changes what users are shown. What effects are measured of: edits of codes and every baseline.
@FunctionalInterface
interface Intervention {
    /// The lists of users afterwards.
    ///
    /// @param users  rows of the model
    /// @param k      the length of a list
    /// @param masked one row for each of `users`: item rows, ascending, that must not be listed
    TopK lists(int[] users, int k, IntLists masked);
}
