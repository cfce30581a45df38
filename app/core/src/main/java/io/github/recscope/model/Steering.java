package io.github.recscope.model;

import java.util.List;

/// A saved steering recipe with what it does to one user and to everyone.
///
/// @param name   what the person calls it
/// @param edits  the edits, applied in order
/// @param mode   how an edited code becomes an embedding
/// @param lists  what it does to one user
/// @param effect what it does to all users
public record Steering(String name, List<Edit> edits, SteeringMode mode, UserLists lists, Effect effect)
        implements Artifact {
    /// Copies the list.
    public Steering {
        edits = List.copyOf(edits);
    }

    /// Three top lists of one user; everything in the user's history is masked.
    ///
    /// @param user          the user's row
    /// @param model         the frozen model's list
    /// @param reconstructed the list when user and items are reconstructed from their codes
    /// @param steered       the list after the edits
    public record UserLists(int user, List<Listed> model, List<Listed> reconstructed, List<Listed> steered) {
        /// Copies the lists.
        public UserLists {
            model = List.copyOf(model);
            reconstructed = List.copyOf(reconstructed);
            steered = List.copyOf(steered);
        }
    }

    /// One line of a list.
    ///
    /// @param item      the item's row
    /// @param score     its score; comparable within one list only
    /// @param modelRank its rank in the model's list, from 1; 0 when it is not in it
    public record Listed(int item, double score, int modelRank) {}

    /// What the edits do to the lists of all users (training items masked).
    ///
    /// @param users    how many users
    /// @param cutoff   the length of the lists
    /// @param ndcg     NDCG on held-out items
    /// @param recall   recall of held-out items
    /// @param overlap  share of a user's list that stays
    /// @param coverage share of the catalogue that is in somebody's list
    /// @param shares   for the label of each edited concept: its share of the lists
    public record Effect(
            int users,
            int cutoff,
            Change ndcg,
            Change recall,
            MetricValue overlap,
            Change coverage,
            List<ShareChange> shares) {
        /// Copies the list.
        public Effect {
            shares = List.copyOf(shares);
        }
    }

    /// Before and after, with the paired difference (interval over users; for coverage low = high = mean).
    public record Change(double before, double after, MetricValue difference) {}

    /// The share of an attribute in the lists.
    public record ShareChange(Attribute attribute, Change share) {}
}
