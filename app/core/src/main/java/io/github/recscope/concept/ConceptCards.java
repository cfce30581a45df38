package io.github.recscope.concept;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.Dataset;
import io.github.recscope.stat.Quantiles;
import io.github.recscope.stat.Ranks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Puts together what is known about each latent.
final class ConceptCards {
    private static final int TOP = 20;
    private static final int RELATED = 5;

    private final Autoencoder sae;
    private final AttributeTable table;
    private final SparseCodes itemsByLatent;
    private final SparseCodes usersByLatent;
    private final double[] popularity;
    private final double falseDiscoveryRate;

    ConceptCards(
            Dataset data, Autoencoder sae, AttributeTable table, SparseCodes itemsByLatent, double falseDiscoveryRate) {
        this.sae = sae;
        this.table = table;
        this.itemsByLatent = itemsByLatent;
        this.usersByLatent = sae.users().transpose();
        this.popularity =
                Arrays.stream(data.interactions().popularity()).asDoubleStream().toArray();
        this.falseDiscoveryRate = falseDiscoveryRate;
    }

    /// The card of one latent.
    ///
    /// @param fits best first, without p-values
    /// @param p    the p-value of the first; NaN if there is none
    /// @param q    the same, adjusted
    Concept card(int latent, List<AttributeFit> fits, double p, double q) {
        List<AttributeFit> tested = new ArrayList<>(fits);
        if (!fits.isEmpty()) {
            tested.set(0, withTest(fits.getFirst(), p, q));
        }
        int activeItems = itemsByLatent.l0(latent);
        int activeUsers = usersByLatent.l0(latent);
        Concept.Status status = status(tested, activeItems + activeUsers);
        List<Integer> topItems = top(itemsByLatent, latent);
        double purity = Double.NaN;
        double corrected = Double.NaN;
        String label = "";
        if (status == Concept.Status.NAMED) {
            label = tested.getFirst().attribute().words();
            int row = table.indexOf(tested.getFirst().attribute());
            boolean[] has = table.members(row);
            purity = (double) topItems.stream().filter(i -> has[i]).count() / topItems.size();
            double base = (double) table.items().length(row) / has.length;
            corrected = (purity - base) / (1 - base);
        }
        return new Concept(
                latent,
                status,
                label,
                tested,
                activeItems,
                activeUsers,
                levels(itemsByLatent, latent),
                levels(usersByLatent, latent),
                topItems,
                top(usersByLatent, latent),
                purity,
                corrected,
                popularityCorrelation(latent),
                related(latent));
    }

    private Concept.Status status(List<AttributeFit> fits, int active) {
        if (active == 0) {
            return Concept.Status.DEAD;
        }
        boolean holds = !fits.isEmpty()
                && fits.getFirst().qValue() <= falseDiscoveryRate
                && fits.getFirst().liftLow() > 1;
        return holds ? Concept.Status.NAMED : Concept.Status.UNNAMED;
    }

    private static AttributeFit withTest(AttributeFit f, double p, double q) {
        return new AttributeFit(
                f.attribute(),
                f.support(),
                f.baseRate(),
                f.threshold(),
                f.firing(),
                f.precision(),
                f.recall(),
                f.lift(),
                f.liftLow(),
                f.liftHigh(),
                f.auroc(),
                p,
                q);
    }

    private static List<Integer> top(SparseCodes byLatent, int latent) {
        List<Integer> positions = new ArrayList<>();
        for (int p = byLatent.offsets()[latent]; p < byLatent.offsets()[latent + 1]; p++) {
            positions.add(p);
        }
        // Stable: rows of equal activation stay in ascending order.
        positions.sort((a, b) -> Float.compare(byLatent.value()[b], byLatent.value()[a]));
        return positions.stream().limit(TOP).map(p -> byLatent.latent()[p]).toList();
    }

    private static Concept.Levels levels(SparseCodes byLatent, int latent) {
        int from = byLatent.offsets()[latent];
        int n = byLatent.l0(latent);
        if (n == 0) {
            return new Concept.Levels(0, 0, 0, 0);
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = byLatent.value()[from + i];
        }
        Arrays.sort(values);
        return new Concept.Levels(
                Quantiles.ofSorted(values, 0.5),
                Quantiles.ofSorted(values, 0.9),
                Quantiles.ofSorted(values, 0.99),
                values[n - 1]);
    }

    private double popularityCorrelation(int latent) {
        double[] activation = new double[popularity.length];
        for (int p = itemsByLatent.offsets()[latent]; p < itemsByLatent.offsets()[latent + 1]; p++) {
            activation[itemsByLatent.latent()[p]] = itemsByLatent.value()[p];
        }
        return Ranks.spearman(activation, popularity);
    }

    private List<Concept.Related> related(int latent) {
        int d = sae.decoder().cols();
        float[] w = sae.decoder().data();
        List<Concept.Related> all = new ArrayList<>();
        for (int j = 0; j < sae.latents(); j++) {
            if (j != latent && itemsByLatent.l0(j) + usersByLatent.l0(j) > 0) {
                double dot = 0;
                for (int c = 0; c < d; c++) {
                    dot += (double) w[latent * d + c] * w[j * d + c];
                }
                all.add(new Concept.Related(j, Math.clamp(dot, -1, 1)));
            }
        }
        all.sort(Comparator.comparingDouble(Concept.Related::cosine).reversed());
        return List.copyOf(all.subList(0, Math.min(RELATED, all.size())));
    }
}
