package io.github.recscope.ui.steering;

import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Concept;
import io.github.recscope.model.Edit;
import io.github.recscope.model.SteeringMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ready-made recipes for what steering is for; a start to change.
public enum Preset {
    /// The paper's first use: an item's code gets the concept, so that those who like it see the item.
    PROMOTE("Promote the selected item", "Adds a concept to the item's code, for those who are keenest on it."),
    /// More of a concept for everyone.
    NUDGE("Nudge towards a concept", "Adds the concept to everyone's codes."),
    /// A concept out of lists, all latents of its name.
    SUPPRESS("Suppress a concept", "Switches all latents of that name off, and what the residual holds of them."),
    /// Fewer bestsellers.
    DEBIAS("Reduce popularity bias", "Halves the latents that stand for the most popular items.");

    private final String title;
    private final String help;

    Preset(String title, String help) {
        this.title = title;
        this.help = help;
    }

    /// For a menu.
    public String title() {
        return title;
    }

    /// What it does, in a sentence.
    public String help() {
        return help;
    }

    /// The recipe.
    ///
    /// @param concept  the concept that it is about
    /// @param item     the item in focus; −1 for none
    /// @param concepts all concepts, by latent
    Trial trial(Concept concept, int item, List<Concept> concepts) {
        List<Integer> group = group(concept, concepts);
        String keenest = concept.labelFit()
                .map(f -> "keenest:" + f.attribute().words() + ":100")
                .orElse("latent:" + concept.latent() + ":100");
        return switch (this) {
            case PROMOTE ->
                new Trial(
                        rows(group, Edit.Kind.ADD, concepts, true),
                        SteeringMode.PRESERVE_RESIDUAL,
                        keenest,
                        item < 0 ? List.of() : List.of(item));
            case NUDGE ->
                new Trial(rows(group, Edit.Kind.ADD, concepts, false), SteeringMode.PRESERVE_RESIDUAL, "", List.of());
            case SUPPRESS ->
                new Trial(
                        rows(group, Edit.Kind.ZERO, concepts, false), SteeringMode.CLEAR_RESIDUAL, keenest, List.of());
            case DEBIAS ->
                new Trial(
                        rows(popular(concepts), Edit.Kind.SCALE, concepts, false),
                        SteeringMode.PRESERVE_RESIDUAL,
                        "",
                        List.of());
        };
    }

    private static List<EditRow> rows(List<Integer> latents, Edit.Kind kind, List<Concept> concepts, boolean items) {
        List<EditRow> rows = new ArrayList<>();
        for (int j : latents) {
            Concept c = concepts.get(j);
            double usual = items ? c.itemLevels().p90() : c.userLevels().p90();
            double amount = switch (kind) {
                case ADD -> usual / latents.size();
                case SCALE -> 0.5;
                case SET, CAP, ZERO -> 0;
            };
            rows.add(new EditRow(j, kind, amount, true));
        }
        return rows;
    }

    /// The latents of the same name.
    static List<Integer> group(Concept concept, List<Concept> concepts) {
        Optional<Attribute> name = concept.labelFit().map(AttributeFit::attribute);
        if (name.isEmpty()) {
            return List.of(concept.latent());
        }
        return concepts.stream()
                .filter(c -> c.labelFit().map(AttributeFit::attribute).equals(name))
                .map(Concept::latent)
                .toList();
    }

    private static List<Integer> popular(List<Concept> concepts) {
        return concepts.stream()
                .filter(c -> c.labelFit()
                        .map(AttributeFit::attribute)
                        .filter(a -> a.family().equals(Attribute.POPULARITY)
                                && a.value().startsWith("most popular"))
                        .isPresent())
                .map(Concept::latent)
                .toList();
    }
}
