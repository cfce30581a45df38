package io.github.recscope.concept;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Recommender;
import io.github.recscope.stat.Cohesion;
import io.github.recscope.stat.Quantiles;
import io.github.recscope.stat.Ranks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts together what is known about each latent.
final class ConceptCards {
    private static final int TOP = 20;
    private static final int RELATED = 5;

    private static final int[] PURITY_AT = {10, 20, 50};

    private final Autoencoder sae;
    private final Namer.Names names;
    private final DetectionScore detection;
    private final UserValidity validity;
    private final Relations relations;
    private final SparseCodes itemsByLatent;
    private final SparseCodes usersByLatent;
    private final double[] popularity;
    private final double falseDiscoveryRate;
    private final Cohesion.Vectors embeddings;
    private final AttributeVectors attributes;

    ConceptCards(
            Dataset data,
            Recommender model,
            Autoencoder sae,
            AttributeTable table,
            Namer namer,
            Namer.Names names,
            double falseDiscoveryRate) {
        this.sae = sae;
        this.names = names;
        this.detection = namer.detection();
        this.validity = new UserValidity(model.split());
        this.itemsByLatent = sae.items().transpose();
        this.usersByLatent = sae.users().transpose();
        this.popularity =
                Arrays.stream(data.interactions().popularity()).asDoubleStream().toArray();
        this.falseDiscoveryRate = falseDiscoveryRate;
        this.embeddings = Cohesion.rows(namer.neighbours().unit());
        this.attributes = new AttributeVectors(table);
        @Nullable Attribute[] label = new @Nullable Attribute[sae.latents()];
        for (int j = 0; j < label.length; j++) {
            label[j] = names.holds(j, falseDiscoveryRate)
                    ? names.fits().get(j).getFirst().attribute()
                    : null;
        }
        this.relations = new Relations(sae.items(), itemsByLatent, label);
    }

    AttributeVectors attributeVectors() {
        return attributes;
    }

    /// The card of one latent.
    ///
    /// @param fits best first, the first one tested
    Concept card(int latent, List<AttributeFit> fits) {
        int activeItems = itemsByLatent.l0(latent);
        int activeUsers = usersByLatent.l0(latent);
        Concept.Status status = status(latent, activeItems + activeUsers);
        int[] strongest = top(itemsByLatent, latent, PURITY_AT[PURITY_AT.length - 1]);
        String label = "";
        List<Concept.Purity> purities = List.of();
        Concept.Detection detected = Concept.Detection.NONE;
        Concept.Validity valid = Concept.Validity.NONE;
        if (!fits.isEmpty()) {
            LabelSearch.Candidate candidate = names.candidates().get(latent).getFirst();
            detected = detection.of(itemsByLatent, latent, candidate);
            if (status == Concept.Status.NAMED) {
                label = candidate.attribute().words();
                purities = Arrays.stream(PURITY_AT)
                        .mapToObj(k -> purity(strongest, k, candidate.has()))
                        .toList();
                valid = validity.of(usersByLatent, latent, candidate.has());
            }
        }
        double[] activation = dense(latent);
        Concept.Evidence evidence = new Concept.Evidence(
                purities,
                Cohesion.score(activation, embeddings, Cohesion.STRONGEST),
                Cohesion.score(activation, attributes, Cohesion.STRONGEST),
                detected,
                valid,
                relations.of(latent));
        return new Concept(
                latent,
                status,
                label,
                fits,
                activeItems,
                activeUsers,
                levels(itemsByLatent, latent),
                levels(usersByLatent, latent),
                Arrays.stream(strongest).limit(TOP).boxed().toList(),
                Arrays.stream(top(usersByLatent, latent, TOP)).boxed().toList(),
                purities.isEmpty() ? Double.NaN : purities.get(1).raw(),
                purities.isEmpty() ? Double.NaN : purities.get(1).corrected(),
                Ranks.spearman(activation, popularity),
                evidence,
                related(latent));
    }

    static Concept.Purity purity(int[] strongest, int k, boolean[] has) {
        int n = Math.min(k, strongest.length);
        double hits = Arrays.stream(strongest).limit(n).filter(i -> has[i]).count();
        double base = 0;
        for (boolean h : has) {
            base += h ? 1 : 0;
        }
        base /= has.length;
        return new Concept.Purity(k, hits / n, (hits / n - base) / (1 - base));
    }

    private Concept.Status status(int latent, int active) {
        if (active == 0) {
            return Concept.Status.DEAD;
        }
        return names.holds(latent, falseDiscoveryRate) ? Concept.Status.NAMED : Concept.Status.UNNAMED;
    }

    /// The rows of largest activation, largest first; rows of equal activation in ascending order.
    static int[] top(SparseCodes byLatent, int latent, int k) {
        List<Integer> positions = new ArrayList<>();
        for (int p = byLatent.offsets()[latent]; p < byLatent.offsets()[latent + 1]; p++) {
            positions.add(p);
        }
        positions.sort((a, b) -> Float.compare(byLatent.value()[b], byLatent.value()[a]));
        return positions.stream().limit(k).mapToInt(p -> byLatent.latent()[p]).toArray();
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

    private double[] dense(int latent) {
        double[] activation = new double[popularity.length];
        for (int p = itemsByLatent.offsets()[latent]; p < itemsByLatent.offsets()[latent + 1]; p++) {
            activation[itemsByLatent.latent()[p]] = itemsByLatent.value()[p];
        }
        return activation;
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
