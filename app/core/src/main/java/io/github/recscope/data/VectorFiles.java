package io.github.recscope.data;

import io.github.recscope.array.Fvecs;
import io.github.recscope.array.NamedArray;
import io.github.recscope.array.Npy;
import io.github.recscope.array.Safetensors;
import io.github.recscope.array.TextVectors;
import io.github.recscope.array.Vectors;
import io.github.recscope.job.Ctx;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Arrays and vectors in files, folders and archives; what a file holds is told by its first bytes, and by its name
/// only where those do not say.
final class VectorFiles {
    private VectorFiles() {}

    /// A file and the array in it that is meant.
    ///
    /// @param path where it is
    /// @param name the array's name, empty if the file has one only
    private record Spec(String path, String name) {
        static Spec of(String text) {
            int hash = text.lastIndexOf('#');
            return hash > 0 && !java.nio.file.Files.exists(java.nio.file.Path.of(text))
                    ? new Spec(text.substring(0, hash), text.substring(hash + 1))
                    : new Spec(text, "");
        }
    }

    /// All arrays of a file, and vectors with ids.
    private record Content(List<NamedArray> arrays, List<Vectors> vectors) {
        Content() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /// Whether a file holds arrays rather than a table, told by its beginning or its name.
    static boolean isArrayFile(Source.Entry entry) throws IOException {
        return Npy.matches(entry.head(16)) || entry.file().matches(".*\\.(npy|npz|safetensors|fvecs)");
    }

