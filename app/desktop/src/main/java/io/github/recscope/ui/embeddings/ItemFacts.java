package io.github.recscope.ui.embeddings;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Concept;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.ui.state.Current;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// What the card of an item or user shows.
///
/// @param row        the item's or user's row
/// @param user       whether it is a user
/// @param title      its title
/// @param facts      its metadata
/// @param concepts   its strongest concepts, strongest first
/// @param neighbours the nearest items in the original space, nearest first
public record ItemFacts(
        int row, boolean user, String title, List<Fact> facts, List<Active> concepts, List<Neighbour> neighbours) {
    private static final int NEIGHBOURS = 10;
    private static final int CONCEPTS = 8;

    /// A line of metadata.
    public record Fact(String name, String value) {}

    /// A concept that fires.
    ///
    /// @param latent     the concept
    /// @param title      its name
    /// @param activation how strongly
    /// @param share      of the largest activation there is, in `[0, 1]`
    /// @param named      whether it has a name that holds
    public record Active(int latent, String title, double activation, double share, boolean named) {}

    /// A near item.
    ///
    /// @param item   its row
    /// @param title  its title
    /// @param cosine of both embeddings, in `[−1, 1]`
    public record Neighbour(int item, String title, double cosine) {}

    /// Copies the lists.
    public ItemFacts {
        facts = List.copyOf(facts);
        concepts = List.copyOf(concepts);
        neighbours = List.copyOf(neighbours);
    }

    /// The facts of an item.
    static ItemFacts ofItem(Current now, Dataset data, int item) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Id", data.items().get(item)));
        facts.add(new Fact("Chosen by", chosen(data, item) + " users"));
        for (ItemColumn c : data.columns()) {
            List<String> values = new ArrayList<>();
            c.values().forEach(item, v -> values.add(c.vocabulary().get(v)));
            if (!values.isEmpty() && facts.size() < 10) {
                facts.add(new Fact(c.name(), String.join(", ", values)));
            }
        }
        SparseCodes codes = now.autoencoder() == null ? null : now.autoencoder().items();
        Matrix space = now.recommender() == null ? null : now.recommender().items();
        return new ItemFacts(
                item,
                false,
                data.titles().get(item),
                facts,
                codes == null ? List.of() : active(now, codes, item),
                space == null ? List.of() : nearest(data, space, space.row(item), item));
    }

    /// The facts of a user.
    static ItemFacts ofUser(Current now, Dataset data, int user) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Chose", data.interactions().byUser().length(user) + " items"));
        List<String> last = new ArrayList<>();
        int[] row = data.interactions().byUser().row(user);
        for (int k = row.length - 1; k >= 0 && last.size() < 5; k--) {
            last.add(data.titles().get(row[k]));
        }
        facts.add(new Fact(data.interactions().ordered() ? "Latest" : "Among them", String.join("; ", last)));
        SparseCodes codes = now.autoencoder() == null ? null : now.autoencoder().users();
        Matrix space = now.recommender() == null ? null : now.recommender().items();
        Matrix users = now.recommender() == null ? null : now.recommender().users();
        return new ItemFacts(
                user,
                true,
                "User " + data.users().get(user),
                facts,
                codes == null ? List.of() : active(now, codes, user),
                space == null || users == null ? List.of() : nearest(data, space, users.row(user), -1));
    }

    private static int chosen(Dataset data, int item) {
        int n = 0;
        for (int i : data.interactions().byUser().values()) {
            n += i == item ? 1 : 0;
        }
        return n;
    }

    private static List<Active> active(Current now, SparseCodes codes, int row) {
        double max = 1e-12;
        for (float v : codes.value()) {
            max = Math.max(max, v);
        }
        List<Active> list = new ArrayList<>();
        for (int p = codes.offsets()[row]; p < codes.offsets()[row + 1]; p++) {
            int latent = codes.latent()[p];
            Concept c =
                    now.concepts() == null ? null : now.concepts().concepts().get(latent);
            list.add(new Active(
                    latent,
                    c == null ? "latent " + latent : c.title(),
                    codes.value()[p],
                    codes.value()[p] / max,
                    c != null && c.status() == Concept.Status.NAMED));
        }
        list.sort(Comparator.comparingDouble(Active::activation).reversed().thenComparingInt(Active::latent));
        return list.subList(0, Math.min(CONCEPTS, list.size()));
    }

    private static List<Neighbour> nearest(Dataset data, Matrix space, float[] to, int except) {
        Comparator<Neighbour> worstFirst = Comparator.comparingDouble(Neighbour::cosine)
                .thenComparing(Comparator.comparingInt(Neighbour::item).reversed());
        PriorityQueue<Neighbour> best = new PriorityQueue<>(worstFirst);
        double toNorm = norm(to, 0, to.length);
        for (int i = 0; i < space.rows(); i++) {
            if (i == except) {
                continue;
            }
            int at = i * space.cols();
            double dot = 0;
            for (int k = 0; k < to.length; k++) {
                dot += (double) space.data()[at + k] * to[k];
            }
            double length = norm(space.data(), at, to.length) * toNorm;
            double cosine = length > 0 ? dot / length : 0;
            if (best.size() < NEIGHBOURS || cosine > best.element().cosine()) {
                best.add(new Neighbour(i, data.titles().get(i), cosine));
                if (best.size() > NEIGHBOURS) {
                    best.remove();
                }
            }
        }
        return best.stream().sorted(worstFirst.reversed()).toList();
    }

    private static double norm(float[] v, int from, int length) {
        double s = 0;
        for (int k = from; k < from + length; k++) {
            s += (double) v[k] * v[k];
        }
        return Math.sqrt(s);
    }
}
