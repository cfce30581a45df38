package io.github.recscope.array;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes a flat table as Apache Parquet: plain encoding, gzip, data pages of version 1.
/// <https://parquet.apache.org/docs/file-format/>
///
/// Rows are gathered column by column and go out in groups, so that a table of any length takes little memory. NaN,
/// infinities and −0 are written as they are; a null is a missing value.
public final class ParquetWriter {
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    private static final int GZIP = 2;
    private static final int PLAIN = 0;
    private static final int RLE = 3;

    /// What the cells of a column are.
    public enum CellType {
        /// [Boolean].
        BOOLEAN(0),
        /// [Integer].
        INT32(1),
        /// [Long].
        INT64(2),
        /// [Float].
        FLOAT(4),
        /// [Double].
        DOUBLE(5),
        /// [String], as UTF-8.
        TEXT(6);

        private final int code;

        CellType(int code) {
            this.code = code;
        }
    }

    /// A column.
    ///
    /// @param name     distinct in its table
    /// @param optional whether there may be nulls
    public record Column(String name, CellType type, boolean optional) {}

    /// Sizes at which pages and groups of rows are closed.
    ///
    /// @param pageBytes of a page, before compression, about
    /// @param groupRows rows in a group
    record Sizes(int pageBytes, int groupRows) {
        static final Sizes USUAL = new Sizes(1 << 20, 1 << 20);
    }

    /// A column of a finished group.
    ///
    /// @param from     where its first page begins
    /// @param unpacked its bytes before compression, with the pages' headers
    /// @param packed   its bytes in the file
    private record Chunk(long from, long unpacked, long packed) {}

    private record Group(int rows, List<Chunk> chunks) {}

    private final OutputStream out;
    private final List<Column> columns;
    private final String writer;
    private final Sizes sizes;
    private final List<Pages> open = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private int rows;
    private long written;

    /// Begins a file; the stream stays open.
    ///
    /// @param writer the program that writes, such as `recscope version 1.0`
    public ParquetWriter(OutputStream out, List<Column> columns, String writer) throws IOException {
        this(out, columns, writer, Sizes.USUAL);
    }

    ParquetWriter(OutputStream out, List<Column> columns, String writer, Sizes sizes) throws IOException {
        if (columns.stream().map(Column::name).distinct().count() != columns.size() || columns.isEmpty()) {
            throw new IllegalArgumentException("columns need distinct names");
        }
        this.out = out;
        this.columns = List.copyOf(columns);
        this.writer = writer;
        this.sizes = sizes;
        this.columns.forEach(c -> open.add(new Pages(c, sizes.pageBytes)));
        write(MAGIC);
    }

