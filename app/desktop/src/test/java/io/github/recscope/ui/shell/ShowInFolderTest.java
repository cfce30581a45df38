package io.github.recscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which programs are asked to show a file, and what happens if they do not.
class ShowInFolderTest {
    @TempDir
    Path folder;

    private final List<List<String>> asked = new ArrayList<>();
    private final List<Path> opened = new ArrayList<>();

    private ShowInFolder on(String system, boolean works) {
        return new ShowInFolder(
                system,
                command -> {
                    asked.add(command);
                    return works;
                },
                opened::add);
    }

    private Path file() throws IOException {
        return Files.writeString(folder.resolve("a b, ü.recscope"), "x");
    }

    @Test
    void theFileIsSelectedWhereTheSystemCan() throws IOException {
        Path file = file();
        on("Linux", true).show(file);
        on("Windows 11", true).show(file);
        on("Mac OS X", true).show(file);
        assertEquals("dbus-send", asked.getFirst().getFirst());
        assertTrue(asked.getFirst().contains("org.freedesktop.FileManager1.ShowItems"));
        String uri = asked.getFirst().get(asked.getFirst().size() - 2);
        assertTrue(uri.startsWith("array:string:file:///") && uri.endsWith("/a%20b%2C%20%C3%BC.recscope"), uri);
        assertEquals(List.of("explorer.exe", "/select,", file.toAbsolutePath().toString()), asked.get(1));
        assertEquals(List.of("open", "-R", file.toAbsolutePath().toString()), asked.get(2));
        assertEquals(List.of(), opened);
    }

    @Test
    void elseItsFolderIsOpened() throws IOException {
        Path file = file();
        on("Linux", false).show(file);
        on("Plan 9", true).show(file);
        assertEquals(1, asked.size(), "nobody is asked where nothing is known");
        on("Linux", true).show(folder.resolve("gone.recscope"));
        assertEquals(1, asked.size(), "a file that is gone cannot be selected");
        assertEquals(List.of(folder, folder, folder), opened);
    }

    @Test
    void nothingIsEverThrown() throws IOException {
        Path file = file();
        ShowInFolder broken = new ShowInFolder(
                "Linux",
                _ -> {
                    throw new IllegalStateException("no bus");
                },
                _ -> {});
        assertDoesNotThrow(() -> broken.show(file));
        assertDoesNotThrow(() -> broken.show(Path.of("/")));
        // The real programs, where there is no desktop: it ends, and the folder is opened or the file was selected.
        assertDoesNotThrow(() -> new ShowInFolder(opened::add).show(file));
    }
}
