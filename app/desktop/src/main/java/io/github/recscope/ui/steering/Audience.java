package io.github.recscope.ui.steering;

import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Concept;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Users that a recipe may be for.
///
/// @param title for people
/// @param text  as a recipe says it
public record Audience(String title, String text) {
    /// Everybody.
    static final Audience EVERYONE = new Audience("Everyone", "");

    private static final int SOME = 100;

    /// What fits the concepts of a trial and the user shown.
    static List<Audience> of(Trial trial, List<Concept> concepts, Person person) {
        List<Audience> all = new ArrayList<>();
        all.add(EVERYONE);
        trial.rows().stream()
                .map(r -> concepts.get(r.latent()))
                .map(Concept::labelFit)
                .flatMap(Optional::stream)
                .map(AttributeFit::attribute)
                .distinct()
                .forEach(a -> {
                    String words = a.words();
                    all.add(new Audience("The " + SOME + " keenest on " + words, "keenest:" + words + ":" + SOME));
                });
        trial.rows().stream()
                .mapToInt(EditRow::latent)
                .distinct()
                .forEach(j -> all.add(new Audience(
                        "The " + SOME + " who activate " + concepts.get(j).title() + " (no. " + j + ") most",
                        "latent:" + j + ":" + SOME)));
        all.add(new Audience("The " + SOME + " most active", "active:" + SOME));
        all.add(new Audience("The " + SOME + " least active", "quiet:" + SOME));
        if (person.user() >= 0 && person.id().indexOf(',') < 0) {
            all.add(new Audience("Only " + person.id(), "ids:" + person.id()));
        }
        if (all.stream().noneMatch(a -> a.text().equals(trial.audience()))) {
            all.add(new Audience(trial.audience(), trial.audience()));
        }
        return all;
    }

    @Override
    public String toString() {
        return title;
    }
}
