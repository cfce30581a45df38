package io.github.recscope.report;

import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every saved steering recipe: what it changes for one user and for all.
final class SteeringSection {
    private SteeringSection() {}

    static Optional<Section> of(Findings f) {
        Dataset data = f.data();
        List<Block> studies = SteeringStudies.of(f);
        if (data == null || (f.steerings().isEmpty() && studies.isEmpty())) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Text("A steering recipe changes a user's code, and with it the list. The reconstructed list"
                        + " shows what the code alone does, without any edit: compare the steered list with the model's, and the"
                        + " reconstructed one tells how much the code can be trusted."));
        int n = 0;
        for (Steering s : f.steerings()) {
            n++;
            blocks.add(new Block.Heading(s.name()));
            blocks.add(new Block.Text(words(s, f.concepts())));
            blocks.add(lists("steering_" + n + "_lists", data, s.lists()));
            blocks.addAll(SteeringEffects.of("steering_" + n, s, data, f.concepts()));
        }
        blocks.addAll(studies);
        return Optional.of(new Section(ReportSection.STEERING.id(), ReportSection.STEERING.title(), blocks));
    }

    private static String words(Steering s, @Nullable ConceptSet concepts) {
        String edits = s.edits().isEmpty()
                ? "No edits"
                : s.edits().stream().map(e -> words(e, concepts)).collect(Collectors.joining("; then "));
        String mode = switch (s.mode()) {
            case PRESERVE_RESIDUAL ->
                "What the code does not capture is kept: without edits the list is the model's own.";
            case DECODE_ONLY -> "Only the decoded code is used: without edits the list is the reconstructed one.";
            case REDISTRIBUTE ->
                "The total activation of a code is kept: what one concept gains the others lose, in proportion.";
            case CLEAR_RESIDUAL ->
                "What the code does not capture is kept, but for what it holds along the concepts that are lowered.";
        };
        String whom = s.scope().items().isEmpty()
                ? s.scope().users().isEmpty() ? "" : " For " + s.scope().audience() + "."
                : " The codes of " + Figures.plural(s.scope().items().size(), "item", "items")
                        + " are edited, not those of users.";
        return Words.capitalised(edits) + "." + whom + " " + mode;
    }

    private static String words(Edit e, @Nullable ConceptSet concepts) {
        String concept = title(e.latent(), concepts);
        String amount = Figures.decimal(e.amount());
        return switch (e.kind()) {
            case ADD ->
                e.amount() < 0
                        ? "take " + Figures.decimal(-e.amount()) + " from " + concept
                        : "add " + amount + " to " + concept;
            case SET -> "set " + concept + " to " + amount;
            case SCALE -> "multiply " + concept + " by " + amount;
            case CAP -> "cap " + concept + " at " + amount;
            case ZERO -> "switch " + concept + " off";
        };
    }

    static String title(int latent, @Nullable ConceptSet concepts) {
        if (concepts == null || latent < 0 || latent >= concepts.concepts().size()) {
            return "latent " + latent;
        }
        Concept c = concepts.concepts().get(latent);
        return c.status() == Concept.Status.NAMED ? "“" + c.label() + "” (latent " + latent + ")" : "latent " + latent;
    }

    private static Table lists(String id, Dataset data, Steering.UserLists lists) {
        int n = Math.max(
                lists.model().size(),
                Math.max(lists.reconstructed().size(), lists.steered().size()));
        List<List<Cell>> rows = new ArrayList<>();
        for (int r = 0; r < n; r++) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(r + 1));
            cells(row, data, lists.model(), r, false);
            cells(row, data, lists.reconstructed(), r, true);
            cells(row, data, lists.steered(), r, true);
            rows.add(row);
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.number("rank", "#", Format.COUNT));
        columns(columns, "model", "Model", false);
        columns(columns, "reconstructed", "Reconstructed", true);
        columns(columns, "steered", "Steered", true);
        return Table.of(id, "Lists of user " + data.users().get(lists.user()), columns, rows)
                .captioned(
                        "▲ ▼ places gained or lost against the model's list; = the same place; new: not in the model's"
                                + " list. The user's history is left out.");
    }

    private static void columns(List<Column> columns, String id, String title, boolean change) {
        columns.add(Column.hidden(id + "_item", Format.TEXT));
        columns.add(Column.text(id + "_title", title, 1));
        if (change) {
            columns.add(Column.text(id + "_change", "", 0).lines(1));
            columns.add(Column.hidden(id + "_model_rank", Format.COUNT));
        }
        columns.add(Column.hidden(id + "_score", Format.DECIMAL));
    }

    private static void cells(List<Cell> row, Dataset data, List<Steering.Listed> list, int r, boolean change) {
        boolean there = r < list.size();
        Steering.Listed l = there ? list.get(r) : new Steering.Listed(0, Double.NaN, 0);
        row.add(Cell.of(there ? data.items().get(l.item()) : ""));
        row.add(Cell.of(there ? data.titles().get(l.item()) : ""));
        if (change) {
            row.add(Cell.of(there ? change(r + 1, l.modelRank()) : ""));
            row.add(Cell.of(there && l.modelRank() > 0 ? l.modelRank() : Double.NaN));
        }
        row.add(Cell.of(l.score()));
    }

    private static String change(int rank, int modelRank) {
        if (modelRank == 0) {
            return "new";
        }
        int gained = modelRank - rank;
        return gained == 0 ? "=" : gained > 0 ? "▲ " + gained : "▼ " + -gained;
    }
}
