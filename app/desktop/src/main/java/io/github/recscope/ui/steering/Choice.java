package io.github.recscope.ui.steering;

import io.github.recscope.model.Concept;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A concept that can be steered.
///
/// @param latent its number
/// @param title  its name
/// @param note   what tells it from others of the same name
public record Choice(int latent, String title, String note) {
    /// All concepts that fire: the named first, by name.
    static List<Choice> of(List<Concept> concepts) {
        Comparator<Concept> order = Comparator.comparing((Concept c) -> c.status() != Concept.Status.NAMED)
                .thenComparing(c -> c.label().toLowerCase(Locale.ROOT))
                .thenComparing(Comparator.comparingInt(Concept::activeUsers).reversed())
                .thenComparingInt(Concept::latent);
        return concepts.stream()
                .filter(c -> c.status() != Concept.Status.DEAD)
                .sorted(order)
                .map(c -> new Choice(c.latent(), c.title(), "no. " + c.latent()))
                .toList();
    }

    /// Whether name or number contain the text.
    boolean matches(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return toString().toLowerCase(Locale.ROOT).contains(wanted);
    }

    @Override
    public String toString() {
        return title + " · " + note;
    }
}
