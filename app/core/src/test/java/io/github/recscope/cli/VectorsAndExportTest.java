package io.github.recscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data and vectors in, vectors and lists out, by the command line.
class VectorsAndExportTest {
    @TempDir
    Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void data() throws IOException {
        StringBuilder ratings = new StringBuilder("reader;book;stars\n");
        StringBuilder users = new StringBuilder("12 3\n");
        for (int u = 0; u < 12; u++) {
            users.append('r').append(u).append(u % 2 == 0 ? " 1 0 0.5\n" : " 0 1 -0.25\n");
            for (int i = 0; i < 10; i++) {
                if (i % 2 == u % 2 || i == u % 5) {
                    ratings.append('r').append(u).append(";b").append(i).append(";4,5\n");
                }
            }
        }
        Files.writeString(folder.resolve("ratings.csv"), ratings);
        Files.writeString(folder.resolve("users.vec"), users);
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            items.append('b').append(i).append(i % 2 == 0 ? " 1.0 0.0 0.125\n" : " 0.0 1.0 0.125\n");
        }
        Files.writeString(folder.resolve("items.txt"), items);
    }

    @Test
    void severalFilesAreImportedTogether() throws IOException {
        CliHarness cli = new CliHarness(folder);
        Files.writeString(folder.resolve("r.csv"), "userId,movieId,rating\n1,1,4\n1,2,3\n2,1,5\n");
        Files.writeString(folder.resolve("m.csv"), "movieId,title\n1,Toy Story\n2,Heat\n");
        String w = file("two.recscope");
        cli.run("import", file("r.csv"), file("m.csv"), "--into", w).is(0);
        cli.run("export", w, "--part", "metadata", "--out", file("meta.csv")).is(0);
        assertTrue(Files.readString(folder.resolve("meta.csv")).contains("1,Toy Story"));
        assertTrue(cli.run("import", file("r.csv"), w, "--into", file("x.recscope"))
                .is(1)
                .err()
                .contains("two.recscope is a workspace, and only data can be read together."));
    }

    @Test
    void aModelOfAnotherProgramComesInAndGoesOut() throws IOException {
        data();
        CliHarness cli = new CliHarness(folder);
        String w = file("w.recscope");
        cli.run("import", file("ratings.csv"), "--columns", "user=reader,item=book,value=stars", "--into", w)
                .is(0);
        cli.run("vectors", w, "--users", file("users.vec"), "--items", file("items.txt"), "--json")
                .is(0);
        CliHarness.Result written = cli.run("export", w, "--part", "items", "--out", file("items.npy"), "--json")
                .is(0);
        assertEquals(3, written.json().get("files").size());
        cli.run("export", w, "--part", "users", "--out", file("users.safetensors"))
                .is(0);
        // What was written is read again, and is the same.
        cli.run(
                        "vectors",
                        w,
                        "--users",
                        file("users.safetensors") + "#users",
                        "--user-ids",
                        file("users.ids.txt"),
                        "--items",
                        file("items.npy"),
                        "--item-ids",
                        file("items.ids.txt"))
                .is(0);
        cli.run("export", w, "--part", "items", "--out", file("again.npy")).is(0);
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("items.npy")), Files.readAllBytes(folder.resolve("again.npy")));
        cli.run("export", w, "--part", "lists", "--users", "r1, r3", "--length", "3", "--out", file("lists.csv"))
                .is(0);
        assertTrue(
                Files.readString(folder.resolve("lists.csv")).startsWith("user_id,rank,item_id,title,score\r\nr1,1,"));
    }

    @Test
    void mistakesAreSaid() throws IOException {
        data();
        CliHarness cli = new CliHarness(folder);
        String w = file("w.recscope");
        cli.run("import", file("ratings.csv"), "--core", "0", "--into", w).is(1);
        cli.run("import", file("ratings.csv"), "--encoding", "klingon", "--into", w)
                .is(1);
        cli.run("import", file("ratings.csv"), "--columns", "reader", "--into", w)
                .is(1);
        cli.run("import", file("users.vec"), "--into", w).is(1);
        cli.run("import", file("ratings.csv"), "--columns", "user=1,item=2,value=3", "--into", w)
                .is(0);
        cli.run("export", w, "--part", "items", "--out", file("x.npy")).is(1);
        cli.run("export", w, "--part", "nothing", "--out", file("x.npy")).is(2);
        cli.run("export", w, "--part", "interactions", "--out", file("none/x.csv"))
                .is(1);
        cli.run("vectors", w, "--users", file("ratings.csv")).is(1);
        assertEquals(false, Files.exists(folder.resolve("x.npy")));
    }
}
