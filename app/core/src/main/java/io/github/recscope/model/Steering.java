package io.github.recscope.model;

import java.util.List;

/// A saved steering recipe with what it does to one user and to everyone whom it is for.
///
/// @param name   what the person calls it
/// @param edits  the edits, applied in order
/// @param mode   how an edited code becomes an embedding
/// @param scope  whose codes are edited
/// @param lists  what it does to one user
/// @param effect what it does to the users of the scope
public record Steering(String name, List<Edit> edits, SteeringMode mode, Scope scope, UserLists lists, Effect effect)
        implements Artifact {
    /// Copies the list.
    public Steering {
        edits = List.copyOf(edits);
    }

    /// Whose codes are edited, and who is watched.
    ///
    /// @param audience the users, in words
    /// @param users    their rows, ascending; empty for everyone
    /// @param items    rows of the items whose codes are edited (promotion: the users' codes stay); empty when the
    ///     codes of the users are edited
    public record Scope(String audience, List<Integer> users, List<Integer> items) {
        /// The codes of all users.
        public static final Scope EVERYONE = new Scope("everyone", List.of(), List.of());

        /// Copies the lists.
        public Scope {
            users = List.copyOf(users);
            items = List.copyOf(items);
        }
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

    /// What the edits do to the lists of the users of the scope (training items masked).
    ///
    /// @param users    how many users
    /// @param cutoff   the length of the lists
    /// @param ndcg     NDCG on held-out items
    /// @param recall   recall of held-out items
    /// @param overlap  share of a user's list that stays
    /// @param coverage share of the catalogue that is in somebody's list
    /// @param shares   for the label of each edited concept: its share of the lists
    /// @param side     what else changes
    /// @param promoted for each item whose code was edited: the share of the lists that it is in
    /// @param control  the same edit on random latents; what of the effect is not the concept's
    public record Effect(
            int users,
            int cutoff,
            Change ndcg,
            Change recall,
            MetricValue overlap,
            Change coverage,
            List<ShareChange> shares,
            Side side,
            List<Promoted> promoted,
            Control control) {
        /// Copies the lists.
        public Effect {
            shares = List.copyOf(shares);
            promoted = List.copyOf(promoted);
        }
    }

    /// What an edit does beside what it is for.
    ///
    /// @param ndcgOutside NDCG on the held-out items that carry none of the edited labels
    /// @param gini        how unevenly the places in the lists fall on the items, from 0 (evenly) to 1
    /// @param popularity  mean popularity of the listed items, as the share of items that are chosen no more
    ///     often
    /// @param worstTenth  mean NDCG of the tenth of the users who lose most; chosen by the loss itself, so it is
    ///     negative even where gains and losses cancel out
    /// @param unchanged   share of users whose list stays as it is, in order
    /// @param harmed      share of users whose NDCG falls by more than 0.05
    /// @param purity      when the edited embeddings are encoded again: how much of the change of a user's code
    ///     falls on the edited latents, in `[0, 1]`; users whose code stays are left out
    /// @param drifts      the latents that change most when the edited embeddings are encoded again, the edited
    ///     ones and then the others by the size of their mean change
    public record Side(
            Change ndcgOutside,
            Change gini,
            Change popularity,
            Change worstTenth,
            MetricValue unchanged,
            MetricValue harmed,
            MetricValue purity,
            List<Drift> drifts) {
        /// Copies the list.
        public Side {
            drifts = List.copyOf(drifts);
        }
    }

    /// How the activation of one latent changes when edited embeddings are encoded again, as a mean over the rows
    /// whose codes were edited.
    public record Drift(int latent, boolean edited, Change activation) {}

    /// How an edited item fares.
    ///
    /// @param item  its row
    /// @param share of the users for whom it is new, the share that have it in the list
    public record Promoted(int item, Change share) {}

    /// The same change of codes on as many other live latents, drawn at random, scaled to move each embedding
    /// as far.
    ///
    /// @param draws  how many random groups; the figures are means over them
    /// @param shares as in the effect
    /// @param ndcg   as in the effect
    public record Control(int draws, List<ShareChange> shares, Change ndcg) {
        /// Copies the list.
        public Control {
            shares = List.copyOf(shares);
        }
    }

    /// Before and after, with the paired difference and its 95 % bootstrap interval over users.
    public record Change(double before, double after, MetricValue difference) {}

    /// The share of an attribute in the lists.
    public record ShareChange(Attribute attribute, Change share) {}
}
