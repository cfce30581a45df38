package io.github.recscope.data;

import static io.github.recscope.data.Fixtures.path;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files changed at random: a data set or a sentence comes of them, never another exception.
///
/// `-Dmutations=100000` runs longer than the default, `-Dmutations.seed=7` elsewhere.
class ImportMutationTest {
    private static final List<String> TEXTS = List.of(
            "{\"user\": 1, \"item\": \"x\", \"rating\": 4}\n{\"user\": 2, \"item\": \"y\", \"rating\": [1, 2]}\n",
            "[{\"user\": 1, \"item\": 7, \"tags\": [\"a\"]}, {\"user\": 2, \"item\": 8}]",
            "user_id:token\titem_id:token\trating:float\n1\t7\t4\n2\t8\t3\n",
            "0 10 11 12\n1 10\n2 12 11\n",
            "cat dog cat\ndog cat\ncat\n\ndog dog\n",
            "user_id,item_id,rating,timestamp\n1,\"a \"\"b\"\"\",4.5,2001-02-03\n2,\"c\nd\",3,12\n");

    @TempDir
    Path folder;

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String text : TEXTS) {
            seeds.add(text.getBytes(StandardCharsets.UTF_8));
        }
        try (Stream<Path> files = Files.walk(path("made"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(file) < 4000) {
                    seeds.add(Files.readAllBytes(file));
                }
            }
        }
        return seeds;
    }

    @Test
    void damageEndsInASentence() throws IOException {
        int rounds = Integer.getInteger("mutations", 600);
        SplittableRandom random = new SplittableRandom(Long.getLong("mutations.seed", 1));
        List<byte[]> seeds = seeds();
        List<String> endings = List.of("csv", "json", "dat", "zip", "parquet", "npy", "safetensors", "txt", "inter");
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = mutated(seeds.get(round % seeds.size()), seeds, random);
            Path file = folder.resolve("f." + endings.get(random.nextInt(endings.size())));
            Files.write(file, bytes);
            try {
                Dataset data = Importers.standard().read(new ImportParams(file.toString()), new FakeCtx());
                assertFalse(data.users().size() == 0 || data.items().size() == 0);
            } catch (ProblemException e) {
                assertFalse(e.problem().why().isBlank());
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                Path kept = Files.createTempFile("mutation", "-" + file.getFileName());
                Files.write(kept, bytes);
                throw new AssertionError("round " + round + ", kept in " + kept, e);
            }
        }
    }

    private static byte[] mutated(byte[] seed, List<byte[]> seeds, SplittableRandom random) {
        byte[] bytes = seed.clone();
        for (int n = random.nextInt(5); n > 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) ",;\t|\"\n\r: []{}0-.".charAt(random.nextInt(16));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> {
                    // A piece of another file.
                    byte[] other = seeds.get(random.nextInt(seeds.size()));
                    int length = Math.min(other.length, bytes.length - at);
                    System.arraycopy(other, 0, bytes, at, random.nextInt(length + 1));
                }
                default -> {
                    // A piece of itself once more.
                    int length = random.nextInt(bytes.length - at) + 1;
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
                    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }
}
