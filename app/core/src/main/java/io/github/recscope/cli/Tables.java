package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Ablation;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Sweep;
import io.github.recscope.model.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The lists behind a result: the best concepts, the recommendations of a user, doses, ablations.
final class Tables {
    private static final int BEST = 10;
    private static final int TITLES = 5;

    private Tables() {}

    /// Adds the lists to `node` and returns them as text; empty for artifacts without lists.
    static String add(Workspace workspace, Entry entry, ObjectNode node) {
        Artifact artifact = workspace.artifact(entry.output());
        if (artifact instanceof Benchmark b) {
            BenchmarkTables.json(b, node.putArray("methods"));
            return BenchmarkTables.text(b);
        }
        Dataset data = dataset(workspace, entry);
        if (data == null) {
            return "";
        }
        return switch (artifact) {
            case ConceptSet c -> concepts(c, data, node.putArray("best"));
            case Sweep s -> sweep(s, node.putArray("each"));
            case Steering s -> lists(s.lists(), data, node);
            case DoseResponse d -> doses(d);
            case Ablation a -> ablations(a);
            default -> "";
        };
    }

    /// The data set that the step read, which need not be the newest.
    private static @org.jspecify.annotations.Nullable Dataset dataset(Workspace workspace, Entry entry) {
        for (ArtifactId id : entry.step().inputs()) {
            if (workspace.artifacts().get(id) instanceof Dataset d) {
                return d;
            }
        }
        return null;
    }

    private static String concepts(ConceptSet set, Dataset data, ArrayNode json) {
        List<Concept> best = set.concepts().stream()
                .filter(c -> c.status() == Concept.Status.NAMED)
                .sorted(Comparator.comparingDouble(Concept::purityCorrected)
                        .reversed()
                        .thenComparingInt(Concept::latent))
                .limit(BEST)
                .toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("latent", "concept", "purity", "items", "top titles"));
        for (Concept c : best) {
            List<String> titles = c.topItems().stream()
                    .limit(TITLES)
                    .map(i -> data.titles().get(i))
                    .toList();
            ObjectNode row = json.addObject();
            row.put("latent", c.latent());
            row.put("label", c.label());
            Figures.put(row, "purity", c.purity());
            Figures.put(row, "purity_corrected", c.purityCorrected());
            row.put("active_items", c.activeItems());
            ArrayNode top = row.putArray("top_titles");
            titles.forEach(top::add);
            rows.add(List.of(
                    Integer.toString(c.latent()),
                    Text.brief(c.label(), 32),
                    Text.number(c.purity()),
                    Integer.toString(c.activeItems()),
                    titles.stream().map(t -> Text.brief(t, 28)).collect(Collectors.joining("; "))));
        }
        return best.isEmpty() ? "" : "\nThe best names:\n" + Text.table(rows);
    }

    private static String sweep(Sweep sweep, ArrayNode json) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("latents", "L0 users", "L0 items", "beta", "seed", "FVU", "dead", "RBO", "MS", "chance", ""));
        for (Sweep.Run r : sweep.runs()) {
            Fidelity f = r.fidelity();
            ObjectNode run = json.addObject();
            run.put("variant", r.variant());
            run.put("latents", r.latents());
            run.put("l0", r.l0());
            run.put("prediction_weight", r.predictionWeight());
            run.put("seed", r.seed());
            run.put("front", r.front());
            run.put("dead_latents", f.dead());
            Figures.put(run, "l0_users", f.l0Users());
            Figures.put(run, "l0_items", f.l0Items());
            Figures.put(run, "fvu_items", f.fvuItems());
            Figures.put(run, "rbo_paper", f.rboPaper().mean());
            Figures.put(run, "rbo", f.rbo().mean());
            Figures.put(run, "kendall", f.kendall().mean());
            Figures.put(run, "overlap", f.overlap().mean());
            Figures.put(run, "ms", r.own().score());
            Figures.put(run, "ms_random", r.own().chance());
            Figures.put(run, "ms_tags", r.tags().score());
            Figures.put(run, "ms_tags_random", r.tags().chance());
            rows.add(List.of(
                    Integer.toString(r.latents()),
                    Text.number(f.l0Users()),
                    Text.number(f.l0Items()),
                    Text.number(r.predictionWeight()),
                    Long.toString(r.seed()),
                    Text.number(f.fvuItems()),
                    Integer.toString(f.dead()),
                    Text.number(f.rbo().mean()),
                    Text.number(r.own().score()),
                    Text.number(r.own().chance()),
                    r.front() ? "on the front" : ""));
        }
        return "\nNo other setting is better than those on the front in L0, FVU, RBO and MS at once:\n"
                + Text.table(rows);
    }

    private static String doses(DoseResponse d) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("dose", "share", "ndcg", "loss", "overlap", "coverage"));
        for (DoseResponse.Point p : d.points()) {
            rows.add(List.of(
                    Text.number(p.dose()),
                    Text.number(p.share().mean()),
                    Text.number(p.ndcg().mean()),
                    Text.number(p.ndcgLoss().mean()),
                    Text.number(p.overlap().mean()),
                    Text.number(p.coverage().mean())));
        }
        return "\nBy dose:\n" + Text.table(rows);
    }

    private static String ablations(Ablation a) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("concept", "method", "after", "removed", "loss outside", "items masked"));
        for (Ablation.Row r : a.rows()) {
            for (Ablation.Trial t : r.methods()) {
                rows.add(List.of(
                        Text.brief(r.attribute().words(), 24),
                        t.method().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        Text.number(t.after()),
                        Text.number(t.removed().mean()),
                        Text.number(t.lossOutside().mean()),
                        Text.number(t.lossMasked().mean())));
            }
        }
        return "\nEach concept:\n" + Text.table(rows);
    }

    private static String lists(Steering.UserLists lists, Dataset data, ObjectNode node) {
        String user = data.users().get(lists.user());
        node.put("user", user);
        json(lists.model(), data, node.putArray("model"));
        json(lists.reconstructed(), data, node.putArray("reconstructed"));
        json(lists.steered(), data, node.putArray("steered"));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("rank", "model", "reconstructed", "steered", "was"));
        int n = Math.max(lists.model().size(), lists.steered().size());
        for (int r = 0; r < n; r++) {
            rows.add(List.of(
                    Integer.toString(r + 1),
                    title(lists.model(), r, data),
                    title(lists.reconstructed(), r, data),
                    title(lists.steered(), r, data),
                    was(lists.steered(), r)));
        }
        return "\nRecommendations for user " + Text.clean(user) + ":\n" + Text.table(rows);
    }

    private static void json(List<Steering.Listed> list, Dataset data, ArrayNode json) {
        for (int r = 0; r < list.size(); r++) {
            Steering.Listed l = list.get(r);
            ObjectNode row = json.addObject();
            row.put("rank", r + 1);
            row.put("item", data.items().get(l.item()));
            row.put("title", data.titles().get(l.item()));
            Figures.put(row, "score", l.score());
            if (l.modelRank() > 0) {
                row.put("model_rank", l.modelRank());
            } else {
                row.putNull("model_rank");
            }
        }
    }

    private static String title(List<Steering.Listed> list, int rank, Dataset data) {
        return rank < list.size() ? Text.brief(data.titles().get(list.get(rank).item()), 34) : "";
    }

    private static String was(List<Steering.Listed> list, int rank) {
        if (rank >= list.size()) {
            return "";
        }
        int before = list.get(rank).modelRank();
        return before == 0 ? "new" : before == rank + 1 ? "=" : Integer.toString(before);
    }
}
