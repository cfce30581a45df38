package io.github.recscope.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/// Counts bytes against a [Budget] and, at the end, compares the checksum that the archive promised.
final class GuardedStream extends FilterInputStream {
    private final Budget budget;
    private final long expectedCrc;
    private final CRC32 crc = new CRC32();

    /// @param expectedCrc the checksum, −1 if unknown
    GuardedStream(InputStream in, Budget budget, long expectedCrc) {
        super(in);
        this.budget = budget;
        this.expectedCrc = expectedCrc;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = super.read(b, off, len);
        if (n > 0) {
            budget.take(n);
            crc.update(b, off, n);
        } else if (n < 0 && expectedCrc >= 0 && crc.getValue() != expectedCrc) {
            throw new ZipException("its checksum is wrong");
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        // Skipped bytes would be neither counted nor checked.
        return readNBytes((int) Math.min(n, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
