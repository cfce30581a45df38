package io.github.recscope.ui.steering;

import io.github.recscope.model.Edit;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import java.util.List;

/// Computes the three lists of one user after edits; called off the window's thread.
@FunctionalInterface
public interface Preview {
    /// The lists.
    ///
    /// @param user   the user's row
    /// @param edits  applied in order
    /// @param mode   how an edited code becomes an embedding
    /// @param length the length of the lists
    Steering.UserLists lists(int user, List<Edit> edits, SteeringMode mode, int length);
}
