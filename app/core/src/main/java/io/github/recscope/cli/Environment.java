package io.github.recscope.cli;

import io.github.recscope.data.Importers;
import io.github.recscope.op.Operation;
import io.github.recscope.session.Engine;
import io.github.recscope.store.FaultLog;
import java.nio.file.Path;
import java.util.List;

/// What the command line stands on; tests bring their own.
///
/// @param importers  what can be imported
/// @param operations what can be done
/// @param reports    what writes reports
/// @param log        where faults go
/// @param terminal   whether progress may be drawn
record Environment(
        Importers importers, List<Operation<?, ?>> operations, Reports reports, FaultLog log, boolean terminal) {
    /// The real one.
    static Environment standard() {
        Importers importers = Importers.standard();
        // The start script looks whether standard error is a terminal; Java can only ask about all streams together.
        boolean terminal = System.getProperty("recscope.terminal") == null
                ? isTerminal()
                : Boolean.getBoolean("recscope.terminal");
        return new Environment(
                importers,
                Engine.standardOperations(importers),
                Reports.STANDARD,
                FaultLog.standard(System.getenv()),
                terminal);
    }

    /// Where this account keeps what is no document: the log, and unsaved work that finds no other place.
    Path state() {
        Path folder = log.file().toAbsolutePath().getParent();
        return folder == null ? Path.of("") : folder;
    }

    @SuppressWarnings("SystemConsoleNull") // It may still be null where the launcher was told to use another provider.
    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }
}
