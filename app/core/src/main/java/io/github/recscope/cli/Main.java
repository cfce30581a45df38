package io.github.recscope.cli;

import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line's entry: parses, runs one command, prints its answer or what went wrong, and sets the exit
/// code.
public final class Main {
    private final Environment environment;
    private final Interrupt interrupt;

    Main(Environment environment, Interrupt interrupt) {
        this.environment = environment;
        this.interrupt = interrupt;
    }

    /// @param args a command with its options
    public static void main(String[] args) {
        Interrupt interrupt = new Interrupt();
        interrupt.listen();
        wipeWarning();
        int code = new Main(Environment.standard(), interrupt).run(args, writer(System.out), writer(System.err));
        interrupt.finished();
        System.exit(code);
    }

    /// Java has just printed that the Vector API incubates; where the start script says that this is a
    /// terminal, the line goes away again.
    private static void wipeWarning() {
        if (Boolean.getBoolean("recscope.terminal")
                && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            System.err.print("\u001b[1A\r\u001b[2K");
            System.err.flush();
        }
    }

    /// Runs one command inside another program; Ctrl+C is not listened to.
    ///
    /// @return the exit code: 0 ok, 1 problem, 2 usage, 3 internal, 130 cancelled
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return new Main(Environment.standard(), new Interrupt()).run(args, writer(out), writer(err));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    int run(String[] args, PrintWriter out, PrintWriter err) {
        boolean json = Arrays.asList(args).contains(GlobalOptions.JSON);
        boolean quiet = Arrays.asList(args).contains(GlobalOptions.QUIET);
        Console console = new Console(out, err, json, quiet, environment.terminal());
        Failure failure = new Failure(console, environment.log());
        try {
            List<Command> commands = Commands.of(environment.operations());
            CommandLine line = Commands.line(commands, out, err);
            ParseResult root = line.parseArgs(args);
            Integer help = CommandLine.executeHelpRequest(root);
            if (help != null) {
                return help;
            }
            if (!root.hasSubcommand()) {
                return failure.usage("A command is missing.", "");
            }
            String name = root.subcommand().commandSpec().name();
            for (Command c : commands) {
                if (c.name().equals(name)) {
                    console.print(c.run(new Invocation(root, console, environment, interrupt)));
                    return Exit.OK.code();
                }
            }
            throw new IllegalStateException("no command " + name);
        } catch (ParameterException e) {
            return failure.usage(
                    e.getMessage(), e.getCommandLine().getCommandSpec().qualifiedName());
        } catch (UsageException e) {
            return failure.usage(e.getMessage(), "");
        } catch (CancellationException _) {
            return failure.cancelled();
        } catch (ProblemException e) {
            return failure.problem(e.problem());
        } catch (FaultException e) {
            return failure.fault(e.problem(), e.getCause(), args);
        } catch (RuntimeException | Error e) {
            return failure.fault(new Problem("Recscope stopped because of a fault of its own.", e + ".", ""), e, args);
        }
    }
}
