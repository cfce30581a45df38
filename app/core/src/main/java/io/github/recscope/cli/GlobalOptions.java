package io.github.recscope.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/// The options that every command has.
final class GlobalOptions {
    static final String JSON = "--json";
    static final String THREADS = "--threads";
    static final String KERNELS = "--kernels";
    static final String QUIET = "--quiet";
    static final String SEED = "--seed";

    private GlobalOptions() {}

    static void describe(CommandSpec root) {
        root.addOption(flag(JSON, "Print the result, or the error, as JSON."));
        root.addOption(flag(QUIET, "Print no progress and no notes."));
        root.addOption(value(THREADS, "N", "Threads that compute; all by default. Results do not depend on it."));
        root.addOption(value(
                KERNELS, "NAME", "What computes: auto, scalar, simd; 'recscope doctor' lists them. Default: auto."));
    }

    private static OptionSpec flag(String name, String help) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .scopeType(ScopeType.INHERIT)
                .description(help)
                .build();
    }

    private static OptionSpec value(String name, String label, String help) {
        return option(name, label, help).scopeType(ScopeType.INHERIT).build();
    }

    /// An option with a text as its value.
    static OptionSpec.Builder option(String name, String label, String help) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(help.replace("%", "%%"));
    }

    static OptionSpec seed() {
        return option(SEED, "N", "Where all randomness comes from. Default: 42.")
                .build();
    }
}
