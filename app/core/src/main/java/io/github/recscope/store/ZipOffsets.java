package io.github.recscope.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Where the bytes of uncompressed zip entries begin, which the zip reader of the platform does not tell.
///
/// Reads the table of contents at the file's end, with its 64-bit form. Every number is checked against the
/// file; a wrong offset could not go unnoticed in any case, as blobs are compared with their hash.
final class ZipOffsets {
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final long UNSIGNED = 0xffffffffL;

    private final FileChannel file;
    private final Map<String, Long> headers = new HashMap<>();

    /// Reads the table of contents.
    ///
    /// @throws IOException also if it makes no sense
    ZipOffsets(FileChannel file) throws IOException {
        this.file = file;
        long size = file.size();
        int tail = (int) Math.min(size, 22 + 0xffff);
        ByteBuffer end = read(size - tail, tail);
        int at = tail - 22;
        while (at >= 0 && end.getInt(at) != END) {
            at--;
        }
        check(at >= 0);
        long entries = end.getShort(at + 10) & 0xffff;
        long length = end.getInt(at + 12) & UNSIGNED;
        long start = end.getInt(at + 16) & UNSIGNED;
        if (entries == 0xffff || length == UNSIGNED || start == UNSIGNED) {
            check(at >= 20 && end.getInt(at - 20) == LOCATOR64);
            ByteBuffer end64 = read(end.getLong(at - 12), 56);
            check(end64.getInt(0) == END64);
            entries = end64.getLong(32);
            length = end64.getLong(40);
            start = end64.getLong(48);
        }
        check(start >= 0 && length >= 0 && start <= size - length && length <= 1 << 28);
        central(read(start, (int) length), entries);
    }

    private void central(ByteBuffer table, long entries) throws IOException {
        int at = 0;
        for (long n = 0; n < entries; n++) {
            check(at + 46 <= table.limit() && table.getInt(at) == CENTRAL);
            int name = table.getShort(at + 28) & 0xffff;
            int extra = table.getShort(at + 30) & 0xffff;
            int comment = table.getShort(at + 32) & 0xffff;
            long offset = table.getInt(at + 42) & UNSIGNED;
            int next = at + 46 + name + extra + comment;
            check(next <= table.limit());
            if (offset == UNSIGNED) {
                int before = 0;
                before += (table.getInt(at + 24) & UNSIGNED) == UNSIGNED ? 8 : 0;
                before += (table.getInt(at + 20) & UNSIGNED) == UNSIGNED ? 8 : 0;
                offset = wide(table, at + 46 + name, extra, before);
            }
            byte[] text = new byte[name];
            table.get(at + 46, text);
            headers.put(new String(text, StandardCharsets.UTF_8), offset);
            at = next;
        }
    }

    /// The 64-bit offset in an entry's extra field, behind the sizes that are there too.
    private static long wide(ByteBuffer table, int from, int length, int before) throws IOException {
        int at = from;
        while (at + 4 <= from + length) {
            int size = table.getShort(at + 2) & 0xffff;
            if (table.getShort(at) == 1 && size >= before + 8 && at + 4 + size <= from + length) {
                return table.getLong(at + 4 + before);
            }
            at += 4 + size;
        }
        throw new IOException("the table of contents makes no sense");
    }

    /// Where an entry's bytes begin.
    ///
    /// @throws IOException if there is no such entry
    long of(String entry) throws IOException {
        Long header = headers.get(entry);
        check(header != null && header >= 0);
        long at = header == null ? 0 : header;
        ByteBuffer local = read(at, 30);
        check(local.getInt(0) == LOCAL);
        return at + 30 + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
    }

    private ByteBuffer read(long from, int length) throws IOException {
        check(from >= 0 && length >= 0 && from <= file.size() - length);
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            check(file.read(buffer, from + buffer.position()) > 0);
        }
        return buffer.flip();
    }

    private static void check(boolean sensible) throws IOException {
        if (!sensible) {
            throw new IOException("the table of contents makes no sense");
        }
    }
}
