package io.github.recscope.steering;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Edit;
import io.github.recscope.model.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One concept of which there is to be more or less, on a scale that the encoder can produce.
///
/// @param concept as it was asked for
/// @param raise   whether there is to be more of it
/// @param latents the latents that bear it, ascending
/// @param most    the largest activation of each over all users
/// @param label   what to look for in the lists; empty when the latents have no name
/// @param bearers how many of the latents were asked for; those after them are helpers
record Wish(String concept, boolean raise, int[] latents, double[] most, Optional<Attribute> label, int bearers) {
    /// Reads what was asked for.
    ///
    /// @throws ProblemException if there is no such concept, or no user activates it
    static Wish of(String concept, boolean raise, ConceptNames names, Autoencoder sae) {
        int[] latents = names.latents(concept);
        double[] most = most(latents, sae);
        if (Arrays.stream(most).allMatch(m -> m == 0)) {
            throw ProblemException.of(
                    "'" + concept + "' cannot be steered.",
                    "No user activates it, so nothing says what activations are usual.",
                    "Choose another concept.");
        }
        return new Wish(
                concept, raise, latents, most, names.labels(latents).stream().findFirst(), latents.length);
    }

    /// The largest activation of each latent over all users.
    private static double[] most(int[] latents, Autoencoder sae) {
        double[] all = new double[sae.latents()];
        SparseCodes users = sae.users();
        for (int p = 0; p < users.size(); p++) {
            all[users.latent()[p]] = Math.max(all[users.latent()[p]], users.value()[p]);
        }
        return Arrays.stream(latents).mapToDouble(j -> all[j]).toArray();
    }

    /// The same for another latent alone.
    Wish only(int latent, Autoencoder sae) {
        int[] one = {latent};
        return new Wish(concept, raise, one, most(one, sae), label, 1);
    }

    /// The same with one more latent, as a helper.
    Wish with(int latent, Autoencoder sae) {
        int[] more = Arrays.copyOf(latents, latents.length + 1);
        more[latents.length] = latent;
        return new Wish(concept, raise, more, most(more, sae), label, bearers);
    }

    /// The edits at a level in `[0, 1]`; none at 0.
    List<Edit> edits(double level) {
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < latents.length && level > 0; i++) {
            if (!raise) {
                edits.add(new Edit(latents[i], Edit.Kind.SCALE, 1 - level));
            } else if (most[i] > 0) {
                edits.add(new Edit(latents[i], Edit.Kind.ADD, level * most[i]));
                edits.add(new Edit(latents[i], Edit.Kind.CAP, most[i]));
            }
        }
        return edits;
    }
}
