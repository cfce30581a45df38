package io.github.recscope.ui.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Files of many kinds for the import dialog, made of the sixty ratings and the films of a cut of MovieTweetings.
final class DataFiles {
    static final Path FIXTURES =
            Path.of(System.getProperty("repository.root", "../..")).resolve("app/core/src/test/resources/fixtures");

    private final Path folder;
    private final List<String[]> ratings = new ArrayList<>();
    private final List<String[]> films = new ArrayList<>();

    DataFiles(Path folder) throws IOException {
        this.folder = folder;
        for (String line : lines("ratings.dat")) {
            ratings.add(line.split("::", -1));
        }
        for (String line : lines("movies.dat")) {
            films.add(line.split("::", -1));
        }
    }

    private static List<String> lines(String name) throws IOException {
        return Files.readAllLines(raw().resolve(name), StandardCharsets.UTF_8);
    }

    /// As MovieTweetings and MovieLens 1M have it: `::` and no header.
    static Path raw() {
        return FIXTURES.resolve("movietweetings-raw");
    }

    List<String[]> ratings() {
        return ratings;
    }

    /// As MovieLens latest has it: `movies.csv`, `ratings.csv`, `tags.csv`.
    Path latest() throws IOException {
        StringBuilder movies = new StringBuilder("movieId,title,genres\n");
        for (String[] f : films) {
            movies.append(f[0])
                    .append(",\"")
                    .append(f[1].replace("\"", "\"\""))
                    .append("\",")
                    .append(f[2])
                    .append('\n');
        }
        StringBuilder rows = new StringBuilder("userId,movieId,rating,timestamp\n");
        StringBuilder tags = new StringBuilder("userId,movieId,tag,timestamp\n");
        for (String[] r : ratings) {
            rows.append(String.join(",", r)).append('\n');
            tags.append(r[0])
                    .append(',')
                    .append(r[1])
                    .append(r[2].length() > 1 ? ",loved," : ",seen,")
                    .append(r[3])
                    .append('\n');
        }
        Path latest = Files.createDirectories(folder.resolve("latest"));
        Files.writeString(latest.resolve("movies.csv"), movies);
        Files.writeString(latest.resolve("ratings.csv"), rows);
        Files.writeString(latest.resolve("tags.csv"), tags);
        Files.writeString(latest.resolve("README.txt"), "Made for a test.\n");
        return latest;
    }

    /// RecBole's `.inter` and `.item`.
    Path atomic() throws IOException {
        StringBuilder inter = new StringBuilder("user_id:token\titem_id:token\trating:float\ttimestamp:float\n");
        ratings.forEach(r -> inter.append(String.join("\t", r)).append('\n'));
        StringBuilder item = new StringBuilder("item_id:token\tmovie_title:token_seq\tgenre:token_seq\n");
        films.forEach(f -> item.append(f[0])
                .append('\t')
                .append(f[1])
                .append('\t')
                .append(f[2].replace('|', ' '))
                .append('\n'));
        Path atomic = Files.createDirectories(folder.resolve("tweets"));
        Files.writeString(atomic.resolve("tweets.inter"), inter);
        Files.writeString(atomic.resolve("tweets.item"), item);
        return atomic;
    }

    /// One JSON object a line.
    Path jsonLines() throws IOException {
        StringBuilder json = new StringBuilder();
        ratings.forEach(r -> json.append(
                "{\"user\": \"%s\", \"item\": \"%s\", \"rating\": %s, \"ts\": %s}%n".formatted((Object[]) r)));
        return Files.writeString(folder.resolve("tweets.jsonl"), json);
    }

    /// A zip of the files of [#latest].
    Path zip() throws IOException {
        Path latest = latest();
        Path zip = folder.resolve("latest.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                var files = Files.list(latest)) {
            for (Path f : files.sorted().toList()) {
                out.putNextEntry(new ZipEntry("latest/" + Objects.requireNonNull(f.getFileName())));
                Files.copy(f, out);
            }
        }
        return zip;
    }

    /// A table whose columns have names that nobody knows.
    Path odd(String name) throws IOException {
        StringBuilder csv = new StringBuilder("who;what;how;genres\n");
        ratings.forEach(r -> csv.append(r[0])
                .append(';')
                .append(r[1])
                .append(';')
                .append(r[2])
                .append(";Drama/War\n"));
        return Files.writeString(folder.resolve(name), csv);
    }
}
