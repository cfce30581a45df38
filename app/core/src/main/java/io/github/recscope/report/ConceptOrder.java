package io.github.recscope.report;

import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Which concepts come first.
final class ConceptOrder {
    private static final int BRIEF = 34;
    private static final Comparator<Concept> CLEAREST = Comparator.<Concept>comparingDouble(c -> -purity(c))
            .thenComparingDouble(c -> -liftLow(c))
            .thenComparingInt(Concept::latent);

    private ConceptOrder() {}

    /// The named concepts, the purest first; equally pure ones by the lower end of their lift.
    static List<Concept> named(ConceptSet set) {
        return set.concepts().stream()
                .filter(c -> c.status() == Concept.Status.NAMED)
                .sorted(CLEAREST)
                .toList();
    }

    /// The purest named concepts, no label twice.
    static List<Concept> clearest(ConceptSet set, int n) {
        return named(set).stream()
                .collect(Collectors.toMap(Concept::label, c -> c, (a, _) -> a, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .limit(n)
                .toList();
    }

    /// The titles of its strongest items; long ones are cut in print.
    static Cell titles(Dataset data, Concept c, int n) {
        List<String> titles =
                c.topItems().stream().limit(n).map(i -> data.titles().get(i)).toList();
        return new Cell.Words(
                String.join(" · ", titles),
                titles.stream().map(ConceptOrder::brief).collect(Collectors.joining(" · ")));
    }

    private static String brief(String title) {
        if (title.codePointCount(0, title.length()) <= BRIEF) {
            return title;
        }
        return title.substring(0, title.offsetByCodePoints(0, BRIEF - 1)).strip() + "…";
    }

    private static double purity(Concept c) {
        return orLow(c.purityCorrected());
    }

    private static double liftLow(Concept c) {
        return c.labelFit().map(fit -> orLow(fit.liftLow())).orElse(Double.NEGATIVE_INFINITY);
    }

    private static double orLow(double v) {
        return Double.isNaN(v) ? Double.NEGATIVE_INFINITY : v;
    }
}
