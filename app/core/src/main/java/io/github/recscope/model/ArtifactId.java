package io.github.recscope.model;

/// The SHA-256 of an artifact's content, in 64 hexadecimal digits.
///
/// @param hash the digits, lower case
public record ArtifactId(String hash) {
    /// Checks the form.
    public ArtifactId {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a content hash: " + hash);
        }
    }

    /// The first ten digits, enough for people.
    public String brief() {
        return hash.substring(0, 10);
    }

    @Override
    public String toString() {
        return brief();
    }
}
