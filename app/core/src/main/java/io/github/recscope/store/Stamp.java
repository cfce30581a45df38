package io.github.recscope.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file as it was at one moment: enough to tell whether somebody has changed it since.
///
/// @param bytes    its size, −1 if there is none
/// @param modified when it was written
/// @param key      which file it is, where the system has such a key
public record Stamp(long bytes, Instant modified, @Nullable String key) {
    /// No file.
    public static final Stamp NONE = new Stamp(-1, Instant.EPOCH, null);

    /// A file as it is now.
    public static Stamp of(Path file) {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = a.fileKey();
            return new Stamp(a.size(), a.lastModifiedTime().toInstant(), key == null ? null : key.toString());
        } catch (IOException _) {
            return NONE;
        }
    }

    /// Whether there was a file.
    public boolean exists() {
        return bytes >= 0;
    }
}
