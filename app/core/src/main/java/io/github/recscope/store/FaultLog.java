package io.github.recscope.store;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The log of our own faults, a text file of this account. People see a sentence; the details are here.
///
/// @param file where it is
public record FaultLog(Path file) {
    private static final long LIMIT = 1 << 20;

    /// In `$XDG_STATE_HOME/recscope`, `~/.local/state/recscope`, or on Windows `%LOCALAPPDATA%\recscope`.
    ///
    /// @param variables the environment
    public static FaultLog standard(Map<String, String> variables) {
        String home = System.getProperty("user.home", "");
        String fallback = Path.of(home, ".local", "state").toString();
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
        String folder = variables.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_STATE_HOME", "");
        try {
            return new FaultLog(Path.of(folder.isBlank() ? fallback : folder, "recscope", "recscope.log"));
        } catch (InvalidPathException _) {
            return new FaultLog(Path.of(fallback, "recscope", "recscope.log"));
        }
    }

    /// Adds a fault; a log of more than 1 MiB begins anew.
    ///
    /// @param doing what the program was doing
    /// @return the file, or empty if it could not be written
    public Optional<Path> add(String doing, Throwable fault) {
        StringWriter text = new StringWriter();
        text.write(
                Instant.now() + " Recscope " + Version.current() + ", Java " + Runtime.version() + ", " + doing + "\n");
        fault.printStackTrace(new PrintWriter(text, true));
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            boolean large = Files.exists(file) && Files.size(file) > LIMIT;
            Files.writeString(
                    file,
                    text + "\n",
                    StandardOpenOption.CREATE,
                    large ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
            return Optional.of(file);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
