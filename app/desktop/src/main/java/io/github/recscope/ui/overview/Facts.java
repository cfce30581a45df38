package io.github.recscope.ui.overview;

import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Sweep;
import io.github.recscope.ui.state.Current;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the overview shows of a workspace.
///
/// @param now      the artifacts
/// @param tail     how often items were chosen, most chosen first; null without data
/// @param sweep    the current comparison of autoencoders; null without one
/// @param best     up to ten concepts whose labels fit best; empty without concepts
/// @param settings for each kind of step its settings in words; empty when it was not done
public record Facts(
        Current now, @Nullable Tail tail, @Nullable Sweep sweep, List<Concept> best, Settings settings) {
    private static final int BEST = 10;
    private static final int CHART_POINTS = 400;

    /// How often items were chosen.
    ///
    /// @param rank     places among the items, from 1
    /// @param count    how often the item at that place was chosen
    /// @param topShare share of all interactions that the most chosen tenth of the items has
    public record Tail(double[] rank, double[] count, double topShare) {}

    /// The settings of each step in words; empty when it was not done.
    public record Settings(String train, String map, String sae, String sweep, String concepts) {}

    /// Copies the list.
    public Facts {
        best = List.copyOf(best);
    }

    /// Nothing yet.
    static Facts none() {
        return new Facts(
                new Current(null, null, null, null, null, null),
                null,
                null,
                List.of(),
                new Settings("", "", "", "", ""));
    }

    /// The data set.
    public @Nullable Dataset dataset() {
        return now.dataset();
    }

    /// The recommender.
    public @Nullable Recommender recommender() {
        return now.recommender();
    }

    /// The map.
    public @Nullable SpaceMap map() {
        return now.map();
    }

    /// The autoencoder.
    public @Nullable Autoencoder autoencoder() {
        return now.autoencoder();
    }

    /// The concepts.
    public @Nullable ConceptSet concepts() {
        return now.concepts();
    }

    static @Nullable Tail tail(@Nullable Dataset data) {
        if (data == null || data.items().size() == 0) {
            return null;
        }
        int[] count = data.interactions().popularity();
        Arrays.sort(count);
        int n = count.length;
        int points = Math.min(n, CHART_POINTS);
        double[] x = new double[points];
        double[] y = new double[points];
        for (int p = 0; p < points; p++) {
            int place = points == 1 ? 0 : (int) ((long) p * (n - 1) / (points - 1));
            x[p] = place + 1;
            y[p] = count[n - 1 - place];
        }
        long all = 0;
        long top = 0;
        int tenth = Math.max(1, n / 10);
        for (int i = 0; i < n; i++) {
            all += count[i];
            top += i >= n - tenth ? count[i] : 0;
        }
        return new Tail(x, y, all == 0 ? 0 : (double) top / all);
    }

    /// The concepts whose top items carry their label most often beyond chance; each label once.
    static List<Concept> best(@Nullable ConceptSet set) {
        if (set == null) {
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        List<Concept> list = new ArrayList<>();
        set.concepts().stream()
                .filter(c -> c.status() == Concept.Status.NAMED && !Double.isNaN(c.purityCorrected()))
                .sorted(Comparator.comparingDouble(Concept::purityCorrected)
                        .reversed()
                        .thenComparing(Comparator.comparingDouble(
                                        (Concept c) -> c.fits().getFirst().auroc())
                                .reversed())
                        .thenComparingInt(Concept::latent))
                .forEach(c -> {
                    if (list.size() < BEST && seen.add(c.label())) {
                        list.add(c);
                    }
                });
        return list;
    }
}
