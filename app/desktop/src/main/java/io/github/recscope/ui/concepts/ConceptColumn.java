package io.github.recscope.ui.concepts;

import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Concept;
import io.github.recscope.ui.text.Numbers;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A column of the concept table: what it says, what it means and how it sorts.
public enum ConceptColumn {
    /// The name, or what stands for it.
    LABEL("Concept", Terms.LABEL, Concept::title, 132),
    /// Base-rate corrected purity of the top 20.
    PURITY("Purity", Terms.PURITY, Concept::purityCorrected, v -> Numbers.fixed(v, 2), 84),
    /// Balanced accuracy of the label against silent items of the same popularity.
    EASY("Easy", Terms.EASY, c -> c.evidence().detection().easy(), v -> Numbers.fixed(v, 2), 62),
    /// The same against near silent items.
    NEAR("Near", Terms.NEAR, c -> c.evidence().detection().near(), v -> Numbers.fixed(v, 2), 62),
    /// Whether it says what users go on to choose.
    VALIDITY("User fit", Terms.USERS, c -> c.evidence().validity().correlation(), v -> Numbers.signed(v, 2), 76),
    /// Of the items where it fires, the share with the label.
    PRECISION("Precision", Terms.PRECISION, label(AttributeFit::precision), Numbers::percent, 86),
    /// Of the items with the label, the share where it fires.
    RECALL("Recall", Terms.RECALL, label(AttributeFit::recall), Numbers::percent, 68),
    /// The false-discovery adjusted p-value.
    Q("q-value", Terms.Q, label(AttributeFit::qValue), Numbers::probability, 78),
    /// Precision over base rate.
    LIFT("Lift", Terms.LIFT, label(AttributeFit::lift), Numbers::times, 58),
    /// Items where it fires.
    ITEMS("Items", "How many items it fires for.", Concept::activeItems, 0, 64),
    /// Users where it fires.
    USERS("Users", "How many users it fires for.", Concept::activeUsers, 0, 66),
    /// Rank correlation with popularity.
    POPULARITY("Popularity", Terms.POPULARITY, Concept::popularityCorrelation, v -> Numbers.signed(v, 2), 98),
    /// The row of the dictionary.
    LATENT("No.", "The concept's number: its row in the autoencoder's dictionary.", Concept::latent, 0, 46),
    /// Named, unnamed, dead.
    STATUS("Status", Terms.STATUS, c -> Terms.status(c.status()), 88);

    private final String header;
    private final String help;
    private final Function<Concept, String> text;
    private final Comparator<Concept> ascending;
    private final Comparator<Concept> descending;
    private final boolean number;
    private final double width;

    ConceptColumn(String header, String help, ToDoubleFunction<Concept> value, int decimals, double width) {
        this(header, help, value, v -> Numbers.fixed(v, decimals), width);
    }

    ConceptColumn(
            String header,
            String help,
            ToDoubleFunction<Concept> value,
            Function<Double, String> format,
            double width) {
        this.header = header;
        this.help = help;
        this.text = c -> format.apply(value.applyAsDouble(c));
        this.ascending = known(value).thenComparingDouble(value).thenComparing(ties());
        this.descending = known(value)
                .thenComparing(Comparator.comparingDouble(value).reversed())
                .thenComparing(ties());
        this.number = true;
        this.width = width;
    }

    ConceptColumn(String header, String help, Function<Concept, String> text, double width) {
        this.header = header;
        this.help = help;
        this.text = text;
        Comparator<Concept> byText = Comparator.comparing(c -> text.apply(c).toLowerCase(Locale.ROOT));
        this.ascending = byText.thenComparing(ties());
        this.descending = byText.reversed().thenComparing(ties());
        this.number = false;
        this.width = width;
    }

    /// A column's title.
    public String header() {
        return header;
    }

    /// What it means, in a sentence or two.
    public String help() {
        return help;
    }

    /// The text of a cell.
    public String text(Concept concept) {
        return text.apply(concept);
    }

    /// Whether cells are numbers, to be aligned at the right.
    public boolean isNumber() {
        return number;
    }

    /// A width that its content needs, in pixels.
    public double width() {
        return width;
    }

    /// The order of rows. Missing numbers come last in both directions; of equals the one with more lift,
    /// which says more, comes first.
    public Comparator<Concept> order(boolean down) {
        return down ? descending : ascending;
    }

    private static Comparator<Concept> ties() {
        ToDoubleFunction<Concept> lift = label(AttributeFit::lift);
        return known(lift)
                .thenComparing(Comparator.comparingDouble(lift).reversed())
                .thenComparingInt(Concept::latent);
    }

    private static Comparator<Concept> known(ToDoubleFunction<Concept> value) {
        return Comparator.comparing(c -> Double.isNaN(value.applyAsDouble(c)));
    }

    private static ToDoubleFunction<Concept> label(ToDoubleFunction<AttributeFit> value) {
        return c -> c.labelFit().map(value::applyAsDouble).orElse(Double.NaN);
    }
}
