package io.github.recscope.ui.embeddings;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.ui.fx.Format;
import io.github.recscope.ui.fx.Palette;
import io.github.recscope.ui.state.Current;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Turns a choice of colours into a picture; pure.
final class Painter {
    private static final int USER_ALPHA = 0x48;
    private static final int ITEM = 0xE03B7DD8;
    private static final int USER = 0x90E8822A;

    private Painter() {}

    /// What to paint.
    ///
    /// @param now    the artifacts
    /// @param by     what colours mean
    /// @param latent the concept in focus, −1 for none
    /// @param solo   a value of the legend that stands out alone, −1 for none
    /// @param items  whether items are shown
    /// @param users  whether users are shown
    /// @param dark   whether the background is dark
    /// @param chosen the points that stand out; null for all
    record Request(
            Current now,
            ColourBy by,
            int latent,
            int solo,
            boolean items,
            boolean users,
            boolean dark,
            @Nullable Chosen chosen) {
        /// The same on a white background.
        Request onPaper() {
            return new Request(now, by, latent, solo, items, users, false, chosen);
        }
    }

    static Picture paint(Request r) {
        Dataset data = r.now().dataset();
        if (data == null) {
            return new Picture("", new int[0], new int[0], List.of(), "");
        }
        Picture p = switch (r.by()) {
            case ColourBy.Nothing() -> plain(data);
            case ColourBy.Popularity() -> popularity(data, r);
            case ColourBy.Column c -> column(data, c.column(), r);
            case ColourBy.Activation() -> activation(data, r);
            case ColourBy.Kept() -> kept(data, r);
            case ColourBy.Trusted() -> trusted(data, r);
        };
        if (!r.items()) {
            Arrays.fill(p.items(), 0);
        }
        if (!r.users()) {
            Arrays.fill(p.users(), 0);
        }
        Chosen chosen = r.chosen();
        return chosen == null ? p : p.choosing(chosen.items(), chosen.users(), Palette.other(r.dark()));
    }

    private static Picture plain(Dataset data) {
        return new Picture(
                "Items and users",
                filled(data.items().size(), ITEM),
                filled(data.users().size(), USER),
                List.of(
                        new Picture.LegendRow("items", ITEM, data.items().size(), -1),
                        new Picture.LegendRow("users", USER, data.users().size(), -1)),
                "");
    }

    private static Picture popularity(Dataset data, Request r) {
        int[] decile = AttributeTable.deciles(data.interactions().popularity());
        int[] items = new int[decile.length];
        int[] count = new int[AttributeTable.DECILES];
        for (int i = 0; i < items.length; i++) {
            count[decile[i]]++;
            boolean out = r.solo() >= 0 && decile[i] != r.solo();
            items[i] = out ? Palette.other(r.dark()) : Palette.amount(decile[i] / 9.0, r.dark());
        }
        List<Picture.LegendRow> legend = new ArrayList<>();
        for (int d = AttributeTable.DECILES - 1; d >= 0; d--) {
            String label =
                    d == 9 ? "most popular tenth" : d == 0 ? "least popular tenth" : d * 10 + "–" + (d + 1) * 10 + " %";
            if (count[d] > 0) {
                legend.add(new Picture.LegendRow(label, Palette.amount(d / 9.0, r.dark()), count[d], d));
            }
        }
        return new Picture(
                "Popularity",
                items,
                quietUsers(data, r),
                legend,
                "Tenths of the items by how often they were chosen; items chosen equally often share one.");
    }

