package io.github.recscope.ui.steering;

import io.github.recscope.model.Steering;
import io.github.recscope.steering.Treatment;

/// Computes the three lists of one user after edits; called off the window's thread.
@FunctionalInterface
public interface Preview {
    /// The lists.
    ///
    /// @param user      the user's row
    /// @param treatment what is edited, and how
    /// @param length    the length of the lists
    Steering.UserLists lists(int user, Treatment treatment, int length);
}
