package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.data.ImportOperation;
import io.github.recscope.data.ImportParams;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Json;
import io.github.recscope.op.Memory;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.report.ReportWriter;
import io.github.recscope.reproduce.Reproduction;
import io.github.recscope.reproduce.RunFigures;
import io.github.recscope.session.Engine;
import io.github.recscope.store.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `reproduce --data SOURCE --out DIR`: the paper's protocol on a data set, beside its figures, ours and the baselines.
final class ReproduceCommand implements Command {
    private static final String DATA = "--data";
    private static final String QUICK = "--quick";
    private static final String SEEDS = "--seeds";
    private static final String TITLE = "Reproduce the paper";
    private static final long FIRST_SEED = 1;

    @Override
    public String name() {
        return "reproduce";
    }

    @Override
    public String summary() {
        return "Run the protocol of the paper (arXiv 2511.18024) on a data set and write its figures beside the "
                + "published ones, those of the defaults, and those of simple baselines, as PDF, CSV and summary.json.";
    }

    @Override
    public void describe(CommandSpec spec) {
        spec.addOption(GlobalOptions.option(
                        DATA, "SOURCE", "A data set: a file, archive or folder; sample:goodbooks is built in.")
                .required(true)
                .build());
        spec.addOption(ReportCommand.out(true));
        spec.addOption(OptionSpec.builder(QUICK)
                .type(boolean.class)
                .description("One seed and short trainings: to see that it works, not to quote.")
                .build());
        spec.addOption(GlobalOptions.option(
                        SEEDS, "N", "How many seeds the defaults are run with. Default: 5; 1 with --quick.")
                .build());
        spec.addOption(GlobalOptions.option(GlobalOptions.SEED, "N", "The first seed. Default: 1.")
                .build());
    }

    @Override
    public Answer run(Invocation call) {
        boolean quick = call.parsed().hasMatchedOption(QUICK);
        int seeds = (int) call.number(SEEDS, quick ? 1 : Reproduction.SEEDS, 1, 100);
        long seed = call.number(GlobalOptions.SEED, FIRST_SEED, Long.MIN_VALUE, Long.MAX_VALUE);
        ImportParams source = ParamSchema.of(ImportParams.class)
                .fromText(Map.of("source", call.option(DATA).orElseThrow()), "recscope reproduce");
        Path folder = Invocation.path(call.option(ReportCommand.OUT).orElseThrow());
        AtomicFile.checkFolder(folder);
        try (Engine engine = call.engine()) {
            Runner runner = new Runner(call.console(), call.interrupt());
            Dataset data = runner.await(engine.jobs()
                            .compute(
                                    "Import data",
                                    seed,
                                    ctx -> new ImportOperation(engine.importers())
                                            .run(source, new Inputs(List.of()), ctx)))
                    .value();
            Reproduction.Options options = new Reproduction.Options(quick, seeds);
            Forecast forecast = Reproduction.forecast(
                    data, options, engine.kernels().workers().threads());
            Memory.missing(TITLE, forecast, "Take a part of the users", Memory.free(forecast.bytes()))
                    .ifPresent(p -> {
                        throw new ProblemException(p);
                    });
            if (forecast.isLong()) {
                call.console().note(TITLE + ": " + forecast.words() + ".");
            }
            Reproduction.Result result = runner.await(engine.jobs()
                            .compute(
                                    TITLE,
                                    seed,
                                    ctx -> Reproduction.run(
                                            data, options, ZonedDateTime.now(ZoneId.systemDefault()), ctx)))
                    .value();
            AtomicFile.createFolder(folder);
            List<Path> files = new ArrayList<>();
            ObjectNode summary = summary(data, quick, result.runs());
            Path figures = folder.resolve("summary.json");
            AtomicFile.write(figures, s -> s.write(Json.format(summary).getBytes(StandardCharsets.UTF_8)));
            files.add(figures);
            files.addAll(runner.await(engine.jobs()
                            .compute("Write the report", seed, ctx -> ReportWriter.write(result.report(), folder, ctx)))
                    .value());
            ObjectNode json = Json.mapper().createObjectNode();
            json.put("ok", true);
            json.set("summary", summary);
            ArrayNode list = json.putArray("files");
            files.forEach(f -> list.add(f.toString()));
            return new Answer(json, text(result.runs()) + "\nWrote " + files.size() + " files to " + folder + ".\n");
        }
    }

