package io.github.recscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.op.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ArtifactCodecTest {
    private static Artifact roundTrip(ArtifactCodec.Encoded encoded) throws IOException {
        JsonNode json = Json.parse(
                new String(ArtifactCodec.bytes(encoded.json()), java.nio.charset.StandardCharsets.UTF_8), "test");
        return ArtifactCodec.decode(json, blobs(encoded), "test");
    }

    private static ArtifactCodec.Blobs blobs(ArtifactCodec.Encoded encoded) throws IOException {
        Map<String, byte[]> bytes = new HashMap<>();
        for (Blob b : encoded.blobs().values()) {
            bytes.put(b.sha256(), bytes(b));
        }
        return (hash, expected) -> {
            byte[] found = bytes.get(hash);
            if (found == null || (expected >= 0 && found.length != expected)) {
                throw new IOException("no such blob");
            }
            return new ByteArrayInputStream(found);
        };
    }

    private static byte[] bytes(Blob blob) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        blob.writeTo(out);
        return out.toByteArray();
    }

    @Test
    void everyKindSurvivesARoundTrip() throws IOException {
        Set<Class<?>> seen = new HashSet<>();
        for (long seed = 0; seed < 60; seed++) {
            for (Artifact a : new RandomArtifacts(seed).all()) {
                ArtifactCodec.Encoded encoded = ArtifactCodec.encode(a);
                Artifact back = roundTrip(encoded);
                assertEquals(plain(a), plain(back));
                assertEquals(encoded.id(), ArtifactCodec.identify(back), "the same content has the same name");
                seen.add(a.getClass());
            }
        }
        assertEquals(Set.copyOf(Kinds.of(Artifact.class)), seen, "a new kind of artifact needs a builder in this test");
    }

    /// Records with arrays compare them by reference; the printed form of all components compares their
    /// content.
    private static String plain(Object o) {
        return switch (o) {
            case float[] a -> java.util.Arrays.toString(a);
            case int[] a -> java.util.Arrays.toString(a);
            case Matrix m -> m + java.util.Arrays.toString(m.data());
            case io.github.recscope.model.Ids ids -> ids.values().toString();
            case List<?> list ->
                list.stream().map(ArtifactCodecTest::plain).collect(Collectors.joining("\n", "[", "]"));
            case Record r -> {
                StringBuilder s = new StringBuilder(r.getClass().getName()).append('(');
                for (var c : r.getClass().getRecordComponents()) {
                    try {
                        Object value = c.getAccessor().invoke(r);
                        s.append(c.getName())
                                .append('=')
                                .append(value == null ? "null" : plain(value))
                                .append(", ");
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }
                yield s.append(')').toString();
            }
            default -> o.toString();
        };
    }

    @Test
    void equalContentHasOneNameAndChangedContentAnother() {
        for (long seed = 0; seed < 20; seed++) {
            List<Artifact> one = new RandomArtifacts(seed).all();
            List<Artifact> two = new RandomArtifacts(seed).all();
            for (int i = 0; i < one.size(); i++) {
                assertEquals(ArtifactCodec.identify(one.get(i)), ArtifactCodec.identify(two.get(i)));
            }
        }
        SpaceMap.Quality q = new SpaceMap.Quality(0.5, 0.5, 15, 9);
        Set<String> names = new HashSet<>();
        Matrix m = Matrix.of(1, 2, new float[] {1, 2});
        names.add(
                ArtifactCodec.identify(new SpaceMap("PCA", m, m, List.of(), q)).hash());
        names.add(
                ArtifactCodec.identify(new SpaceMap("pca", m, m, List.of(), q)).hash());
        names.add(ArtifactCodec.identify(new SpaceMap("PCA", m, m, List.of(0.5), q))
                .hash());
        names.add(ArtifactCodec.identify(new SpaceMap("PCA", m, m, List.of(Double.NaN), q))
                .hash());
        names.add(ArtifactCodec.identify(new SpaceMap("PCA", Matrix.of(2, 1, new float[] {1, 2}), m, List.of(), q))
                .hash());
        names.add(ArtifactCodec.identify(new SpaceMap(
                        "PCA", Matrix.of(1, 2, new float[] {1, Math.nextUp(2f)}), m, List.of(), q))
                .hash());
        assertEquals(6, names.size());
    }

    @Test
    void jsonSaysWhatABlobHoldsInLittleEndianOrder() throws IOException {
        SpaceMap map = new SpaceMap(
                "PCA",
                Matrix.of(2, 2, new float[] {1, -2.5f, Float.NaN, 1e-40f}),
                Matrix.zeros(0, 2),
                List.of(Double.NEGATIVE_INFINITY),
                new SpaceMap.Quality(Double.NaN, 0.25, 15, 9));
        ArtifactCodec.Encoded encoded = ArtifactCodec.encode(map);
        assertEquals("space-map", encoded.json().path("kind").asText());
        assertEquals("NaN", encoded.json().at("/quality/trust/value").textValue());
        assertEquals("-Infinity", encoded.json().at("/explained/0").textValue());
        JsonNode users = encoded.json().path("users");
        assertEquals("<f4", users.path("dtype").asText());
        assertEquals("[2,2]", users.path("shape").toString());
        Blob blob = java.util.Objects.requireNonNull(
                encoded.blobs().get(users.path("blob").asText()));
        ByteBuffer bytes = ByteBuffer.wrap(bytes(blob)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(16, bytes.remaining());
        assertEquals(1f, bytes.getFloat());
        assertEquals(-2.5f, bytes.getFloat());
        assertTrue(Float.isNaN(bytes.getFloat()));
        assertEquals(1e-40f, bytes.getFloat());
        assertEquals(Sha256.of(bytes(blob)), blob.sha256());
    }

    @Test
    void anEmptyBlobHasTheKnownHash() {
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                Blob.ints(new int[0]).sha256());
    }

    @Test
    void longArraysSpanPieces() throws IOException {
        float[] values = new float[40_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        byte[] bytes = bytes(Blob.floats(values, List.of(values.length)));
        assertEquals(160_000, bytes.length);
        org.junit.jupiter.api.Assertions.assertArrayEquals(
                values, LittleEndian.readFloats(new ByteArrayInputStream(bytes), values.length));
        assertThrows(
                IOException.class, () -> LittleEndian.readFloats(new ByteArrayInputStream(bytes), values.length + 1));
    }

    @Test
    void whatDoesNotFitIsAProblemThatNamesThePlace() throws IOException {
        Dataset data = new RandomArtifacts(1).dataset();
        ArtifactCodec.Encoded encoded = ArtifactCodec.encode(data);
        refused(encoded, o -> o.remove("titles"), "data.titles");
        refused(encoded, o -> o.put("name", 3), "data.name");
        refused(encoded, o -> o.put("kind", "tree"), "data.kind");
        refused(encoded, o -> o.put("colour", "red"), "object of these fields");
        refused(encoded, o -> ((ObjectNode) o.path("interactions")).put("items", 1.5), "data.interactions.items");
        refused(encoded, o -> ((ObjectNode) o.path("interactions")).put("items", 4000), "inconsistent");
        refused(encoded, o -> ((ObjectNode) o.path("users")).put("blob", "0".repeat(64)), "no such blob");
        refused(encoded, o -> ((ObjectNode) o.path("users")).put("blob", "../../etc/passwd"), "SHA-256");
        refused(encoded, o -> ((ObjectNode) o.at("/interactions/value")).put("dtype", "<i4"), "<f4");
        refused(
                encoded,
                o -> ((ObjectNode) o.at("/interactions/value"))
                        .putArray("shape")
                        .add(1 << 30),
                "no such blob");
        refused(
                encoded,
                o -> ((ObjectNode) o.at("/interactions/value"))
                        .putArray("shape")
                        .add(-1),
                "shape");
        refused(encoded, o -> ((ObjectNode) o.at("/columns/0")).put("role", "NOISE"), "data.columns[0].role");
    }

    private static void refused(
            ArtifactCodec.Encoded encoded, java.util.function.Consumer<ObjectNode> change, String expected)
            throws IOException {
        ObjectNode json = encoded.json().deepCopy();
        change.accept(json);
        ArtifactCodec.Blobs blobs = blobs(encoded);
        String why = assertThrows(ProblemException.class, () -> ArtifactCodec.decode(json, blobs, "data"))
                .problem()
                .why();
        assertTrue(why.contains(expected), why);
    }
}
