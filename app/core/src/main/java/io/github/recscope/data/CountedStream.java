package io.github.recscope.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts unpacked bytes against a [Budget].
final class CountedStream extends FilterInputStream {
    private final Budget budget;

    CountedStream(InputStream in, Budget budget) {
        super(in);
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        budget.take(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = super.read(b, off, len);
        budget.take(Math.max(0, n));
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        // Skipped bytes were unpacked too.
        return readNBytes((int) Math.min(n, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
