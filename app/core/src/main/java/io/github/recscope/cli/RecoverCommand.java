package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Json;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Recovery;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `recover W [--discard]`: gets back, or drops, what a crash left of a workspace.
final class RecoverCommand implements Command {
    static final String DISCARD = "--discard";

    @Override
    public String name() {
        return "recover";
    }

    @Override
    public String summary() {
        return "Save the work that was not saved when Recscope ended without warning (the file before stays as .bak).";
    }

    @Override
    public void describe(CommandSpec spec) {
        OperationCommand.workspace(spec);
        spec.addOption(OptionSpec.builder(DISCARD)
                .description("Remove that work instead.")
                .build());
    }

    @Override
    public Answer run(Invocation call) {
        Path file = Invocation.path(call.argument());
        boolean discard = call.parsed().hasMatchedOption(DISCARD);
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("ok", true);
        json.put("workspace", file.toString());
        try (Engine engine = call.engine();
                Hold hold = Hold.any(call, file)) {
            Optional<Recovery> left = hold.left(engine);
            json.put("steps", left.map(r -> r.found().steps().size()).orElse(0));
            if (left.isEmpty()) {
                return new Answer(json, "There is no unsaved work of " + file + ".\n");
            }
            Recovery recovery = left.get();
            if (discard) {
                recovery.discard();
                return new Answer(json, "Removed the unsaved work of " + file + ".\n");
            }
            call.console().note(Hold.words(recovery.found()));
            Optional<Workspace> held = hold.held(engine);
            Outcome.Done<Recovery.Recovered> done = new Runner(call.console(), call.interrupt())
                    .await(engine.jobs().compute("Recover", 0, ctx -> recovery.replay(held, ctx)));
            call.interrupt().check();
            Recovery.Recovered recovered = done.value();
            hold.save(recovered.history().workspace());
            recovery.discard();
            recovered.remaining().ifPresent(p -> call.console().note(p.sentence()));
            json.put("complete", recovered.remaining().isEmpty());
            Steps.issues(done.issues(), json.putArray("issues"));
            return new Answer(
                    json,
                    "Recovered " + recovered.history().workspace().entries().size() + " steps.\nSaved in " + file
                            + ".\n");
        }
    }
}
