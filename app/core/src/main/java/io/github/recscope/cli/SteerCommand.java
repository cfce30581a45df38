package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Operation;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.steering.DoseParams;
import io.github.recscope.steering.SteerParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// `steer W --user ID --add fantasy=2 --zero romance` and `dose W --add fantasy=2`: edits in the order in which they
/// stand on the line.
///
/// An object for one call: it collects the edits while the line is parsed.
final class SteerCommand implements Command {
    private final Operation<?, ?> operation;
    private final ParamSchema<?> schema;
    private final String summary;
    private final List<Spoken> spoken = new ArrayList<>();

    private record Spoken(Edit.Kind kind, String text) {}

    private SteerCommand(Operation<?, ?> operation, ParamSchema<?> schema, String summary) {
        this.operation = operation;
        this.schema = schema;
        this.summary = summary;
    }

    static SteerCommand steer(Operation<?, ?> operation) {
        return new SteerCommand(
                operation,
                ParamSchema.of(SteerParams.class),
                "Change concepts in a user's code and see what happens to the recommendations.");
    }

    static SteerCommand dose(Operation<?, ?> operation) {
        return new SteerCommand(
                operation, ParamSchema.of(DoseParams.class), "Try edits at several strengths and see what they cost.");
    }

    @Override
    public String name() {
        return operation.id();
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public void describe(CommandSpec spec) {
        OperationCommand.workspace(spec);
        edit(spec, Edit.Kind.ADD, "Add to the activation of a concept.");
        edit(spec, Edit.Kind.SET, "Set the activation.");
        edit(spec, Edit.Kind.SCALE, "Multiply the activation.");
        edit(spec, Edit.Kind.CAP, "Limit the activation.");
        edit(spec, Edit.Kind.ZERO, "Silence a concept.");
        options().describe(spec);
        spec.addOption(GlobalOptions.seed());
    }

    private ParamOptions options() {
        return new ParamOptions(schema, List.of("edits"), Map.of("cutoff", "top"));
    }

    private void edit(CommandSpec spec, Edit.Kind kind, String help) {
        String name = "--" + kind.name().toLowerCase(Locale.ROOT);
        String label = kind == Edit.Kind.ZERO ? "CONCEPT" : "CONCEPT=AMOUNT";
        spec.addOption(OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(help + " May be repeated; a concept is a label, group:LABEL or the number of a latent.")
                .parameterConsumer((values, _, command) -> {
                    if (values.isEmpty()) {
                        throw new ParameterException(
                                command.commandLine(), "Missing value for option " + name + " (" + label + ")");
                    }
                    spoken.add(new Spoken(kind, values.pop()));
                })
                .build());
    }

    @Override
    public Answer run(Invocation call) {
        return run(call, schema);
    }

    private <P extends Params> Answer run(Invocation call, ParamSchema<P> own) {
        String place = "recscope " + name();
        ObjectNode json = own.toJson(own.fromText(options().read(call.parsed()), place));
        ArrayNode edits = json.putArray("edits");
        for (Spoken s : spoken) {
            ObjectNode edit = edits.addObject();
            int equals = s.text.lastIndexOf('=');
            boolean zero = s.kind == Edit.Kind.ZERO;
            edit.put("concept", (zero || equals < 0 ? s.text : s.text.substring(0, equals)).strip());
            edit.put("kind", s.kind.name());
            edit.put("amount", zero ? 0 : amount(s, equals));
        }
        P params = own.fromJson(json, place);
        return Steps.run(call, operation, params, Invocation.path(call.argument()), false);
    }

    private static double amount(Spoken s, int equals) {
        try {
            double amount = Double.parseDouble(
                    equals < 0 ? "" : s.text.substring(equals + 1).strip());
            if (Double.isFinite(amount)) {
                return amount;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        String option = "--" + s.kind.name().toLowerCase(Locale.ROOT);
        throw ProblemException.of(
                option + " " + s.text + " cannot be understood.",
                "It needs a concept and a number with an equals sign between them.",
                "Write for example " + option + " fantasy=2.");
    }
}
