package io.github.recscope.cli;

import io.github.recscope.data.ImportParams;
import io.github.recscope.op.Operation;
import io.github.recscope.op.ParamSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `import SOURCE --into W`: the only operation that may begin a new workspace.
///
/// @param operation the import
record ImportCommand(Operation<?, ?> operation) implements Command {
    static final String INTO = "--into";

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
                .type(String.class)
                .arity("1")
                .required(true)
                .index("0")
                .description("A file, archive or folder to read; sample:goodbooks is built in.")
                .build());
        spec.addOption(GlobalOptions.option(INTO, "WORKSPACE", "The .recscope file to write.")
                .required(true)
                .build());
        options().describe(spec);
        spec.addOption(GlobalOptions.seed());
    }

    private static ParamOptions options() {
        return new ParamOptions(ParamSchema.of(ImportParams.class), List.of("source"), Map.of());
    }

    @Override
    public Answer run(Invocation call) {
        Map<String, String> values = new HashMap<>(options().read(call.parsed()));
        values.put("source", call.argument());
        ImportParams params = ParamSchema.of(ImportParams.class).fromText(values, "recscope import");
        return Steps.run(
                call, operation, params, Invocation.path(call.option(INTO).orElseThrow()), true);
    }
}
