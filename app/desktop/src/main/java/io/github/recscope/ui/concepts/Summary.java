package io.github.recscope.ui.concepts;

import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.ui.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/// Says in plain words what a concept is and how sure that is.
final class Summary {
    /// A concept that fires for more than this share of the items says little about any of them.
    private static final double DENSE = 0.6;

    private Summary() {}

    static List<String> of(Concept c, ConceptSet set, int items) {
        List<String> s = new ArrayList<>();
        switch (c.status()) {
            case DEAD ->
                s.add("Never fires on this data: no item and no user activates it. "
                        + "There is nothing to name and nothing to steer.");
            case UNNAMED -> unnamed(c, set, s);
            case NAMED -> named(c, set, s);
        }
        if (c.status() != Concept.Status.DEAD) {
            warnings(c, items, s);
        }
        return s;
    }

    private static void named(Concept c, ConceptSet set, List<String> s) {
        AttributeFit f = c.fits().getFirst();
        s.add(fires(c));
        s.add("On the half of the items that had no part in choosing the label it fires on "
                + Numbers.whole(f.firing()) + "; " + Numbers.percent(f.precision()) + " of them are '"
                + f.attribute().words() + "' (base rate " + Numbers.percent(f.baseRate()) + "), "
                + Numbers.times(f.lift()) + " as many as by chance.");
        s.add("The label holds: " + Numbers.equation("q", f.qValue()) + " (labels were kept so that at most "
                + Numbers.percent(set.falseDiscoveryRate()) + " of them are expected to be wrong).");
    }

    private static void unnamed(Concept c, ConceptSet set, List<String> s) {
        s.add(fires(c));
        String tried = Numbers.count(set.attributesTried(), "attribute was", "attributes were") + " tried";
        if (c.fits().isEmpty()) {
            s.add("It has no name: " + tried
                    + " and none describes it. Its top items may still tell what it is about.");
            return;
        }
        AttributeFit f = c.fits().getFirst();
        String verdict = Double.isNaN(f.qValue())
                ? "too weak to be put to the test"
                : "and that does not hold on items that had no part in choosing it ("
                        + Numbers.equation("q", f.qValue()) + ")";
        s.add("It has no name: " + tried + ". The closest is '" + f.attribute().words() + "' ("
                + Numbers.percent(f.precision()) + " where it fires, base rate " + Numbers.percent(f.baseRate()) + "), "
                + verdict + ". Its top items may still tell what it is about.");
    }

    private static void warnings(Concept c, int items, List<String> s) {
        if (ConceptFilter.popularityLike(c)) {
            s.add("Beware: it follows popularity (rank correlation "
                    + Numbers.signed(c.popularityCorrelation(), 2)
                    + "), so it may say more about how often an item is chosen than about what it is.");
        }
        if (c.activeItems() > DENSE * items) {
            s.add("Beware: it fires on " + Numbers.percent((double) c.activeItems() / items)
                    + " of all items, too many for one clear meaning.");
        }
    }

    private static String fires(Concept c) {
        if (c.activeItems() == 0) {
            return "Fires on no item, but for " + Numbers.count(c.activeUsers(), "user") + ".";
        }
        String users = c.activeUsers() == 0 ? "no user" : Numbers.count(c.activeUsers(), "user");
        return "Fires on " + Numbers.count(c.activeItems(), "item") + " and for " + users + ".";
    }
}
