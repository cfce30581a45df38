package io.github.recscope.ui.steering;

import java.util.List;

/// The user whose lists are shown.
///
/// @param user        the row, −1 for nobody
/// @param id          the external id
/// @param users       how many there are to choose from
/// @param history     titles of the items chosen, the most recent first where there is an order; at most 40
/// @param historySize how many items were chosen
/// @param ordered     whether the order means something
/// @param strongest   the concepts that are strongest, strongest first
public record Person(
        int user,
        String id,
        int users,
        List<String> history,
        int historySize,
        boolean ordered,
        List<Strong> strongest) {
    /// Nobody.
    public static final Person NOBODY = new Person(-1, "", 0, List.of(), 0, false, List.of());

    /// Copies the lists.
    public Person {
        history = List.copyOf(history);
        strongest = List.copyOf(strongest);
    }

    /// A concept that is active for the user.
    ///
    /// @param latent     its number
    /// @param title      its name
    /// @param activation how strong it is
    /// @param share      of the largest activation of any user, in `[0, 1]`
    public record Strong(int latent, String title, double activation, double share) {}
}
