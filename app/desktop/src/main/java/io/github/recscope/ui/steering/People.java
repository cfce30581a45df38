package io.github.recscope.ui.steering;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds users and says what is known about one.
final class People {
    private static final int HISTORY = 40;
    private static final int STRONGEST = 12;

    private final Dataset data;
    private final SparseCodes codes;
    private final List<Concept> concepts;

    People(Dataset data, Autoencoder sae, ConceptSet set) {
        this.data = data;
        this.codes = sae.users();
        this.concepts = set.concepts();
    }

    Person person(int user) {
        int[] row = data.interactions().byUser().row(user);
        boolean ordered = data.interactions().ordered();
        List<String> history = new ArrayList<>();
        for (int n = 0; n < Math.min(HISTORY, row.length); n++) {
            history.add(data.titles().get(row[ordered ? row.length - 1 - n : n]));
        }
        List<Person.Strong> strongest = new ArrayList<>();
        for (int p = codes.offsets()[user]; p < codes.offsets()[user + 1]; p++) {
            Concept c = concepts.get(codes.latent()[p]);
            double max = c.userLevels().max();
            double z = codes.value()[p];
            strongest.add(new Person.Strong(c.latent(), c.title(), z, max > 0 ? Math.min(1, z / max) : 0));
        }
        strongest.sort(Comparator.comparingDouble(Person.Strong::activation)
                .reversed()
                .thenComparingInt(Person.Strong::latent));
        return new Person(
                user,
                data.users().get(user),
                data.users().size(),
                history,
                row.length,
                ordered,
                strongest.subList(0, Math.min(STRONGEST, strongest.size())));
    }

    /// Ids that contain the text; those that begin with it first, shorter ones before longer ones.
    List<String> suggest(String text, int most) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        Comparator<String> order = Comparator.comparing(
                        (String id) -> !id.toLowerCase(Locale.ROOT).startsWith(wanted))
                .thenComparingInt(String::length);
        return data.users().values().stream()
                .filter(id -> id.toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(order)
                .limit(most)
                .toList();
    }

    int indexOf(String id) {
        return data.users().indexOf(id.strip());
    }

    int size() {
        return data.users().size();
    }

    /// How strong a concept is for a user, 0 when it is silent.
    double activation(int user, int latent) {
        return codes.get(user, latent);
    }
}
