package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Problem;
import io.github.recscope.op.Json;
import io.github.recscope.store.FaultLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says what went wrong, as text or JSON, and gives the exit code. No stack trace ever reaches the user.
///
/// @param console where to say it
/// @param log     where the details of faults go
record Failure(Console console, FaultLog log) {
    /// @param command the words of the command whose help to read
    int usage(@Nullable String message, String command) {
        String help = command.isBlank() ? Commands.PROGRAM : command;
        return say(
                Exit.USAGE,
                new Problem(
                        message == null ? "The command cannot be understood." : message,
                        "",
                        "See '" + help + " --help'."));
    }

    int problem(Problem problem) {
        return say(Exit.PROBLEM, problem);
    }

    int cancelled() {
        return say(Exit.CANCELLED, new Problem("Cancelled.", "The workspace is as it was.", ""));
    }

    int fault(Problem problem, @Nullable Throwable cause, String[] args) {
        Throwable fault = cause == null ? new IllegalStateException(problem.sentence()) : cause;
        String where = log.add(String.join(" ", args), fault)
                .map(f -> "The details are in " + f + ".")
                .orElse("The details could not be written to " + log.file() + ".");
        // A disk or a memory that is too small is no fault of the program, but the log may help all the same.
        boolean ours = !(fault instanceof IOException
                || fault instanceof UncheckedIOException
                || fault instanceof OutOfMemoryError);
        String fix = ours ? where : problem.fix() + " " + where;
        return say(ours ? Exit.INTERNAL : Exit.PROBLEM, new Problem(problem.what(), problem.why(), fix));
    }

    private int say(Exit exit, Problem problem) {
        console.progress("");
        if (console.json()) {
            ObjectNode json = Json.mapper().createObjectNode();
            json.put("ok", false);
            json.put("exit", exit.code());
            ObjectNode error = json.putObject("error");
            error.put("kind", exit.name().toLowerCase(java.util.Locale.ROOT));
            error.put("what", problem.what());
            error.put("why", problem.why());
            error.put("fix", problem.fix());
            console.print(json);
        } else {
            // The way out may be some lines of code to copy; the other two may hold foreign text.
            Stream.concat(
                            Stream.of(problem.what(), problem.why()),
                            problem.fix().lines())
                    .filter(line -> !line.isBlank())
                    .forEach(line -> console.err().println(Text.clean(line)));
            console.err().flush();
        }
        return exit.code();
    }
}
