package io.github.recscope.ui.concepts;

import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Concept;
import java.util.List;
import java.util.Optional;

/// Everything that a card says about one concept.
///
/// @param concept    the concept
/// @param summary    what it is and how sure that is, a sentence each
/// @param topItems   the items where it is strongest, strongest first
/// @param nearMisses where label and activation disagree; empty without a label
/// @param histogram  how strong it is over the items where it fires; empty when it fires for none
/// @param fits       the attributes it fits best, the label's first
/// @param topUsers   the users where it is strongest, strongest first
/// @param relations  how other concepts relate to it, by where they fire
/// @param related    concepts that point alike
public record ConceptCard(
        Concept concept,
        List<String> summary,
        List<ItemLine> topItems,
        Optional<NearMisses> nearMisses,
        Optional<Histogram> histogram,
        List<AttributeFit> fits,
        List<UserLine> topUsers,
        List<RelationLine> relations,
        List<RelatedLine> related) {
    /// Copies the lists.
    public ConceptCard {
        summary = List.copyOf(summary);
        topItems = List.copyOf(topItems);
        fits = List.copyOf(fits);
        topUsers = List.copyOf(topUsers);
        relations = List.copyOf(relations);
        related = List.copyOf(related);
    }

    /// One item.
    ///
    /// @param item         its row
    /// @param title        its title
    /// @param details      year and some attributes, in words
    /// @param activation   how strong the concept is there
    /// @param share        of the strongest activation, in `[0, 1]`
    /// @param carriesLabel whether it has the label; empty without one
    public record ItemLine(
            int item, String title, String details, double activation, double share, Optional<Boolean> carriesLabel) {}

    /// Where label and activation disagree, over all items.
    ///
    /// @param both        how many items carry the label and make it fire above the threshold
    /// @param firingCount how many make it fire above the threshold and lack the label
    /// @param firing      the strongest of them
    /// @param silentCount how many carry the label and stay at or below the threshold
    /// @param silent      the most popular of them
    public record NearMisses(int both, int firingCount, List<ItemLine> firing, int silentCount, List<ItemLine> silent) {
        /// Copies the lists.
        public NearMisses {
            firing = List.copyOf(firing);
            silent = List.copyOf(silent);
        }
    }

    /// Activations over the items where it fires, in bins of equal width from 0.
    ///
    /// @param width     the width of a bin
    /// @param counts    items in each bin
    /// @param threshold above it the concept counts as firing; NaN without a label
    public record Histogram(double width, List<Integer> counts, double threshold) {
        /// Copies the list.
        public Histogram {
            counts = List.copyOf(counts);
        }
    }

    /// One user.
    ///
    /// @param user       the row
    /// @param id         the external id
    /// @param activation how strong the concept is there
    /// @param share      of the strongest activation, in `[0, 1]`
    /// @param history    how many items the user chose
    public record UserLine(int user, String id, double activation, double share, int history) {}

    /// How another concept relates to this one.
    ///
    /// @param relation the figures
    /// @param title    the other one's name
    public record RelationLine(Concept.Relation relation, String title) {}

    /// Another concept.
    ///
    /// @param latent its number
    /// @param title  its name
    /// @param cosine how alike they point, in `[−1, 1]`
    public record RelatedLine(int latent, String title, double cosine) {}
}
