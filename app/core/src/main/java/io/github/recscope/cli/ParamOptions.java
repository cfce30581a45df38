package io.github.recscope.cli;

import io.github.recscope.op.ParamSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Options made from the parameters of an operation.
///
/// @param schema  the parameters
/// @param hidden  names of parameters that the command asks for in another way
/// @param aliases further names of options, by parameter
record ParamOptions(ParamSchema<?> schema, List<String> hidden, Map<String, String> aliases) {
    /// One option for each parameter.
    static ParamOptions of(ParamSchema<?> schema) {
        return new ParamOptions(schema, List.of(), Map.of());
    }

    void describe(CommandSpec spec) {
        for (ParamSchema.Field f : shown()) {
            spec.addOption(GlobalOptions.option("--" + f.option(), label(f), help(f))
                    .names(names(f))
                    .build());
        }
    }

    /// What the user said, by parameter; what is not here keeps its recommended value.
    Map<String, String> read(ParseResult parsed) {
        Map<String, String> values = new HashMap<>();
        for (ParamSchema.Field f : shown()) {
            OptionSpec option = parsed.matchedOption("--" + f.option());
            if (option != null) {
                values.put(f.name(), option.getValue());
            }
        }
        return values;
    }

    private List<ParamSchema.Field> shown() {
        return schema.fields().stream().filter(f -> !hidden.contains(f.name())).toList();
    }

    private String[] names(ParamSchema.Field f) {
        List<String> names = new ArrayList<>(List.of("--" + f.option()));
        if (aliases.containsKey(f.name())) {
            names.add("--" + aliases.get(f.name()));
        }
        return names.toArray(String[]::new);
    }

    private static String label(ParamSchema.Field f) {
        if (!f.choices().isEmpty()) {
            return String.join("|", f.choices());
        } else if (f.type() == boolean.class) {
            return "true|false";
        } else if (f.path()) {
            return "PATH";
        } else if (f.type() == String.class) {
            return "TEXT";
        }
        return f.isSimple() ? "N" : "JSON";
    }

    private static String help(ParamSchema.Field f) {
        String range = Double.isInfinite(f.min()) || Double.isInfinite(f.max())
                ? ""
                : " From " + Text.plain(f.min()) + " to " + Text.plain(f.max()) + ".";
        String value = f.isSimple() ? f.defaultText() : "";
        return f.label() + ": " + f.help() + range + (value.isEmpty() ? "" : " Default: " + value + ".");
    }
}
