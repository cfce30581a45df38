package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Json;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Recipe;
import io.github.recscope.session.Session;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.store.WorkspaceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `run RECIPE --into W [--out DIR]`: all steps of a recipe; saved only when every one of them worked.
final class RunCommand implements Command {
    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "Run the steps of a recipe. One that begins with an import makes a new workspace "
                + "(a previous file stays as .bak); any other continues the one that is there.";
    }

    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("RECIPE")
                .type(String.class)
                .arity("1")
                .required(true)
                .index("0")
                .description("A recipe in JSON, such as samples/goodbooks.recipe.json.")
                .build());
        spec.addOption(GlobalOptions.option(ImportCommand.INTO, "WORKSPACE", "The .recscope file to write.")
                .required(true)
                .build());
        spec.addOption(ReportCommand.out(false));
    }

    @Override
    public Answer run(Invocation call) {
        Path file = Invocation.path(call.option(ImportCommand.INTO).orElseThrow());
        Optional<Path> out = call.option(ReportCommand.OUT).map(Invocation::path);
        try (Engine engine = call.engine()) {
            Recipe recipe = recipe(Invocation.path(call.argument()), engine);
            try (Hold hold = Hold.of(call, engine, file)) {
                boolean fresh = engine.operation(recipe.steps().getFirst().op())
                        .inputs()
                        .isEmpty();
                Workspace before;
                if (fresh) {
                    WorkspaceFile.checkReplaceable(file);
                    before = Workspace.empty(recipe.name());
                } else {
                    before = WorkspaceFile.load(file, engine::paramsType);
                    AtomicFile.check(file);
                }
                out.ifPresent(AtomicFile::checkFolder);
                return run(call, engine, recipe, before, hold, out);
            }
        }
    }

    private static Answer run(
            Invocation call, Engine engine, Recipe recipe, Workspace before, Hold hold, Optional<Path> out) {
        long start = System.nanoTime();
        Path file = hold.file();
        Session session = new Session(engine, Runnable::run, before);
        hold.keep(session);
        session.announce(call.console()::noteBesideProgress);
        Runner runner = new Runner(call.console(), call.interrupt());
        Outcome.Done<Workspace> done = runner.await(session.submit(recipe));
        double seconds = (System.nanoTime() - start) * 1e-9;
        call.interrupt().check();
        hold.save(done.value());
        ObjectNode summary = Summary.of(done.value(), seconds);
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("ok", true);
        json.put("workspace", file.toString());
        json.set("summary", summary);
        Steps.issues(done.issues(), json.putArray("issues"));
        String text = Text.lines(summary) + "\nSaved in " + file + ".\n";
        if (out.isPresent()) {
            Path folder = out.get();
            AtomicFile.createFolder(folder);
            Path figures = folder.resolve("summary.json");
            AtomicFile.write(figures, s -> s.write(Json.format(summary).getBytes(StandardCharsets.UTF_8)));
            ArrayNode files = json.putArray("files").add(figures.toString());
            text += ReportCommand.write(call, engine, done.value(), folder, files);
        }
        return new Answer(json, text);
    }

    private static Recipe recipe(Path file, Engine engine) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            String why = e instanceof NoSuchFileException
                    ? "There is no such file."
                    : "It is no text file that can be read (" + e.getMessage() + ").";
            throw new ProblemException(
                    new Problem("The recipe " + file + " cannot be read.", why, "Check the path."), e);
        }
        Path folder = file.getParent();
        Recipe recipe = Recipe.parse(text, file.toString(), folder == null ? Path.of("") : folder, engine);
        if (recipe.steps().isEmpty()) {
            throw ProblemException.of(file + " has no steps.", "There is nothing to do.", "Add a step.");
        }
        return recipe;
    }
}
