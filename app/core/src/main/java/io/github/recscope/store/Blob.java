package io.github.recscope.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/// An array of an artifact as bytes, kept beside the JSON and named by its hash. Holds the array, not a copy of
/// it.
final class Blob {
    /// Little-endian IEEE 754 single precision, as NumPy writes it.
    static final String FLOATS = "<f4";
    /// Little-endian two's complement, 32 bits.
    static final String INTS = "<i4";
    /// A JSON array of strings in UTF-8.
    static final String TEXTS = "utf8-json";

    private final String dtype;
    private final List<Integer> shape;
    private final Body body;
    private final String sha256;
    private final long bytes;
    private final long crc;

    private Blob(String dtype, List<Integer> shape, Body body) {
        this.dtype = dtype;
        this.shape = List.copyOf(shape);
        this.body = body;
        Sha256 hash = new Sha256(OutputStream.nullOutputStream());
        CRC32 check = new CRC32();
        try (CheckedOutputStream out = new CheckedOutputStream(hash, check)) {
            body.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException("hashing does not touch any file", e);
        }
        this.sha256 = hash.hex();
        this.bytes = hash.count();
        this.crc = check.getValue();
    }

    private Blob(MappedBlob stored, List<Integer> shape) {
        this.dtype = FLOATS;
        this.shape = List.copyOf(shape);
        this.body = stored::writeTo;
        this.sha256 = stored.sha256();
        this.bytes = stored.bytes();
        this.crc = stored.crc();
    }

    /// What writes the bytes, each time the same.
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    static Blob floats(float[] values, List<Integer> shape) {
        return new Blob(FLOATS, shape, out -> LittleEndian.write(values, out));
    }

    /// The floats of a file that is open, unchanged: copied as bytes, not hashed anew.
    static Blob stored(MappedBlob floats, List<Integer> shape) {
        return new Blob(floats, shape);
    }

    static Blob ints(int[] values) {
        return new Blob(INTS, List.of(values.length), out -> LittleEndian.write(values, out));
    }

    static Blob texts(byte[] json, int count) {
        return new Blob(TEXTS, List.of(count), out -> out.write(json));
    }

    String dtype() {
        return dtype;
    }

    List<Integer> shape() {
        return shape;
    }

    String sha256() {
        return sha256;
    }

    long bytes() {
        return bytes;
    }

    /// The CRC-32 that a zip entry needs before its bytes.
    long crc() {
        return crc;
    }

    void writeTo(OutputStream out) throws IOException {
        body.writeTo(out);
    }
}
