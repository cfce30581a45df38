package io.github.recscope.report;

import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Fidelity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The sparse autoencoder and what is lost by it.
final class AutoencoderSection {
    private AutoencoderSection() {}

    static Optional<Section> of(Findings f) {
        Autoencoder sae = f.autoencoder();
        List<Block> blocks = new ArrayList<>();
        if (sae != null) {
            blocks.addAll(of(sae, f));
        }
        blocks.addAll(SweepBlocks.of(f));
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(ReportSection.AUTOENCODER.id(), ReportSection.AUTOENCODER.title(), blocks));
    }

    private static List<Block> of(Autoencoder sae, Findings f) {
        Fidelity q = sae.fidelity();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(sae.name() + ": each embedding is rewritten with "
                + Figures.plural(q.latents(), "latent", "latents") + ", of which only "
                + Figures.decimal(q.l0Items()) + " are active for the average item and " + Figures.decimal(q.l0Users())
                + " for the average user. " + dead(q)));
        blocks.add(fidelity(q, sae.users().rows()));
        blocks.addAll(Curves.of("autoencoder", sae.curves(), "Epoch"));
        Settings.table("autoencoder_settings", f.entryOf(Autoencoder.class)).ifPresent(blocks::add);
        return blocks;
    }

    private static String dead(Fidelity q) {
        return q.dead() == 0
                ? "No latent is dead."
                : Figures.plural(q.dead(), "latent is", "latents are") + " dead: active for no user and no item.";
    }

    private static Table fidelity(Fidelity q, int users) {
        String k = "@" + q.listLength();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row("Unexplained variance, users", q.fvuUsers(), "Of the user embeddings; 0% is a perfect copy."));
        rows.add(row("Unexplained variance, items", q.fvuItems(), "The same for the item embeddings."));
        rows.add(
                row("Unexplained variance, scores", q.fvuScores(), "Error of all user–item scores, within each user."));
        rows.add(Cell.row(
                "Active latents of a user",
                Cell.of(q.l0Users(), Format.DECIMAL),
                "Mean number above the threshold (L0)."));
        rows.add(Cell.row("Active latents of an item", Cell.of(q.l0Items(), Format.DECIMAL), "The same for items."));
        rows.add(Cell.row("Latents", Cell.of(q.latents(), Format.COUNT), "Width of the dictionary."));
        rows.add(Cell.row("Dead latents", Cell.of(q.dead(), Format.COUNT), "Active for no user and no item."));
        rows.add(Cell.row(
                "Rank-biased overlap",
                q.rbo(),
                "Agreement of the lists before and after, weighted to the top (p = 0.9): 1 is the same list."));
        rows.add(Cell.row(
                "The same, cut off",
                q.rboPaper(),
                "As the paper counts it: lists of " + q.listLength() + " that are the same give "
                        + Figures.decimal(1 - Math.pow(0.9, q.listLength())) + "."));
        rows.add(Cell.row(
                "Kendall's τ-b",
                q.kendall(),
                "Agreement in the order of the listed items: 1 is the same list, −0.7 lists with nothing in common."));
        rows.add(Cell.row("Overlap" + k, q.overlap(), "Share of items in both lists."));
        rows.add(Cell.row("NDCG" + k + ", recommender", q.ndcgModel(), "Accuracy of the recommender itself."));
        rows.add(Cell.row(
                "NDCG" + k + ", reconstructed",
                q.ndcgReconstructed(),
                "Accuracy when all embeddings are reconstructed."));
        rows.add(Cell.row("NDCG" + k + ", lost", q.ndcgLoss(), "The difference, user by user."));
        return Table.of(
                        "autoencoder_fidelity",
                        "What the codes keep and lose",
                        List.of(
                                Column.text("measure", "Measure", 2.3),
                                Column.number("value", "Value", Format.DECIMAL),
                                Column.text("meaning", "Meaning", 4)),
                        rows)
                .captioned(
                        "Rank measures are means over " + Figures.plural(q.rbo().n(), "user", "users")
                                + (q.users() < users ? " who had no part in training the autoencoder," : "")
                                + " with 95% bootstrap intervals; lists of " + q.listLength()
                                + ", training items left out.");
    }

    private static List<Cell> row(String name, double share, String meaning) {
        return Cell.row(name, Cell.of(share, Format.PERCENT), meaning);
    }
}
