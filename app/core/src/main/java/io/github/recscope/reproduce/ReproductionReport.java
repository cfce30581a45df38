package io.github.recscope.reproduce;

import io.github.recscope.model.Ablation;
import io.github.recscope.model.ConceptBaselines;
import io.github.recscope.model.Dataset;
import io.github.recscope.report.Block;
import io.github.recscope.report.Cell;
import io.github.recscope.report.Column;
import io.github.recscope.report.ConceptComparison;
import io.github.recscope.report.Format;
import io.github.recscope.report.Report;
import io.github.recscope.report.Section;
import io.github.recscope.report.Table;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/// The report of a reproduction: the paper's figures beside those measured here, then ours, then the baselines; where a
/// baseline wins it says so.
///
/// @param data    what it was run on
/// @param options how much was run
/// @param named   whether the items have metadata
record ReproductionReport(Dataset data, Reproduction.Options options, boolean named) {
    Report of(
            List<Reproduction.Paper> papers,
            List<RunFigures> closest,
            Reproduction.Defaults defaults,
            ZonedDateTime now) {
        List<Section> sections = new ArrayList<>();
        sections.add(introduction());
        sections.add(paper(papers));
        sections.add(new Section("closest", "How close codes can come", closest(closest)));
        sections.add(defaults(defaults));
        if (defaults.baselines() != null && defaults.ablation() != null) {
            sections.add(baselines(defaults.baselines(), defaults.ablation()));
        }
        List<RunFigures> all = new ArrayList<>();
        papers.forEach(p -> all.addAll(p.sweep()));
        all.addAll(closest);
        all.addAll(defaults.runs());
        sections.add(
                new Section(
                        "runs",
                        "Every run",
                        List.of(
                                Tables.runs("runs", "One line for each autoencoder", all)
                                        .captioned(
                                                "The CSV file has all figures: fidelity, monosemanticity, purity, ablation, seconds."))));
        return new Report(
                "Reproduction on " + data.name(),
                "The protocol of arXiv 2511.18024 beside its published figures",
                now,
                sections);
    }

