package io.github.recscope.ui.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Shows a file in the platform's file manager, selected where the system can do that, else its folder.
///
/// It waits for another program, so it must not run on the JavaFX thread. It never throws: where nothing works, nothing
/// happens.
public final class ShowInFolder {
    private static final long PATIENCE_SECONDS = 5;

    private final String system;
    private final Program program;
    private final Consumer<Path> openFolder;

    /// Runs other programs.
    @FunctionalInterface
    interface Program {
        /// @return whether it was started and did what it was asked
        boolean run(List<String> command);
    }

    /// On this computer.
    ///
    /// @param openFolder opens a folder in the file manager
    public ShowInFolder(Consumer<Path> openFolder) {
        this(System.getProperty("os.name", ""), ShowInFolder::start, openFolder);
    }

    ShowInFolder(String system, Program program, Consumer<Path> openFolder) {
        this.system = system.toLowerCase(Locale.ROOT);
        this.program = program;
        this.openFolder = openFolder;
    }

    /// Shows a file, or if it is gone its folder.
    public void show(Path file) {
        try {
            Path absolute = file.toAbsolutePath().normalize();
            boolean selected =
                    Files.exists(absolute) && select(absolute).map(program::run).orElse(false);
            Path folder = absolute.getParent();
            if (!selected && folder != null) {
                openFolder.accept(folder);
            }
        } catch (RuntimeException e) {
            System.getLogger(ShowInFolder.class.getName())
                    .log(System.Logger.Level.WARNING, "The folder of " + file + " cannot be shown. " + e.getMessage());
        }
    }

    /// The command that selects a file.
    private Optional<List<String>> select(Path file) {
        if (system.contains("win")) {
            return Optional.of(List.of("explorer.exe", "/select,", file.toString()));
        } else if (system.contains("mac")) {
            return Optional.of(List.of("open", "-R", file.toString()));
        } else if (system.contains("linux") || system.contains("bsd")) {
            // https://www.freedesktop.org/wiki/Specifications/file-manager-interface/
            // A comma would begin another file.
            String uri = file.toUri().toASCIIString().replace(",", "%2C");
            return Optional.of(List.of(
                    "dbus-send",
                    "--session",
                    "--print-reply",
                    "--reply-timeout=3000",
                    "--dest=org.freedesktop.FileManager1",
                    "/org/freedesktop/FileManager1",
                    "org.freedesktop.FileManager1.ShowItems",
                    "array:string:" + uri,
                    "string:"));
        }
        return Optional.empty();
    }

    private static boolean start(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                return false;
            }
            // Explorer ends with 1 even when all is well.
            return process.exitValue() == 0 || command.getFirst().startsWith("explorer");
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
