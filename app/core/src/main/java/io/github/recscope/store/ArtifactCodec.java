package io.github.recscope.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Artifacts as JSON and binary blobs, and the hash of both.
///
/// Works on any record by its components: numbers, booleans, strings, enums, lists, records, sealed interfaces,
/// and nullable ones of these. An array, a matrix, ids and a list of more than [#LONG_LIST] strings become a
/// blob; in the JSON stands `{"blob": sha256, "dtype": …, "shape": […]}`. A record of a sealed interface says
/// its `kind`, the class name in lower case with hyphens. NaN and infinities are strings. A new artifact or a
/// new component needs no line here.
public final class ArtifactCodec {
    /// Lists of strings up to this length stay in the JSON.
    static final int LONG_LIST = 64;

    /// Compact, and plain ASCII so that any Java string survives, even half a surrogate pair.
    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ArtifactCodec() {}

    /// An artifact as JSON with its arrays beside it, by hash.
    record Encoded(JsonNode json, Map<String, Blob> blobs) {
        /// The hash of the content.
        ArtifactId id() {
            return ArtifactCodec.identify(json);
        }
    }

    /// Opens the bytes of a blob.
    @FunctionalInterface
    interface Blobs {
        /// @param sha256   the blob's name
        /// @param expected how many bytes it must have
        /// @throws ProblemException if there is none of that name and size
        InputStream open(String sha256, long expected) throws IOException;

        /// The floats of a matrix, if they are to stay where they are until they are needed.
        ///
        /// @param sha256   the blob's name
        /// @param expected how many bytes it must have
        default Optional<Matrix.Values> later(String sha256, long expected) throws IOException {
            return Optional.empty();
        }
    }

    /// The SHA-256 of the artifact's encoding; equal for equal artifacts, on every machine.
    public static ArtifactId identify(Artifact artifact) {
        return encode(artifact).id();
    }

    static ArtifactId identify(JsonNode json) {
        return new ArtifactId(Sha256.of(bytes(json)));
    }

    static Encoded encode(Artifact artifact) {
        Map<String, Blob> blobs = new LinkedHashMap<>();
        JsonNode json = new Encoder(blobs)
                .encode(Artifact.class, artifact, artifact.getClass().getSimpleName());
        return new Encoded(json, blobs);
    }

    /// The artifact behind its encoding.
    ///
    /// @throws ProblemException if it does not fit today's records
    static Artifact decode(JsonNode json, Blobs blobs, String place) {
        Object artifact = new Decoder(blobs).decode(Artifact.class, json, place);
        if (artifact instanceof Artifact a) {
            return a;
        }
        throw new IllegalStateException("not an artifact: " + artifact);
    }

    /// The one way in which JSON is hashed and stored.
    static byte[] bytes(JsonNode json) {
        try {
            return CANONICAL.writeValueAsString(json).getBytes(StandardCharsets.US_ASCII);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
