package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Json;
import io.github.recscope.session.Engine;
import io.github.recscope.session.SteeringExport;
import io.github.recscope.store.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `patch W --out DIR`: the saved steering recipe as JSON and as a patch to the embeddings.
final class PatchCommand implements Command {
    @Override
    public String name() {
        return "patch";
    }

    @Override
    public String summary() {
        return "Write the saved steering recipe as JSON and as .npy files that change embeddings.";
    }

    @Override
    public void describe(CommandSpec spec) {
        OperationCommand.workspace(spec);
        spec.addOption(GlobalOptions.option(ReportCommand.OUT, "FOLDER", "The folder for the files; made if missing.")
                .required(true)
                .build());
    }

    @Override
    public Answer run(Invocation call) {
        Path file = Invocation.path(call.argument());
        Path folder = Invocation.path(call.option(ReportCommand.OUT).orElseThrow());
        try (Engine engine = call.engine()) {
            Workspace workspace = WorkspaceFile.load(file, engine::paramsType);
            List<Path> written = new Runner(call.console(), call.interrupt())
                    .await(engine.jobs()
                            .compute("Write the patch", 0, _ -> SteeringExport.write(workspace, engine, folder)))
                    .value();
            ObjectNode json = Json.mapper().createObjectNode();
            json.put("ok", true);
            json.put("workspace", file.toString());
            ArrayNode files = json.putArray("files");
            written.forEach(f -> files.add(f.toString()));
            return new Answer(json, "Wrote " + written.size() + " files to " + folder + ".\n");
        }
    }
}
