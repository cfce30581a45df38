package io.github.recscope.ui.concepts;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.ui.state.Membership;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes cards from codes, labels and metadata.
final class CardMaker {
    private static final int NEAR_MISSES = 8;
    private static final int BINS = 40;
    private static final int VALUES_OF_A_COLUMN = 3;
    private static final int VALUES_OF_AN_ITEM = 5;

    private final Dataset data;
    private final ConceptSet concepts;
    private final SparseCodes itemsByLatent;
    private final SparseCodes usersByLatent;
    private final int[] popularity;

    CardMaker(Dataset data, Autoencoder sae, ConceptSet concepts) {
        this.data = data;
        this.concepts = concepts;
        this.itemsByLatent = sae.items().transpose();
        this.usersByLatent = sae.users().transpose();
        this.popularity = data.interactions().popularity();
    }

    ConceptCard card(Concept c) {
        Optional<AttributeFit> label = c.labelFit();
        boolean @Nullable [] carries =
                label.map(f -> Membership.of(data, f.attribute())).orElse(null);
        double[] activation = activation(itemsByLatent, c.latent(), data.items().size());
        double max = Arrays.stream(activation).max().orElse(0);
        List<ConceptCard.ItemLine> top = c.topItems().stream()
                .map(i -> line(i, activation, max, carries))
                .toList();
        double threshold = label.map(AttributeFit::threshold).orElse(Double.NaN);
        Optional<ConceptCard.NearMisses> misses =
                carries == null ? Optional.empty() : Optional.of(nearMisses(activation, max, carries, threshold));
        return new ConceptCard(
                c,
                Summary.of(c, concepts, data.items().size()),
                top,
                misses,
                histogram(activation, max, threshold),
                c.fits(),
                users(c),
                relations(c),
                related(c));
    }

    private ConceptCard.NearMisses nearMisses(double[] activation, double max, boolean[] carries, double threshold) {
        int both = (int) IntStream.range(0, activation.length)
                .filter(i -> carries[i] && activation[i] > threshold)
                .count();
        List<Integer> firing = items(i -> !carries[i] && activation[i] > threshold);
        firing.sort(Comparator.comparingDouble((Integer i) -> -activation[i]));
        List<Integer> silent = items(i -> carries[i] && activation[i] <= threshold);
        silent.sort(Comparator.comparingInt((Integer i) -> -popularity[i]));
        return new ConceptCard.NearMisses(
                both,
                firing.size(),
                firing.stream()
                        .limit(NEAR_MISSES)
                        .map(i -> line(i, activation, max, carries))
                        .toList(),
                silent.size(),
                silent.stream()
                        .limit(NEAR_MISSES)
                        .map(i -> line(i, activation, max, carries))
                        .toList());
    }

    private List<Integer> items(Predicate<Integer> wanted) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < data.items().size(); i++) {
            if (wanted.test(i)) {
                found.add(i);
            }
        }
        return found;
    }

    private static Optional<ConceptCard.Histogram> histogram(double[] activation, double max, double threshold) {
        if (max <= 0) {
            return Optional.empty();
        }
        double width = max / BINS;
        Integer[] counts = new Integer[BINS];
        Arrays.fill(counts, 0);
        for (double a : activation) {
            if (a > 0) {
                counts[Math.min(BINS - 1, (int) (a / width))]++;
            }
        }
        return Optional.of(new ConceptCard.Histogram(width, List.of(counts), threshold));
    }

    private List<ConceptCard.UserLine> users(Concept c) {
        double[] activation = activation(usersByLatent, c.latent(), data.users().size());
        double max = Arrays.stream(activation).max().orElse(0);
        IntLists histories = data.interactions().byUser();
        return c.topUsers().stream()
                .map(u -> new ConceptCard.UserLine(
                        u, data.users().get(u), activation[u], share(activation[u], max), histories.length(u)))
                .toList();
    }

    private List<ConceptCard.RelationLine> relations(Concept c) {
        return c.evidence().relations().stream()
                .map(r -> new ConceptCard.RelationLine(
                        r, concepts.concepts().get(r.latent()).title()))
                .toList();
    }

    private List<ConceptCard.RelatedLine> related(Concept c) {
        return c.related().stream()
                .map(r -> new ConceptCard.RelatedLine(
                        r.latent(), concepts.concepts().get(r.latent()).title(), r.cosine()))
                .toList();
    }

    private ConceptCard.ItemLine line(int item, double[] activation, double max, boolean @Nullable [] carries) {
        return new ConceptCard.ItemLine(
                item,
                data.titles().get(item),
                details(item),
                activation[item],
                share(activation[item], max),
                carries == null ? Optional.empty() : Optional.of(carries[item]));
    }

    /// The year first, then a few values of each other column.
    private String details(int item) {
        List<String> years = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (ItemColumn column : data.columns()) {
            int[] row = column.values().row(item);
            if (column.role() == ItemColumn.Role.YEAR) {
                Arrays.stream(row).mapToObj(column.vocabulary()::get).forEach(years::add);
            } else if (column.role() != ItemColumn.Role.TEXT) {
                Arrays.stream(row)
                        .limit(VALUES_OF_A_COLUMN)
                        .mapToObj(column.vocabulary()::get)
                        .forEach(values::add);
            }
        }
        List<String> all = new ArrayList<>(years);
        all.addAll(values.subList(0, Math.min(VALUES_OF_AN_ITEM, values.size())));
        all.removeAll(Collections.singleton(""));
        return String.join(" · ", all);
    }

    private static double share(double activation, double max) {
        return max > 0 ? activation / max : 0;
    }

    private static double[] activation(SparseCodes byLatent, int latent, int rows) {
        double[] a = new double[rows];
        for (int p = byLatent.offsets()[latent]; p < byLatent.offsets()[latent + 1]; p++) {
            a[byLatent.latent()[p]] = byLatent.value()[p];
        }
        return a;
    }
}
