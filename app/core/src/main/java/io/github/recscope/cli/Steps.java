package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Params;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Json;
import io.github.recscope.op.Operation;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Recipe;
import io.github.recscope.session.Session;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.store.WorkspaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What every command that runs a step does: open, run, save, say what came of it.
final class Steps {
    private Steps() {}

    /// Runs one operation on a workspace file.
    ///
    /// @param create whether a missing file means an empty workspace
    static <P extends Params> Answer run(
            Invocation call, Operation<P, ?> operation, Params params, Path file, boolean create) {
        long seed = call.number(GlobalOptions.SEED, Recipe.DEFAULT_SEED, Long.MIN_VALUE, Long.MAX_VALUE);
        try (Engine engine = call.engine();
                Hold hold = Hold.of(call, engine, file)) {
            Workspace before = create && !Files.exists(file)
                    ? Workspace.empty(name(file))
                    : WorkspaceFile.load(file, engine::paramsType);
            AtomicFile.check(file);
            Session session = new Session(engine, Runnable::run, before);
            session.announce(call.console()::noteBesideProgress);
            Outcome.Done<Workspace> done =
                    new Runner(call.console(), call.interrupt()).await(session.submit(operation.id(), params, seed));
            call.interrupt().check();
            hold.save(done.value());
            return answer(done, file);
        }
    }

    private static Answer answer(Outcome.Done<Workspace> done, Path file) {
        Workspace workspace = done.value();
        Entry entry = workspace.entries().getLast();
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("ok", true);
        json.put("workspace", file.toString());
        json.put("op", entry.step().op());
        json.put("artifact", entry.output().hash());
        json.put("seconds", entry.seconds());
        json.put("kernels", entry.kernels());
        ObjectNode result = Figures.of(workspace.artifact(entry.output()));
        json.set("result", result);
        String lines = Text.lines(result);
        String lists = Tables.add(workspace, entry, result);
        issues(done.issues(), json.putArray("issues"));
        return new Answer(json, lines + lists + "\nSaved in " + file + ".\n");
    }

    static void issues(List<Issue> issues, ArrayNode json) {
        for (Issue i : issues) {
            ObjectNode node = json.addObject();
            node.put("severity", i.severity().name().toLowerCase(java.util.Locale.ROOT));
            node.put("code", i.code());
            node.put("place", i.place());
            node.put("message", i.message());
        }
    }

    /// `data/books.recscope` is called "books".
    static String name(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "untitled" : last.toString();
        return name.endsWith(".recscope") ? name.substring(0, name.length() - ".recscope".length()) : name;
    }
}