    /// Whether a file begins like word vectors: `rows columns`, then a word and so many numbers; or as GloVe has it, a
    /// different word in each line and at least three numbers after it.
    static boolean isWordVectors(Source.Entry entry) throws IOException {
        byte[] head = entry.head(1 << 16);
        List<String> lines = new String(head, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .limit(100)
                .toList();
        if (lines.size() < 2) {
            return false;
        }
        if (!lines.getFirst().strip().matches("[0-9]{1,12} [0-9]{1,7}")) {
            return isGlove(head.length == 1 << 16 ? lines.subList(0, lines.size() - 1) : lines);
        }
        int promised = Integer.parseInt(lines.getFirst().strip().split(" ")[1]);
        return promised > 1
                && (lines.get(1).strip().split(" +").length == promised + 1
                        || lines.get(1).chars().anyMatch(c -> c < 9));
    }

    private static boolean isGlove(List<String> lines) {
        java.util.Set<String> words = new java.util.HashSet<>();
        int columns = lines.isEmpty() ? 0 : lines.getFirst().split(" ", -1).length;
        for (String line : lines) {
            String[] fields = line.split(" ", -1);
            boolean fits = fields.length == columns
                    && columns >= 4
                    && !fields[0].isEmpty()
                    && Double.isNaN(Numbers.parse(fields[0], false))
                    && words.add(fields[0]);
            for (int f = 1; f < fields.length && fits; f++) {
                fits = !Double.isNaN(Numbers.parse(fields[f], false));
            }
            if (!fits) {
                return false;
            }
        }
        return !lines.isEmpty();
    }

    /// What arrays a single file or an archive of NumPy arrays holds, in a sentence.
    ///
    /// @throws ProblemException if it is damaged
    static String describe(Source source) {
        Content content = new Content();
        for (Source.Entry entry : source.entries()) {
            if (isNumeric(entry)) {
                read(entry, content, () -> {});
            } else if (source.entries().size() == 1 && !source.name().endsWith(".npz")) {
                read(entry, content, () -> {});
            }
        }
        List<String> parts = new ArrayList<>();
        for (NamedArray a : content.arrays()) {
            String bad = a.shape().isEmpty() || a.values().length == 0
                    ? ""
                    : NamedArray.nonFinite(a.values(), (int) (long) a.shape().getLast());
            parts.add("'" + a.name() + "' (" + a.words() + (bad.isEmpty() ? "" : "; " + bad) + ")");
        }
        for (Vectors v : content.vectors()) {
            String bad = NamedArray.nonFinite(v.matrix().data(), v.matrix().cols());
            parts.add("'" + v.name() + "' (" + v.matrix().rows() + " × "
                    + v.matrix().cols() + " " + v.format() + (bad.isEmpty() ? "" : "; " + bad) + ")");
        }
        return parts.isEmpty()
                ? "It holds no arrays."
                : "It holds vectors, not interactions: "
                        + String.join(", ", parts.subList(0, Math.min(8, parts.size())))
                        + (parts.size() > 8 ? ", …" : "") + ".";
    }

    private static boolean isNumeric(Source.Entry entry) {
        try {
            return isArrayFile(entry);
        } catch (IOException e) {
            throw Unreadable.of(entry.name(), e);
        }
    }

    /// The vectors of users or items.
    ///
    /// @param text a path, perhaps with `#NAME`
    /// @param role `user` or `item`: chooses among several arrays
    static Vectors vectors(String text, String role, Ctx ctx) {
        Spec spec = Spec.of(text);
        try (Source source = open(spec)) {
            Content content = content(source, ctx);
            List<Vectors> found = new ArrayList<>(content.vectors());
            for (NamedArray a : content.arrays()) {
                if (a.isMatrix()) {
                    found.add(new Vectors(a.name(), List.of(), a.matrix(a.name()), a.words(), List.of()));
                }
            }
            Vectors chosen = choose(found, Vectors::name, spec, role, content);
            List<String> ids = chosen.ids().isEmpty() ? companion(content, source, role, chosen) : chosen.ids();
            return chosen.withIds(ids);
        }
    }

    /// A list of numbers: the biases of users or items.
    static float[] numbers(String text, String role, Ctx ctx) {
        Spec spec = Spec.of(text);
        try (Source source = open(spec)) {
            Content content = content(source, ctx);
            List<NamedArray> found = new ArrayList<>();
            content.arrays().stream().filter(NamedArray::isVector).forEach(found::add);
            for (Vectors v : content.vectors()) {
                if (v.matrix().cols() == 1) {
                    found.add(new NamedArray(
                            v.name(),
                            List.of((long) v.matrix().rows()),
                            "float32",
                            v.matrix().data(),
                            List.of()));
                }
            }
            NamedArray chosen = choose(found, NamedArray::name, spec, role, content);
            String bad = NamedArray.nonFinite(chosen.values(), 1);
            if (!bad.isEmpty()) {
                throw ProblemException.of(
                        "The biases in " + source.name() + " cannot be used.", capital(bad) + ".", "Correct them.");
            }
            return chosen.values();
        }
    }

    /// All arrays of a file, in their order.
    static List<NamedArray> arrays(String text, Ctx ctx) {
        Spec spec = Spec.of(text);
        try (Source source = open(spec)) {
            return content(source, ctx).arrays();
        }
    }

    /// The ids of rows: an array of whole numbers or texts, or a text with one id a line, or a table with a header and
    /// a column of ids.
    static List<String> ids(String text, String role, Ctx ctx) {
        Spec spec = Spec.of(text);
        try (Source source = open(spec)) {
            Source.Entry entry = source.entries().getFirst();
            if (source.entries().size() > 1 || isNumeric(entry)) {
                Content content = content(source, ctx);
                List<NamedArray> found = content.arrays().stream()
                        .filter(a -> !a.texts().isEmpty())
                        .toList();
                return choose(found, NamedArray::name, spec, role, content).texts();
            }
            return lines(entry, role);
        }
    }

    private static Source open(Spec spec) {
        Source source = Source.open(spec.path());
        Problem refusal = Refusals.pickles(source);
        if (refusal != null) {
            source.close();
            throw new ProblemException(refusal);
        }
        return source;
    }

    private static Content content(Source source, Ctx ctx) {
        Content content = new Content();
        for (Source.Entry entry : source.entries()) {
            ctx.check();
            boolean single = entry.path().equals(source.name());
            boolean archive = Source.lower(source.name()).endsWith(".npz");
            boolean known =
                    isNumeric(entry) || (!archive && entry.file().matches(".*\\.(parquet|vec|bin|tsv|csv|txt)"));
            if ((single || known) && !isMetadata(entry)) {
                read(entry, content, ctx::check);
            }
        }
        if (content.arrays().isEmpty() && content.vectors().isEmpty()) {
            throw ProblemException.of(
                    "There are no vectors in " + source.name() + ".",
                    "It holds no arrays: no .npy, .npz, .safetensors, .fvecs, Parquet or text file with numbers.",
                    "Export the vectors with numpy.save(\"NAME.npy\", array).");
        }
        return content;
    }

    private static boolean isMetadata(Source.Entry entry) {
        return entry.file().matches(".*(metadata|labels?)\\.(tsv|csv|txt)");
    }

    private static void read(Source.Entry entry, Content content, Runnable check) {
        String name = entry.file().replaceFirst("\\.[a-z0-9]+$", "");
        try {
            Problem refusal = Refusals.notNumbers(entry);
            if (refusal != null) {
                throw new ProblemException(refusal);
            }
            byte[] bytes = bytes(entry, check);
            check.run();
            if (Npy.matches(bytes) || entry.file().endsWith(".npy")) {
                content.arrays().add(Npy.read(bytes, name, entry.name()));
            } else if (entry.file().endsWith(".safetensors")) {
                content.arrays().addAll(Safetensors.read(bytes, entry.name()));
            } else if (entry.file().endsWith(".fvecs")) {
                content.arrays().add(Fvecs.read(bytes, name, entry.name()));
            } else if (ParquetRows.isParquet(bytes)) {
                content.vectors().addAll(ParquetVectors.read(bytes, name, entry.name()));
            } else {
                content.vectors().add(TextVectors.read(bytes, name, entry.name(), check));
            }
        } catch (IOException e) {
            throw Unreadable.of(entry.name(), e);
        }
    }

    /// All bytes; a size that a header promises is not believed beyond what is cheap.
    private static byte[] bytes(Source.Entry entry, Runnable check) throws IOException {
        try (InputStream in = entry.open()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.clamp(entry.bytes(), 1 << 12, 1 << 24));
            byte[] piece = new byte[1 << 20];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                check.run();
                out.write(piece, 0, n);
            }
            return out.toByteArray();
        }
    }

