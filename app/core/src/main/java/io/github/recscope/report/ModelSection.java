package io.github.recscope.report;

import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The recommender, its settings and its accuracy beside the baselines.
final class ModelSection {
    private ModelSection() {}

    static Optional<Section> of(Findings f) {
        Recommender model = f.model();
        if (model == null) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        Evaluation e = model.evaluation();
        blocks.add(new Block.Text(sentence(model, e)));
        blocks.add(accuracy(e));
        blocks.add(new Block.Note("Protocol: " + Words.sentence(e.protocol()) + " Split: "
                + Words.sentence(model.split().protocol())));
        f.workspace().latest(Benchmark.class).ifPresent(b -> blocks.addAll(EvaluationBlocks.of(b)));
        blocks.addAll(Curves.of("model", model.curves(), "Epoch"));
        Settings.table("model_settings", f.entryOf(Recommender.class)).ifPresent(blocks::add);
        return Optional.of(new Section(ReportSection.MODEL.id(), ReportSection.MODEL.title(), blocks));
    }

    private static String sentence(Recommender model, Evaluation e) {
        String s = model.name() + ": each user and each item is a vector of "
                + Figures.plural(model.dimensions(), "number", "numbers")
                + "; the score of a pair is " + score(model.scorer()) + ".";
        double m = e.model().recall().mean();
        double p = e.popularity().recall().mean();
        if (p > 0 && Double.isFinite(m)) {
            s += " Its lists hit " + Figures.decimal(m / p) + " times as many held-out items as the list of the most"
                    + " popular items.";
        }
        return s;
    }

    private static String score(Scorer scorer) {
        return switch (scorer) {
            case Scorer.Dot _ -> "their product plus biases";
            case Scorer.Cosine _ -> "the cosine of their angle";
            case Scorer.Euclidean _ -> "higher the nearer they are";
            case Scorer.Mlp(List<Scorer.Layer> layers) ->
                "what a perceptron of " + Figures.plural(layers.size(), "layer", "layers") + " makes of both";
        };
    }

    private static Table accuracy(Evaluation e) {
        String k = "@" + e.cutoff();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row("Model", e.model()));
        rows.add(row("Most popular items", e.popularity()));
        rows.add(row("Random order", e.random()));
        return Table.of(
                        "model_accuracy",
                        "Accuracy on held-out items",
                        List.of(
                                Column.text("method", "Method", 1),
                                Column.number("recall", "Recall" + k, Format.DECIMAL),
                                Column.number("ndcg", "NDCG" + k, Format.DECIMAL),
                                Column.number("hit", "Hit rate" + k, Format.DECIMAL),
                                Column.number("users", "Users", Format.COUNT)),
                        rows)
                .captioned("Means over users with 95% bootstrap intervals. Recall: share of a user's held-out items in"
                        + " the list. NDCG: the same, with more weight on the top. Hit rate: share of users with at"
                        + " least one held-out item in the list.");
    }

    private static List<Cell> row(String name, Evaluation.Quality q) {
        return Cell.row(name, q.recall(), q.ndcg(), q.hit(), q.recall().n());
    }
}