    private Section introduction() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Text(("%,d users, %,d items, %,d interactions. The published figures are those of MovieLens"
                                + " 1M with 6,039 users and 3,706 items; on other data they are a landmark, not a target.")
                        .formatted(
                                data.users().size(),
                                data.items().size(),
                                data.interactions().size())));
        blocks.add(
                new Block.Text(
                        "Rank fidelity compares lists of 30 of the frozen recommender with those of its reconstruction, users and"
                                + " items both, for the fifth of the users that the autoencoder did not see; what a user has in"
                                + " the training part is left out of both lists. Brackets are 95% bootstrap intervals over users."));
        if (!named) {
            blocks.add(
                    new Block.Note("The items have no metadata: no latent can get a name, so purity, interventions and"
                            + " ablation are not measured."));
        }
        if (options.quick()) {
            blocks.add(new Block.Note(
                    "This was a quick run: trainings are far too short and figures are not to be quoted."));
        }
        return new Section("protocol", "What was run", blocks);
    }

    private Section paper(List<Reproduction.Paper> papers) {
        List<Block> blocks = new ArrayList<>();
        for (Reproduction.Paper p : papers) {
            boolean mf = p.title().equals("MF");
            RunFigures last = p.sweep().getLast();
            blocks.add(new Block.Note(
                    "%s: NDCG@20 %.3f on held-out items. Published for the paper’s model: L0 %s of items."
                            .formatted(last.recommender(), last.ndcgModel().mean(), mf ? "5.4" : "8.1")));
            blocks.addAll(Tables.sweep(
                    mf ? "sweep_mf" : "sweep_ncf",
                    (mf ? "Matrix factorisation" : "Neural collaborative filtering")
                            + ", 22 latents, over the weight β of the prediction loss",
                    p.sweep(),
                    mf ? PaperFigures.MF : PaperFigures.NCF));
            Interventions i = p.interventions();
            if (i == null && named) {
                blocks.add(new Block.Note(
                        "No interventions: at the largest β no latent has a name that is both pure and" + " narrow."));
            }
            if (i != null) {
                blocks.add(Tables.response(
                        mf ? "suppression_mf" : "suppression_ncf",
                        i.suppression(),
                        mf ? PaperFigures.MF_SUPPRESSION : PaperFigures.NCF_SUPPRESSION));
                blocks.add(Tables.response(
                        mf ? "nudging_mf" : "nudging_ncf",
                        i.nudging(),
                        mf ? PaperFigures.MF_NUDGING : PaperFigures.NCF_NUDGING));
                blocks.add(Tables.response(
                        mf ? "promotion_mf" : "promotion_ncf",
                        i.promotion(),
                        mf ? PaperFigures.MF_PROMOTION : PaperFigures.NCF_PROMOTION));
            }
        }
        return new Section("paper", "The paper’s autoencoder", blocks);
    }

    private static List<Block> closest(List<RunFigures> runs) {
        List<List<Cell>> rows = new ArrayList<>();
        for (RunFigures r : runs) {
            rows.add(Cell.row(
                    r.experiment(),
                    r.latents(),
                    r.l0Users(),
                    r.l0Items(),
                    Cell.of(r.fvuItems(), Format.PERCENT),
                    r.rboPaper(),
                    r.rbo(),
                    r.kendall(),
                    Cell.of(r.ndcgLost(), Format.PERCENT)));
        }
        return List.of(Table.of(
                        "closest",
                        "Rank fidelity without the paper’s limits",
                        List.of(
                                Column.text("experiment", "Autoencoder", 3),
                                Column.number("latents", "Latents", Format.COUNT),
                                Column.number("l0_users", "L0 users", Format.DECIMAL),
                                Column.number("l0_items", "L0 items", Format.DECIMAL),
                                Column.number("fvu_items", "FVU items", Format.PERCENT),
                                Column.number("rbo_paper", "RBO, truncated", Format.DECIMAL),
                                Column.number("rbo", "RBO", Format.DECIMAL),
                                Column.number("kendall", "τ-b", Format.DECIMAL),
                                Column.number("ndcg_lost", "NDCG lost", Format.PERCENT)),
                        rows)
                .captioned("Truncated at 30, identical lists have an RBO of 0.958."));
    }

    private Section defaults(Reproduction.Defaults d) {
        List<List<Cell>> rows = new ArrayList<>();
        List<RunFigures> r = d.runs();
        rows.add(Tables.overSeeds("RBO, truncated", r, x -> x.rboPaper().mean(), Format.DECIMAL));
        rows.add(Tables.overSeeds("RBO", r, x -> x.rbo().mean(), Format.DECIMAL));
        rows.add(Tables.overSeeds("Kendall’s τ-b", r, x -> x.kendall().mean(), Format.DECIMAL));
        rows.add(Tables.overSeeds("L0 of users", r, RunFigures::l0Users, Format.DECIMAL));
        rows.add(Tables.overSeeds("L0 of items", r, RunFigures::l0Items, Format.DECIMAL));
        rows.add(Tables.overSeeds("Unexplained variance of items", r, RunFigures::fvuItems, Format.PERCENT));
        rows.add(Tables.overSeeds("Dead latents", r, RunFigures::dead, Format.DECIMAL));
        rows.add(Tables.overSeeds("Monosemanticity score", r, RunFigures::ms, Format.DECIMAL));
        rows.add(Tables.overSeeds("… of random directions", r, RunFigures::msRandom, Format.DECIMAL));
        if (named) {
            rows.add(Tables.overSeeds("Live latents with a label that holds", r, RunFigures::labelled, Format.PERCENT));
            rows.add(Tables.overSeeds("Purity@10", r, RunFigures::purity, Format.PERCENT));
            rows.add(Tables.overSeeds("… corrected for the base rate", r, RunFigures::purityCorrected, Format.PERCENT));
            rows.add(Tables.overSeeds(
                    "Excess removed by zeroing", r, x -> x.ablation().removedExcess(), Format.PERCENT));
            rows.add(Tables.overSeeds(
                    "NDCG lost outside the concept", r, x -> x.ablation().ndcgLoss(), Format.PERCENT));
            rows.add(Tables.overSeeds(
                    "… with its items masked before and after",
                    r,
                    x -> x.ablation().ndcgLossMasked(),
                    Format.PERCENT));
            rows.add(Tables.overSeeds(
                    "Excess removed by raw dimensions", r, x -> x.ablation().dimRemovedExcess(), Format.PERCENT));
            rows.add(Tables.overSeeds(
                    "Excess removed by random latents", r, x -> x.ablation().randomRemovedExcess(), Format.PERCENT));
        }
        return new Section(
                "defaults",
                "Recscope’s defaults",
                List.of(Table.of("defaults", "Over seeds", Tables.seedColumns(), rows)
                        .captioned("Each seed trains recommender and autoencoder anew and splits the data anew.")));
    }

    private static Section baselines(ConceptBaselines baselines, Ablation ablation) {
        List<Block> blocks = new ArrayList<>(ConceptComparison.baselines(baselines));
        List<List<Cell>> steering = new ArrayList<>();
        for (Ablation.Method m : Ablation.Method.values()) {
            steering.add(Cell.row(
                    m.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    Cell.of(ablation.mean(m, t -> t.removed().mean()), Format.PERCENT),
                    Cell.of(ablation.mean(m, t -> t.lossOutside().mean()), Format.PERCENT),
                    Cell.of(ablation.mean(m, t -> t.lossMasked().mean()), Format.PERCENT),
                    Cell.of(m == Ablation.Method.CONCEPT ? Double.NaN : ablation.wins(m), Format.COUNT)));
        }
        blocks.add(Table.of(
                        "baselines_steering",
                        "Taking a concept out of the lists of its keenest users",
                        List.of(
                                Column.text("method", "Means", 3),
                                Column.number("removed_excess", "Excess removed", Format.PERCENT),
                                Column.number("ndcg_loss", "NDCG lost outside", Format.PERCENT),
                                Column.number("ndcg_loss_masked", "… items masked", Format.PERCENT),
                                Column.number("concept_better", "Concepts where zeroing loses less", Format.COUNT)),
                        steering)
                .captioned(ablation.protocol() + " NDCG is of held-out items outside the concept, as a share of what it"
                        + " was: places become free, so the list as shown mostly gains; with the concept’s items masked"
                        + " before and after it says whether the order of everything else suffered."));
        return new Section("baselines", "Simple baselines on the same footing", blocks);
    }
}