    private static Picture column(Dataset data, String name, Request r) {
        ItemColumn column = data.columns().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElse(null);
        if (column == null) {
            return plain(data);
        }
        boolean year = column.role() == ItemColumn.Role.YEAR;
        List<String> words = year ? decades(column) : column.vocabulary();
        int[] group = year
                ? decadeOf(column, words)
                : IntStream.range(0, words.size()).toArray();
        int[] count = new int[words.size()];
        int n = data.items().size();
        for (int i = 0; i < n; i++) {
            column.values().forEach(i, v -> count[group[v]]++);
        }
        int[] order = IntStream.range(0, words.size())
                .boxed()
                .sorted((a, b) -> count[a] != count[b]
                        ? Integer.compare(count[b], count[a])
                        : words.get(a).compareTo(words.get(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        int shown = Math.min(Palette.CATEGORIES, order.length);
        int[] place = new int[words.size()];
        Arrays.fill(place, -1);
        for (int k = 0; k < shown; k++) {
            place[order[k]] = k;
        }
        int[] items = new int[n];
        int others = 0;
        for (int i = 0; i < n; i++) {
            items[i] = Palette.other(r.dark());
            int best = -1;
            for (int v : column.values().row(i)) {
                int k = place[group[v]];
                // With a value picked out, having it counts; otherwise the rarest of the item's values that has a
                // colour, because it says most about the item.
                if (r.solo() < 0 || (k >= 0 && order[k] == r.solo())) {
                    best = Math.max(best, k);
                }
            }
            if (best >= 0) {
                items[i] = Palette.category(best);
            }
            others += best >= 0 ? 0 : 1;
        }
        List<Picture.LegendRow> legend = new ArrayList<>();
        for (int k = 0; k < shown; k++) {
            boolean out = r.solo() >= 0 && order[k] != r.solo();
            legend.add(new Picture.LegendRow(
                    words.get(order[k]),
                    out ? Palette.other(r.dark()) : Palette.category(k),
                    count[order[k]],
                    order[k]));
        }
        legend.add(new Picture.LegendRow("other or none", Palette.other(r.dark()), others, -1));
        boolean several = column.role() == ItemColumn.Role.MULTI_CATEGORY;
        String note = several && r.solo() < 0
                ? "Items with several values have the colour of the rarest one listed here. Click a value to see all its items."
                : "Click a value to pick it out.";
        return new Picture(r.by().title(), items, quietUsers(data, r), legend, note);
    }

    private static Picture activation(Dataset data, Request r) {
        Autoencoder sae = r.now().autoencoder();
        if (sae == null || r.latent() < 0 || r.latent() >= sae.latents()) {
            Picture none = plain(data);
            return new Picture(
                    "No concept chosen",
                    none.items(),
                    none.users(),
                    none.legend(),
                    "Choose a concept on the Concepts page or on an item's card, and the colours show where it is.");
        }
        ConceptSet concepts = r.now().concepts();
        Concept concept = concepts == null ? null : concepts.concepts().get(r.latent());
        int[] items = new int[data.items().size()];
        int[] users = new int[data.users().size()];
        double itemMax = activations(sae.items(), r.latent(), items, r.dark());
        double userMax = activations(sae.users(), r.latent(), users, r.dark());
        int silent = (int)
                Arrays.stream(items).filter(c -> c == Palette.other(r.dark())).count();
        List<Picture.LegendRow> legend = new ArrayList<>();
        for (double share : new double[] {1, 0.75, 0.5, 0.25, 0.01}) {
            String label = share == 1 ? Format.number(itemMax) + " (largest)" : Format.number(itemMax * share);
            legend.add(new Picture.LegendRow(label, Palette.amount(share, r.dark()), -1, -1));
        }
        legend.add(new Picture.LegendRow("silent", Palette.other(r.dark()), silent, -1));
        String title = concept == null ? "Concept " + r.latent() : concept.title();
        String note = "Activation of the items"
                + (userMax > 0 ? "; users by their own largest, " + Format.number(userMax) + "." : ".");
        return new Picture(title, items, users, legend, note);
    }

    private static double activations(SparseCodes codes, int latent, int[] colours, boolean dark) {
        float[] z = new float[colours.length];
        double max = 0;
        for (int i = 0; i < z.length; i++) {
            z[i] = codes.get(i, latent);
            max = Math.max(max, z[i]);
        }
        for (int i = 0; i < z.length; i++) {
            colours[i] = z[i] > 0 ? Palette.amount(z[i] / max, dark) : Palette.other(dark);
        }
        return max;
    }

    private static Picture kept(Dataset data, Request r) {
        SpaceMap map = r.now().map();
        SpaceMap.PerItem each = map == null ? null : map.quality().each();
        if (map == null || each == null) {
            return plain(data);
        }
        return steps(
                data,
                r,
                each.recall(),
                new double[] {0.1, 0.2, 0.3, 0.5},
                List.of("under 10 %", "10–20 %", "20–30 %", "30–50 %", "50 % and more"),
                "Share of the " + map.quality().neighbours()
                        + " true nearest items that are nearest here too. Where it is small, closeness on the map says"
                        + " little.");
    }

    private static Picture trusted(Dataset data, Request r) {
        SpaceMap map = r.now().map();
        SpaceMap.PerItem each = map == null ? null : map.quality().each();
        if (map == null || each == null) {
            return plain(data);
        }
        return steps(
                data,
                r,
                each.trust(),
                new double[] {0.8, 0.9, 0.95, 0.99},
                List.of("under 0.80", "0.80–0.90", "0.90–0.95", "0.95–0.99", "0.99 and more"),
                "1 means that an item's neighbours on the map are its neighbours in truth.");
    }

    /// Colours by a value of each item, in steps.
    private static Picture steps(
            Dataset data, Request r, float[] values, double[] from, List<String> words, String note) {
        int n = data.items().size();
        int[] items = filled(n, Palette.other(r.dark()));
        int[] count = new int[words.size() + 1];
        for (int i = 0; i < n; i++) {
            int step = i < values.length ? step(values[i], from) : words.size();
            count[step]++;
            if (step < words.size() && (r.solo() < 0 || r.solo() == step)) {
                items[i] = Palette.amount(step / (double) from.length, r.dark());
            }
        }
        List<Picture.LegendRow> legend = new ArrayList<>();
        for (int s = words.size() - 1; s >= 0; s--) {
            if (count[s] > 0) {
                legend.add(new Picture.LegendRow(
                        words.get(s), Palette.amount(s / (double) from.length, r.dark()), count[s], s));
            }
        }
        if (count[words.size()] > 0) {
            legend.add(new Picture.LegendRow("not measured", Palette.other(r.dark()), count[words.size()], -1));
        }
        return new Picture(r.by().title(), items, quietUsers(data, r), legend, note);
    }

    private static int step(float value, double[] from) {
        if (Float.isNaN(value)) {
            return from.length + 1;
        }
        int step = 0;
        while (step < from.length && value >= from[step]) {
            step++;
        }
        return step;
    }

    private static List<String> decades(ItemColumn column) {
        return column.vocabulary().stream().map(Painter::decade).distinct().toList();
    }

    private static int[] decadeOf(ItemColumn column, List<String> decades) {
        return column.vocabulary().stream()
                .mapToInt(y -> decades.indexOf(decade(y)))
                .toArray();
    }

    private static String decade(String year) {
        return Math.floorDiv(Integer.parseInt(year), 10) * 10 + "s";
    }

    private static int[] quietUsers(Dataset data, Request r) {
        return filled(data.users().size(), (Palette.other(r.dark()) & 0xFFFFFF) | (USER_ALPHA << 24));
    }

    private static int[] filled(int n, int argb) {
        int[] a = new int[n];
        Arrays.fill(a, argb);
        return a;
    }
}
