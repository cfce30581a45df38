package io.github.recscope.cli;

import io.github.recscope.data.ImportParams;
import io.github.recscope.data.ImportRecipe;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Operation;
import io.github.recscope.op.ParamSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `import SOURCE… --into W`: the only operation that may begin a new workspace.
///
/// @param operation the import
record ImportCommand(Operation<?, ?> operation) implements Command {
    static final String INTO = "--into";
    static final String RECIPE = "--recipe";

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "Import data into a workspace, a new one or one that is there.";
    }

    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("SOURCE")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1..*")
                .required(true)
                .index("0..*")
                .description("A file, archive or folder to read, or several that belong together;"
                        + " sample:goodbooks is built in.")
                .build());
        spec.addOption(GlobalOptions.option(INTO, "WORKSPACE", "The .recscope file to write.")
                .required(true)
                .build());
        spec.addOption(GlobalOptions.option(
                        RECIPE, "FILE", "How to read the tables: a file that the import dialog of the window saved.")
                .build());
        options().describe(spec);
        spec.addOption(GlobalOptions.seed());
    }

    private static ParamOptions options() {
        return new ParamOptions(ParamSchema.of(ImportParams.class), List.of("source", "tables"), Map.of());
    }

    @Override
    public Answer run(Invocation call) {
        Map<String, String> values = new HashMap<>(options().read(call.parsed()));
        values.put("source", String.join("\n", call.arguments()));
        ImportParams params = ParamSchema.of(ImportParams.class).fromText(values, "recscope import");
        ImportParams said = call.option(RECIPE)
                .map(file -> applied(recipe(Invocation.path(file)), params, values))
                .orElse(params);
        return Steps.run(
                call, operation, said, Invocation.path(call.option(INTO).orElseThrow()), true);
    }

    /// What is said on the command line goes before what the recipe says.
    private static ImportParams applied(ImportRecipe recipe, ImportParams params, Map<String, String> values) {
        return params.with(recipe.tables())
                .with(
                        values.containsKey("minValue")
                                ? params.minValue()
                                : recipe.keep().minValue(),
                        values.containsKey("core")
                                ? params.core()
                                : recipe.keep().core());
    }

    private static ImportRecipe recipe(Path file) {
        try {
            return ImportRecipe.parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            file + " cannot be read.",
                            "It is missing, or no text in UTF-8, or the account may not read it.",
                            "Choose a file that the import dialog saved."),
                    e);
        }
    }
}
