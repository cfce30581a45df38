package io.github.recscope.cli;

import io.github.recscope.model.Params;
import io.github.recscope.op.Operation;
import io.github.recscope.op.ParamSchema;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// An operation on a workspace file: `train W`, `map W`, `sae W`, `concepts W`.
///
/// @param operation the operation
record OperationCommand(Operation<?, ?> operation) implements Command {
    @Override
    public String name() {
        return operation.id();
    }

    @Override
    public String summary() {
        return operation.title() + ".";
    }

    @Override
    public void describe(CommandSpec spec) {
        workspace(spec);
        ParamOptions.of(ParamSchema.of(operation.paramsType())).describe(spec);
        spec.addOption(GlobalOptions.seed());
    }

    static void workspace(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("WORKSPACE")
                .type(String.class)
                .arity("1")
                .required(true)
                .index("0")
                .description("The .recscope file.")
                .build());
    }

    @Override
    public Answer run(Invocation call) {
        ParamSchema<?> schema = ParamSchema.of(operation.paramsType());
        Params params = schema.fromText(ParamOptions.of(schema).read(call.parsed()), "recscope " + name());
        return Steps.run(call, operation, params, Invocation.path(call.argument()), false);
    }
}
