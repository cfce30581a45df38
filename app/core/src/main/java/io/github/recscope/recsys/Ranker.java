package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.TopK;

/// Something that ranks all items for users, those of their training part left out.
interface Ranker {
    /// @param users rows of users
    /// @param k     the length of each list
    /// @return one list for each of `users`
    TopK top(int[] users, int k, Ctx ctx);
}
