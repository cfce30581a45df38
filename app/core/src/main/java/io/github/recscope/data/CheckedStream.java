package io.github.recscope.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/// Compares, at the end, the checksum that an archive promised for an entry.
final class CheckedStream extends CheckedInputStream {
    private final long expected;

    CheckedStream(InputStream in, long expected) {
        super(in, new CRC32());
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        return atEnd(super.read());
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        return atEnd(super.read(b, off, len));
    }

    private int atEnd(int result) throws IOException {
        if (result < 0 && getChecksum().getValue() != expected) {
            throw new ZipException("its checksum is wrong");
        }
        return result;
    }
}
