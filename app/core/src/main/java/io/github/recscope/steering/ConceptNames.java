package io.github.recscope.steering;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptGroup;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Edit;
import io.github.recscope.model.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the latents that a recipe means: `17`, `fantasy` (the purest latent of that label), `group:fantasy` (all
/// of them) or `3+17+20`.
final class ConceptNames {
    /// What stands before a label to mean all latents that bear it.
    static final String GROUP = "group:";
    /// Far beyond any activation, and small enough that scores stay finite.
    private static final double MOST = 1e6;

    private final ConceptSet concepts;
    private final double[] mass;

    ConceptNames(ConceptSet concepts, Autoencoder sae) {
        this.concepts = concepts;
        this.mass = new double[sae.latents()];
        SparseCodes users = sae.users();
        for (int p = 0; p < users.size(); p++) {
            mass[users.latent()[p]] += users.value()[p];
        }
    }

    /// The latents of a concept, ascending.
    ///
    /// @throws ProblemException if there is no such concept
    int[] latents(String concept) {
        String name = concept.strip();
        if (name.toLowerCase(java.util.Locale.ROOT).startsWith(GROUP)) {
            return group(name.substring(GROUP.length()).strip());
        }
        if (name.matches("[0-9]{1,9}(\\s*\\+\\s*[0-9]{1,9})*")) {
            return Arrays.stream(name.split("\\+", -1))
                    .mapToInt(n -> number(Integer.parseInt(n.strip())))
                    .sorted()
                    .distinct()
                    .toArray();
        }
        return new int[] {purest(name)};
    }

    private int number(int latent) {
        if (latent < concepts.concepts().size()) {
            return latent;
        }
        throw ProblemException.of(
                "There is no concept " + latent + ".",
                "The autoencoder has latents 0 to " + (concepts.concepts().size() - 1) + ".",
                "Give one of them, or a label.");
    }

    private int[] group(String label) {
        return concepts.groups().stream()
                .filter(g -> g.label().equalsIgnoreCase(label))
                .max(Comparator.comparingInt((ConceptGroup g) -> g.latents().size()))
                .map(g -> g.latents().stream().mapToInt(Integer::intValue).toArray())
                .orElseThrow(() -> unknown(label));
    }

    private int purest(String label) {
        return concepts.concepts().stream()
                .filter(c -> c.status() == Concept.Status.NAMED && c.label().equalsIgnoreCase(label))
                .max(Comparator.comparingDouble(Concept::purityCorrected)
                        .thenComparingInt(Concept::activeItems)
                        .thenComparing(Comparator.comparingInt(Concept::latent).reversed()))
                .map(Concept::latent)
                .orElseThrow(() -> unknown(label));
    }

    private static ProblemException unknown(String label) {
        return ProblemException.of(
                "No concept is called '" + label + "'.",
                "The labels are those of 'recscope concepts'.",
                "Give one of them, or a latent's number.");
    }

    /// The edits that a line of a recipe means. What is added to, set or capped for a group is the activation of
    /// the group as a whole: it is divided among its latents in proportion to their activation over all users.
    ///
    /// @throws ProblemException if there is no such concept, or the amount is not finite or absurd
    List<Edit> edits(SteerParams.EditSpec spec) {
        double amount = amount(spec);
        int[] latents = latents(spec.concept());
        double[] weight = weights(latents);
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < latents.length; i++) {
            double own = switch (spec.kind()) {
                case ADD, SET, CAP -> amount * weight[i];
                case SCALE, ZERO -> amount;
            };
            edits.add(new Edit(latents[i], spec.kind(), own));
        }
        return edits;
    }

    /// The shares of the latents in the activation of the group over all users; equal where no user activates it.
    double[] weights(int[] latents) {
        double total = Arrays.stream(latents).mapToDouble(j -> mass[j]).sum();
        return Arrays.stream(latents)
                .mapToDouble(j -> total > 0 ? mass[j] / total : 1.0 / latents.length)
                .toArray();
    }

    /// The labels of latents, each once.
    List<Attribute> labels(int[] latents) {
        return Arrays.stream(latents)
                .mapToObj(j -> concepts.concepts().get(j).labelFit())
                .flatMap(Optional::stream)
                .map(AttributeFit::attribute)
                .distinct()
                .toList();
    }

    /// All latents that bear one of the labels.
    List<Integer> bearers(List<Attribute> labels) {
        return concepts.groups().stream()
                .filter(g -> labels.contains(g.attribute()))
                .flatMap((ConceptGroup g) -> g.latents().stream())
                .toList();
    }

    private static double amount(SteerParams.EditSpec edit) {
        if (!Double.isFinite(edit.amount())) {
            throw ProblemException.of(
                    "The edit of '" + edit.concept() + "' has no finite amount.",
                    "It says " + edit.amount() + ".",
                    "Give a number.");
        }
        if (Math.abs(edit.amount()) > MOST) {
            throw ProblemException.of(
                    "The edit of '" + edit.concept() + "' is too large.",
                    "It says " + edit.amount() + "; activations are mostly below 100.",
                    "Give an amount between −1,000,000 and 1,000,000.");
        }
        return edit.amount();
    }
}
