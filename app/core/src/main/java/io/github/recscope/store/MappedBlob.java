package io.github.recscope.store;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/// The floats of a blob where they lie in the workspace file, mapped into memory and read when they are asked
/// for.
///
/// Nothing is handed out before all bytes were compared with the hash. The mapping keeps working when the file is
/// replaced by a rename, as a save does it; a file that another program cuts short or overwrites in place is
/// noticed where the bytes are gone, and at the latest when all of them are read again.
final class MappedBlob implements Matrix.Values {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int PIECE = 1 << 20;

    private final Path file;
    private final MemorySegment bytes;
    private final String sha256;
    private final long crc;
    private volatile boolean verified;

    MappedBlob(Path file, MemorySegment bytes, String sha256, long crc) {
        this.file = file;
        this.bytes = bytes;
        this.sha256 = sha256;
        this.crc = crc;
    }

    String sha256() {
        return sha256;
    }

    long crc() {
        return crc;
    }

    long bytes() {
        return bytes.byteSize();
    }

    @Override
    public void copy(long from, float[] to, int at, int count) {
        if (!verified) {
            verify();
        }
        try {
            MemorySegment.copy(bytes, FLOAT, from * Float.BYTES, to, at, count);
        } catch (InternalError e) {
            throw cutShort(e);
        }
    }

    @Override
    public float[] all() {
        float[] values = new float[(int) (bytes() / Float.BYTES)];
        MessageDigest digest = Sha256.digest();
        pieces((piece, length, offset) -> {
            digest.update(piece, 0, length);
            MemorySegment.copy(
                    MemorySegment.ofArray(piece), FLOAT, 0, values, (int) (offset / Float.BYTES), length / Float.BYTES);
        });
        compare(digest);
        return values;
    }

    /// Compares all bytes with the hash, unless that was done before.
    void verify() {
        verify(() -> {});
    }

    /// The same, with a look at each piece whether to stop.
    void verify(Ctx ctx) {
        verify(ctx::check);
    }

    private synchronized void verify(Runnable check) {
        if (!verified) {
            MessageDigest digest = Sha256.digest();
            pieces((piece, length, _) -> {
                check.run();
                digest.update(piece, 0, length);
            });
            compare(digest);
        }
    }

    /// Copies the bytes, comparing them with the hash on the way.
    void writeTo(OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] piece = new byte[PIECE];
        for (long from = 0; from < bytes(); from += PIECE) {
            int length = read(from, piece);
            digest.update(piece, 0, length);
            out.write(piece, 0, length);
        }
        compare(digest);
    }

    private synchronized void compare(MessageDigest digest) {
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw WorkspaceZip.damaged(file, "The bytes of the blob " + sha256 + " have another hash.", null);
        }
        verified = true;
    }

    @FunctionalInterface
    private interface Piece {
        void accept(byte[] piece, int length, long offset);
    }

    private void pieces(Piece use) {
        byte[] piece = new byte[(int) Math.min(PIECE, bytes())];
        for (long from = 0; from < bytes(); from += PIECE) {
            use.accept(piece, read(from, piece), from);
        }
    }

    private int read(long from, byte[] piece) {
        int length = (int) Math.min(PIECE, bytes() - from);
        try {
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from, piece, 0, length);
        } catch (InternalError e) {
            throw cutShort(e);
        }
        return length;
    }

    private ProblemException cutShort(InternalError e) {
        return new ProblemException(
                new Problem(
                        file + " can no longer be read.",
                        "Another program changed it, or its disk went away, while it was open.",
                        "Open it again, or take the backup beside it ("
                                + AtomicFile.backupOf(file).getFileName() + ")."),
                e);
    }
}