    private static <T> T choose(
            List<T> found, java.util.function.Function<T, String> name, Spec spec, String role, Content content) {
        if (!spec.name().isEmpty()) {
            return only(found, a -> name.apply(a).equals(spec.name()), spec, content);
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        return only(found, a -> name.apply(a).toLowerCase(Locale.ROOT).contains(role), spec, content);
    }

    private static <T> T only(List<T> found, Predicate<T> wanted, Spec spec, Content content) {
        List<T> fitting = found.stream().filter(wanted).toList();
        if (fitting.size() != 1) {
            throw ProblemException.of(
                    "Which array of " + spec.path() + " is meant is not clear.",
                    "It holds " + names(content) + ".",
                    "Name one of them: " + spec.path() + "#NAME.");
        }
        return fitting.getFirst();
    }

    private static String names(Content content) {
        List<String> names = new ArrayList<>();
        content.arrays().forEach(a -> names.add("'" + a.name() + "' (" + a.words() + ")"));
        content.vectors()
                .forEach(v -> names.add("'" + v.name() + "' (" + v.matrix().rows() + " × "
                        + v.matrix().cols() + ")"));
        return names.stream().limit(20).collect(Collectors.joining(", ")) + (names.size() > 20 ? ", …" : "");
    }

    /// Ids that lie beside the vectors: an array called `item_ids`, or the `metadata.tsv` of a projector.
    private static List<String> companion(Content content, Source source, String role, Vectors vectors) {
        for (NamedArray a : content.arrays()) {
            String name = a.name().toLowerCase(Locale.ROOT);
            boolean fits = name.matches("(" + role + "s?[_.-]?)?ids?")
                    && a.texts().size() == vectors.matrix().rows();
            if (fits) {
                return a.texts();
            }
        }
        for (Source.Entry entry : source.entries()) {
            if (isMetadata(entry) && source.entries().size() > 1) {
                List<String> ids = lines(entry, role);
                if (ids.size() == vectors.matrix().rows()) {
                    return ids;
                }
            }
        }
        return List.of();
    }

    /// One id a line; in a table with several columns, the one that is called like an id, else the first.
    private static List<String> lines(Source.Entry entry, String role) {
        List<String> lines;
        try (InputStream in = entry.open()) {
            byte[] bytes = in.readAllBytes();
            TextEncoding encoding = TextEncoding.of(bytes);
            lines = encoding.decode(bytes).lines().filter(l -> !l.isBlank()).toList();
        } catch (IOException e) {
            throw Unreadable.of(entry.name(), e);
        }
        if (lines.isEmpty()) {
            return List.of();
        }
        String first = lines.getFirst();
        char separator = first.indexOf('\t') >= 0 ? '\t' : entry.file().endsWith(".csv") ? ',' : 0;
        if (separator == 0 || first.indexOf(separator) < 0) {
            return lines.stream().map(String::strip).toList();
        }
        String quoted = java.util.regex.Pattern.quote(String.valueOf(separator));
        List<String> header = List.of(first.split(quoted, -1)).stream()
                .map(ColumnNames::normalise)
                .toList();
        int column = (role.equals("user") ? ColumnNames.USER : ColumnNames.ITEM).find(header);
        int index = Math.max(0, column < 0 ? header.indexOf("id") : column);
        return lines.stream()
                .skip(1)
                .map(l -> l.split(quoted, -1))
                .map(f -> index < f.length ? f[index].strip() : "")
                .toList();
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /// Whether a text is a path that was given.
    static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
