package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import io.github.recscope.report.ReportWriter;
import io.github.recscope.op.Json;
import io.github.recscope.session.Engine;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.store.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `report W --out DIR`: the PDF and the CSV files.
final class ReportCommand implements Command {
    static final String OUT = "--out";
    private static final String PARQUET = "--parquet";

    static OptionSpec out(boolean required) {
        return GlobalOptions.option(OUT, "FOLDER", "The folder for report.pdf and the CSV files; made if missing.")
                .required(required)
                .build();
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String summary() {
        return "Write a workspace's report as PDF and CSV.";
    }

    @Override
    public void describe(CommandSpec spec) {
        OperationCommand.workspace(spec);
        spec.addOption(out(true));
        spec.addOption(OptionSpec.builder(PARQUET)
                .type(boolean.class)
                .description("Write the tables as Parquet as well, into a folder of their own.")
                .build());
    }

    @Override
    public Answer run(Invocation call) {
        Path file = Invocation.path(call.argument());
        Path folder = Invocation.path(call.option(OUT).orElseThrow());
        try (Engine engine = call.engine()) {
            Workspace workspace = WorkspaceFile.load(file, engine::paramsType);
            if (workspace.entries().isEmpty()) {
                throw ProblemException.of(
                        "There is nothing to report.",
                        file + " has no results yet.",
                        "Import data first: recscope import SOURCE --into " + file);
            }
            AtomicFile.createFolder(folder);
            ObjectNode json = Json.mapper().createObjectNode();
            json.put("ok", true);
            json.put("workspace", file.toString());
            ArrayNode files = json.putArray("files");
            if (call.parsed().hasMatchedOption(PARQUET)) {
                new Runner(call.console(), call.interrupt())
                        .await(engine.jobs()
                                .compute(
                                        "Write the tables",
                                        0,
                                        ctx -> ReportWriter.writeParquet(workspace, folder.resolve("parquet"), ctx)))
                        .value()
                        .forEach(f -> files.add(f.toString()));
            }
            return new Answer(json, write(call, engine, workspace, folder, files));
        }
    }

    /// Writes everything and says what there is.
    static String write(Invocation call, Engine engine, Workspace workspace, Path folder, ArrayNode files) {
        List<Path> written = new Runner(call.console(), call.interrupt())
                .await(engine.jobs()
                        .compute(
                                "Write the report",
                                0,
                                ctx -> call.environment().reports().writeAll(workspace, folder, ctx)))
                .value();
        written.forEach(f -> files.add(f.toString()));
        return "Wrote " + files.size() + " files to " + folder + ".\n";
    }
}
