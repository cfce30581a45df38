package io.github.recscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.recscope.model.ProblemException;
import io.github.recscope.op.IdList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdListTest {
    @Test
    void commasSeparateUnlessQuoted() {
        assertEquals(List.of("7", "8", "a b"), IdList.parse("7, 8 ,a b"));
        assertEquals(List.of("a, b", "c\"d", " e "), IdList.parse("\"a, b\", \"c\"\"d\" ,\" e \""));
        assertEquals(List.of("it's 5\""), IdList.parse("it's 5\""));
        assertEquals(List.of(), IdList.parse(" , "));
        assertThrows(ProblemException.class, () -> IdList.parse("\"a, b"));
    }

    @Test
    void aFileHasOneIdALine(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("ids.txt");
        Files.writeString(file, "\ufeffa, b\r\n\r\n 7 \n");
        assertEquals(List.of("a, b", "7"), IdFile.read(file));
        Files.writeString(file, "\n");
        assertThrows(ProblemException.class, () -> IdFile.read(file));
        assertThrows(ProblemException.class, () -> IdFile.read(folder.resolve("none")));
    }
}
