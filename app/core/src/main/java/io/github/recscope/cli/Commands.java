package io.github.recscope.cli;

import io.github.recscope.op.Operation;
import io.github.recscope.store.Version;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// All commands, and what picocli needs to know about them.
final class Commands {
    static final String PROGRAM = "recscope";

    private Commands() {}

    /// Fresh ones for one call: some collect what the line says.
    static List<Command> of(List<Operation<?, ?>> operations) {
        List<Command> commands = new ArrayList<>(
                List.of(new DoctorCommand(), new RunCommand(), new ReproduceCommand(), new BenchCommand()));
        for (Operation<?, ?> o : operations) {
            commands.add(
                    switch (o.id()) {
                        case "import" -> new ImportCommand(o);
                        case "steer" -> SteerCommand.steer(o);
                        case "dose" -> SteerCommand.dose(o);
                        default -> new OperationCommand(o);
                    });
        }
        commands.add(new PatchCommand());
        commands.add(new ReportCommand());
        commands.add(new ExportCommand());
        commands.add(new RecoverCommand());
        return commands;
    }

    static CommandLine line(List<Command> commands, PrintWriter out, PrintWriter err) {
        CommandSpec root = spec(PROGRAM, "Look inside recommender systems and steer them.");
        GlobalOptions.describe(root);
        root.usageMessage()
                .footer(
                        "",
                        "Without arguments, or with one .recscope file, the window opens.",
                        "Exit codes: 0 ok, 1 a problem you can mend, 2 a wrong option, 3 a fault of the program,",
                        "130 cancelled.");
        for (Command c : commands) {
            CommandSpec spec = spec(c.name(), c.summary());
            c.describe(spec);
            root.addSubcommand(c.name(), spec);
        }
        return new CommandLine(root)
                .setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUsageHelpWidth(100);
    }

    private static CommandSpec spec(String name, String summary) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version and exit.")
                .build());
        spec.version("recscope " + Version.current() + " (Java " + Runtime.version() + ")");
        spec.usageMessage().description(summary).sortOptions(false);
        return spec;
    }
}
