package io.github.recscope.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Passes bytes on and computes their SHA-256 and number.
final class Sha256 extends FilterOutputStream {
    private final MessageDigest digest = digest();
    private long count;

    Sha256(OutputStream out) {
        super(out);
    }

    /// The hash of an array in 64 hexadecimal digits.
    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /// The hash of everything that is left of a stream.
    static String of(InputStream in) throws IOException {
        try (Sha256 hash = new Sha256(OutputStream.nullOutputStream())) {
            in.transferTo(hash);
            return hash.hex();
        }
    }

    /// A fresh digest.
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        digest.update((byte) b);
        count++;
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        out.write(b, off, len);
        digest.update(b, off, len);
        count += len;
    }

    long count() {
        return count;
    }

    /// The hash; call it once, at the end.
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