    /// Adds a row.
    ///
    /// @param cells one for each column, of its type
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + cells.size() + " cells for " + columns.size() + " columns");
        }
        for (int c = 0; c < columns.size(); c++) {
            open.get(c).add(cells.get(c));
        }
        if (++rows == sizes.groupRows) {
            group();
        }
    }

    /// Writes what is left and the directory.
    public void finish() throws IOException {
        if (rows > 0) {
            group();
        }
        byte[] directory = directory();
        write(directory);
        write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(directory.length)
                .array());
        write(MAGIC);
        out.flush();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    private void group() throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        for (Pages pages : open) {
            long from = written;
            pages.close();
            write(pages.done.toByteArray());
            chunks.add(new Chunk(from, pages.unpacked, written - from));
            pages.clear();
        }
        groups.add(new Group(rows, chunks));
        rows = 0;
    }

    private byte[] directory() {
        ThriftWriter t = new ThriftWriter();
        t.number(1, 1);
        t.list(2, ThriftWriter.STRUCT, columns.size() + 1);
        t.text(4, "schema").number(5, columns.size()).stop();
        for (Column c : columns) {
            t.number(1, c.type.code).number(3, c.optional ? 1 : 0).text(4, c.name);
            if (c.type == CellType.TEXT) {
                // The same twice: for readers of the old kind (UTF8) and of the new one (STRING).
                t.number(6, 0).begin(10).begin(1).stop();
                t.stop();
            }
            t.stop();
        }
        t.wide(3, groups.stream().mapToLong(Group::rows).sum());
        t.list(4, ThriftWriter.STRUCT, groups.size());
        for (Group g : groups) {
            t.list(1, ThriftWriter.STRUCT, columns.size());
            for (int c = 0; c < columns.size(); c++) {
                chunk(t, columns.get(c), g.chunks.get(c), g.rows);
            }
            t.wide(2, g.chunks.stream().mapToLong(Chunk::unpacked).sum());
            t.wide(3, g.rows).wide(5, g.chunks.getFirst().from);
            t.wide(6, g.chunks.stream().mapToLong(Chunk::packed).sum()).stop();
        }
        t.text(6, writer).stop();
        return t.bytes();
    }

    private static void chunk(ThriftWriter t, Column column, Chunk chunk, int rows) {
        t.wide(2, chunk.from).begin(3);
        t.number(1, column.type.code);
        t.list(2, ThriftWriter.I32, 2).element(PLAIN).element(RLE);
        t.list(3, ThriftWriter.BINARY, 1).element(column.name);
        t.number(4, GZIP).wide(5, rows).wide(6, chunk.unpacked).wide(7, chunk.packed);
        t.wide(9, chunk.from).stop();
        t.stop();
    }

    /// The pages of a column in the group that is being gathered.
    private static final class Pages {
        private final Column column;
        private final int most;
        private final ByteArrayOutputStream done = new ByteArrayOutputStream();
        private ByteBuffer values = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
        private final ByteArrayOutputStream levels = new ByteArrayOutputStream();
        private int rows;
        private int run;
        private boolean present;
        private int bits;
        private long unpacked;

        Pages(Column column, int most) {
            this.column = column;
            this.most = most;
        }

        void add(@Nullable Object cell) throws IOException {
            if (cell == null && !column.optional) {
                throw new IllegalArgumentException("the column " + column.name + " has no nulls");
            }
            if (run > 0 && present != (cell != null)) {
                endRun();
            }
            present = cell != null;
            run++;
            rows++;
            if (cell != null) {
                value(cell);
            }
            if (values.position() + levels.size() >= most) {
                close();
            }
        }

        private void value(Object cell) {
            switch (column.type) {
                case BOOLEAN -> {
                    if (bits % 8 == 0) {
                        room(1).put((byte) 0);
                    }
                    int at = values.position() - 1;
                    values.put(at, (byte) (values.get(at) | ((Boolean) cell ? 1 : 0) << bits++ % 8));
                }
                case INT32 -> room(4).putInt((Integer) cell);
                case INT64 -> room(8).putLong((Long) cell);
                case FLOAT -> room(4).putInt(Float.floatToRawIntBits((Float) cell));
                case DOUBLE -> room(8).putLong(Double.doubleToRawLongBits((Double) cell));
                case TEXT -> {
                    byte[] text = ((String) cell).getBytes(StandardCharsets.UTF_8);
                    room(4 + text.length).putInt(text.length).put(text);
                }
            }
        }

        private ByteBuffer room(int bytes) {
            if (values.remaining() < bytes) {
                int more = Math.max(2 * values.capacity(), Math.addExact(values.position(), bytes));
                values =
                        ByteBuffer.allocate(more).order(ByteOrder.LITTLE_ENDIAN).put(values.flip());
            }
            return values;
        }

        /// Definition levels are runs of equal ones: the length doubled, then the level.
        private void endRun() {
            for (int n = run << 1; ; n >>>= 7) {
                levels.write(n > 0x7f ? (n & 0x7f) | 0x80 : n);
                if (n <= 0x7f) {
                    break;
                }
            }
            levels.write(present ? 1 : 0);
            run = 0;
        }

        /// Ends the page.
        void close() throws IOException {
            if (rows == 0) {
                return;
            }
            endRun();
            ByteBuffer page =
                    ByteBuffer.allocate(4 + levels.size() + values.position()).order(ByteOrder.LITTLE_ENDIAN);
            if (column.optional) {
                page.putInt(levels.size()).put(levels.toByteArray());
            }
            page.put(values.flip());
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(page.array(), 0, page.position());
            }
            ThriftWriter header = new ThriftWriter();
            header.number(1, 0).number(2, page.position()).number(3, packed.size());
            header.begin(5)
                    .number(1, rows)
                    .number(2, PLAIN)
                    .number(3, RLE)
                    .number(4, RLE)
                    .stop();
            header.stop();
            done.write(header.bytes());
            packed.writeTo(done);
            unpacked += header.bytes().length + (long) page.position();
            values.clear();
            levels.reset();
            rows = 0;
            bits = 0;
        }

        void clear() {
            done.reset();
            unpacked = 0;
        }
    }
}
