package io.github.recscope.store;

import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// An open workspace file; hands out entries whose size is plausible and checks each blob's hash as it is read.
final class WorkspaceZip implements AutoCloseable {
    static final String MANIFEST = "manifest.json";
    static final String BLOBS = "blobs/";
    /// More entries than any real workspace has; a file that claims more is refused before anything is read.
    static final int MAX_ENTRIES = 100_000;
    /// More bytes than any real manifest has.
    static final int MAX_MANIFEST = 1 << 29;

    private final Path file;
    private final ZipFile zip;
    private final Set<String> verified = new HashSet<>();
    private @Nullable FileChannel channel;
    private @Nullable ZipOffsets offsets;

    private WorkspaceZip(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /// Opens a file and checks its table of contents: nothing compressed, nothing larger than the file.
    ///
    /// @throws ProblemException if it is not there or not such a file
    static WorkspaceZip open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw ProblemException.of(file + " cannot be opened.", "It is a folder.", "Choose a .recscope file.");
        }
        try {
            ZipFile zip = new ZipFile(file.toFile());
            try {
                check(file, zip);
                return new WorkspaceZip(file, zip);
            } catch (RuntimeException | IOException e) {
                zip.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new ProblemException(
                    new Problem(file + " cannot be opened.", "There is no such file.", "Check the path."), e);
        } catch (ZipException | IllegalArgumentException e) {
            throw damaged(file, "It is no complete zip archive: " + e.getMessage() + ".", e);
        }
    }

    private static void check(Path file, ZipFile zip) throws IOException {
        if (zip.size() > MAX_ENTRIES) {
            throw damaged(file, "It claims to hold " + zip.size() + " entries.", null);
        }
        long length = Files.size(file);
        long total = 0;
        for (ZipEntry e : Collections.list(zip.entries())) {
            boolean stored = e.getMethod() == ZipEntry.STORED && e.getSize() == e.getCompressedSize();
            if (!e.isDirectory() && !stored) {
                throw damaged(
                        file,
                        "Its entry " + e.getName() + " is compressed; Recscope stores entries as they are.",
                        null);
            }
            total += e.getSize();
            if (e.getSize() < 0 || e.getSize() > length || total > length) {
                throw damaged(file, "Its entry " + e.getName() + " claims more bytes than the file has.", null);
            }
        }
    }

    /// The bytes of the manifest.
    byte[] manifest() throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            throw ProblemException.of(
                    file + " is not a Recscope workspace.",
                    "It is a zip archive without " + MANIFEST + ".",
                    "Choose a .recscope file, or import this one as data.");
        }
        if (entry.getSize() > MAX_MANIFEST) {
            throw damaged(file, "Its manifest has " + entry.getSize() + " bytes.", null);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            CRC32 crc = new CRC32();
            crc.update(bytes);
            if (crc.getValue() != entry.getCrc()) {
                throw damaged(file, "The bytes of its manifest have another checksum.", null);
            }
            return bytes;
        } catch (ZipException e) {
            throw damaged(file, "Its manifest cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /// Opens a blob.
    ///
    /// @param expected how many bytes it must have, −1 if that is not known
    InputStream blob(String sha256, long expected) throws IOException {
        ZipEntry entry = entry(sha256, expected);
        try {
            return new Checked(zip.getInputStream(entry), sha256);
        } catch (ZipException e) {
            throw damaged(file, "The blob " + sha256 + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /// A blob where it lies, not read yet.
    ///
    /// @param expected how many bytes it must have
    MappedBlob mapped(String sha256, long expected) throws IOException {
        ZipEntry entry = entry(sha256, expected);
        try {
            if (channel == null) {
                channel = FileChannel.open(file, StandardOpenOption.READ);
            }
            if (offsets == null) {
                offsets = new ZipOffsets(channel);
            }
            long from = offsets.of(entry.getName());
            if (from > channel.size() - expected) {
                throw damaged(file, "The blob " + sha256 + " ends behind the file.", null);
            }
            // The collector ends the mapping when nobody needs it; the channel may be closed before.
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, from, expected, Arena.ofAuto());
            return new MappedBlob(file, bytes, sha256, entry.getCrc());
        } catch (IOException e) {
            throw damaged(file, "The blob " + sha256 + " cannot be found: " + e.getMessage() + ".", e);
        }
    }

    private ZipEntry entry(String sha256, long expected) {
        ZipEntry entry = zip.getEntry(BLOBS + sha256);
        if (entry == null) {
            throw damaged(file, "The blob " + sha256 + " is missing.", null);
        }
        if (expected >= 0 && entry.getSize() != expected) {
            throw damaged(
                    file,
                    "The blob " + sha256 + " has " + entry.getSize() + " bytes instead of " + expected + ".",
                    null);
        }
        return entry;
    }

    /// Reads a blob to its end unless that was done before.
    void verify(String sha256, long expected) throws IOException {
        if (!verified.contains(sha256)) {
            try (InputStream in = blob(sha256, expected)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
        if (channel != null) {
            channel.close();
        }
    }

    static ProblemException damaged(Path file, String why, @Nullable Throwable cause) {
        Problem p = new Problem(
                file + " is damaged or not a Recscope workspace.",
                why,
                "Take the backup beside it (" + AtomicFile.backupOf(file).getFileName() + "), if there is one.");
        return cause == null ? new ProblemException(p) : new ProblemException(p, cause);
    }

    /// Compares the hash when the end is reached; who reads less has no checked data.
    private final class Checked extends FilterInputStream {
        private final MessageDigest digest = Sha256.digest();
        private final String expected;

        Checked(InputStream in, String expected) {
            super(in);
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n;
            try {
                n = in.read(b, off, len);
            } catch (IOException e) {
                throw damaged(file, "The blob " + expected + " cannot be read: " + e.getMessage() + ".", e);
            }
            if (n > 0) {
                digest.update(b, off, n);
            } else if (n < 0 && !verified.contains(expected)) {
                if (!HexFormat.of().formatHex(digest.digest()).equals(expected)) {
                    throw damaged(file, "The bytes of the blob " + expected + " have another hash.", null);
                }
                verified.add(expected);
            }
            return n;
        }
    }
}
