package io.github.recscope.cli;

import io.github.recscope.model.ProblemException;
import io.github.recscope.session.Engine;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// One call of a command.
///
/// @param root        everything that was parsed
/// @param console     where to print
/// @param environment what there is
/// @param interrupt   tells when the user gives up
record Invocation(ParseResult root, Console console, Environment environment, Interrupt interrupt) {
    /// What was parsed of the command itself.
    ParseResult parsed() {
        return root.hasSubcommand() ? root.subcommand() : root;
    }

    /// The value of an option, wherever on the line it stood.
    Optional<String> option(String name) {
        return Optional.ofNullable(value(root, name));
    }

    static @Nullable String value(ParseResult root, String name) {
        @Nullable String value = null;
        for (ParseResult p = root; p != null; p = p.hasSubcommand() ? p.subcommand() : null) {
            value = p.hasMatchedOption(name) ? p.matchedOptionValue(name, value) : value;
        }
        return value;
    }

    /// An argument or option that is a path.
    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw ProblemException.of("'" + text + "' is not a path.", e.getReason() + ".", "Correct it.");
        }
    }

    /// The first argument.
    String argument() {
        return parsed().matchedPositionalValue(0, "");
    }

    /// All arguments, where a command takes several.
    List<String> arguments() {
        return parsed().matchedPositionalValue(0, List.<String>of());
    }

    /// An option that is a whole number.
    long number(String name, long otherwise, long min, long max) {
        Optional<String> text = option(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.get().strip());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        String range = min == Long.MIN_VALUE ? "a whole number" : "a whole number from " + min + " to " + max;
        throw new UsageException(name + " must be " + range + ", not '" + text.get() + "'.");
    }

    /// The engine that `--kernels` and `--threads` ask for.
    Engine engine() {
        int threads = (int) number(GlobalOptions.THREADS, Runtime.getRuntime().availableProcessors(), 1, 1024);
        String kernels = option(GlobalOptions.KERNELS).orElse("auto");
        return Engine.create(kernels, threads, environment.importers(), environment.operations());
    }
}