    /// The defaults' figures as means over seeds, and each run under `runs` with the same keys.
    static ObjectNode summary(Dataset data, boolean quick, List<RunFigures> runs) {
        RunFigures last = runs.getLast();
        List<RunFigures> defaults = runs.stream()
                .filter(r -> r.experiment().equals(last.experiment()))
                .toList();
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("quick", quick);
        node.put("seeds", defaults.size());
        put(node, data.name(), defaults);
        ArrayNode each = node.putArray("runs");
        for (RunFigures r : runs) {
            ObjectNode run = each.addObject();
            run.put("experiment", r.experiment());
            run.put("beta", r.beta());
            run.put("seed", r.seed());
            Figures.put(run, "ndcg_model", r.ndcgModel().mean());
            Figures.put(run, "seconds", r.seconds());
            put(run, data.name(), List.of(r));
        }
        return node;
    }

    private static void put(ObjectNode node, String dataset, List<RunFigures> runs) {
        node.put("dataset", dataset);
        node.put("recommender", runs.getFirst().recommender());
        node.put("variant", runs.getFirst().variant());
        node.put("latents", runs.getFirst().latents());
        mean(node, "l0_users", runs, RunFigures::l0Users);
        mean(node, "l0_items", runs, RunFigures::l0Items);
        mean(node, "fvu_items", runs, RunFigures::fvuItems);
        mean(node, "dead", runs, RunFigures::dead);
        mean(node, "rbo_paper", runs, r -> r.rboPaper().mean());
        mean(node, "rbo", runs, r -> r.rbo().mean());
        mean(node, "kendall", runs, r -> r.kendall().mean());
        mean(node, "ms", runs, RunFigures::ms);
        mean(node, "ms_random", runs, RunFigures::msRandom);
        mean(node, "purity_at_10", runs, RunFigures::purity);
        mean(node, "purity_at_10_corrected", runs, RunFigures::purityCorrected);
        mean(node, "labelled_share", runs, RunFigures::labelled);
        mean(node, "ablate_removed_excess", runs, r -> r.ablation().removedExcess());
        mean(node, "ndcg_loss_at_ablate", runs, r -> r.ablation().ndcgLoss());
        mean(node, "ndcg_loss_masked_at_ablate", runs, r -> r.ablation().ndcgLossMasked());
        mean(node, "dim_baseline_removed_excess", runs, r -> r.ablation().dimRemovedExcess());
        mean(node, "random_latent_removed_excess", runs, r -> r.ablation().randomRemovedExcess());
    }

    private static void mean(ObjectNode node, String key, List<RunFigures> runs, ToDoubleFunction<RunFigures> figure) {
        Figures.put(node, key, runs.stream().mapToDouble(figure).average().orElse(Double.NaN));
    }

    private static String text(List<RunFigures> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "experiment", "β", "seed", "L0", "RBO, paper’s form", "τ-b", "MS", "chance", "named", "removed"));
        for (RunFigures r : runs) {
            rows.add(List.of(
                    r.experiment(),
                    Text.number(r.beta()),
                    Long.toString(r.seed()),
                    two(r.l0Users()) + " / " + two(r.l0Items()),
                    two(r.rboPaper().mean()),
                    two(r.kendall().mean()),
                    two(r.ms()),
                    two(r.msRandom()),
                    two(r.labelled()),
                    two(r.ablation().removedExcess())));
        }
        return Text.table(rows);
    }

    private static String two(double v) {
        return Double.isFinite(v) ? String.format(java.util.Locale.ROOT, "%.3f", v) : "–";
    }
}
