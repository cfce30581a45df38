package io.github.recscope.ui.steering;

import io.github.recscope.ui.text.Numbers;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// A name for a recipe made from what it does: "fantasy +1.20, romance off".
final class RecipeName {
    private static final int LONGEST = 80;

    private RecipeName() {}

    static String of(Trial trial, IntFunction<String> title) {
        String name = trial.rows().stream()
                .filter(EditRow::on)
                .map(r -> title.apply(r.latent()) + " " + words(r))
                .collect(Collectors.joining(", "));
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }

    private static String words(EditRow row) {
        return switch (row.kind()) {
            case ADD -> Numbers.signed(row.amount(), 2);
            case SET -> "= " + Numbers.fixed(row.amount(), 2);
            case SCALE -> "× " + Numbers.fixed(row.amount(), 2);
            case CAP -> "at most " + Numbers.fixed(row.amount(), 2);
            case ZERO -> "off";
        };
    }
}
