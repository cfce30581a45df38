package io.github.recscope.data;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.metadata.RowGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compares what a Parquet file promises with what is there, before the library believes it: the lengths of everything
/// in its directory and its indexes (Thrift's compact protocol), the places of its column chunks, the header of every
/// page. A page that reaches beyond its chunk would make the library wait without end, a promise of a huge page or text
/// would make it run out of memory.
///
/// <https://parquet.apache.org/docs/file-format/>
final class ParquetCheck {
    private static final int MAGIC = 4;

    /// The length of the directory and the magic number after it.
    private static final int TAIL = 8;

    /// No writer makes pages of this size; the usual ones have a megabyte.
    private static final int LARGEST_PAGE = 1 << 28;

    private static final int DEEPEST = 16;

    /// Stands for the struct of a place in an index.
    private static final int LOCATION = -2;

    private final byte[] bytes;
    private int pos;
    private int end;

    // The header read last.
    private long type;
    private long unpacked;
    private long packed;
    private long values;

    // Of a page of version 2: the bytes of its levels, which are never compressed, and whether its values are.
    private long definitions;
    private long repetitions;
    private boolean compressed;

    // The place of a page in an index.
    private long at;
    private long bytesThere;
    private long firstRow;

    /// The pages' beginnings with their sizes.
    private final Map<Long, Long> pages = new HashMap<>();

    private ParquetCheck(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Checks the lengths in a file's directory; to be done before the library reads it.
    ///
    /// @throws IllegalStateException saying what does not fit
    static void directory(byte[] bytes) {
        require(bytes.length >= MAGIC + TAIL, "it is too short");
        ParquetCheck tail = new ParquetCheck(bytes);
        int at = bytes.length - TAIL;
        long length = (bytes[at] & 0xffL)
                | (bytes[at + 1] & 0xffL) << 8
                | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
        require(length <= at - MAGIC, "its directory is cut off");
        tail.struct(at - length, length);
    }

    /// Checks what the directory says of the rest.
    ///
    /// @throws IllegalStateException saying what does not fit
    static void contents(byte[] bytes, FileMetaData file) {
        long rows = 0;
        for (RowGroup group : file.rowGroups()) {
            require(group.numRows() >= 0, "a group of rows has a negative size");
            rows += group.numRows();
            for (ColumnChunk chunk : group.columns()) {
                ColumnMetaData column = chunk.metaData();
                require(column != null, "a column has no place in the file");
                String name = String.join(".", column.pathInSchema().elements());
                require(
                        repeated(file, column) || column.numValues() == group.numRows(),
                        "the column " + name + " and its group have different numbers of rows");
                ParquetCheck check = new ParquetCheck(bytes);
                check.pages(chunk, name);
                check.offsetIndex(chunk, name);
                check.index(chunk.columnIndexOffset(), chunk.columnIndexLength());
            }
        }
        require(rows == file.numRows(), "its groups have " + rows + " rows and it promises " + file.numRows());
    }

    /// Whether a column may have several values a row.
    private static boolean repeated(FileMetaData file, ColumnMetaData column) {
        List<String> path = column.pathInSchema().elements();
        return path.size() != 1
                || file.schema().stream()
                        .anyMatch(
                                e -> path.getFirst().equals(e.name()) && e.repetitionType() == RepetitionType.REPEATED);
    }

    private static void require(boolean fits, String why) {
        if (!fits) {
            throw new IllegalStateException(why);
        }
    }

    private void index(@Nullable Long from, @Nullable Integer length) {
        if (from != null && length != null && length > 0) {
            struct(from, length);
        }
    }

    private void struct(long from, long length) {
        require(
                from >= 0 && length >= 0 && from <= bytes.length && length <= bytes.length - from,
                "a part of its directory lies beyond the file");
        pos = (int) from;
        end = (int) (from + length);
        fields(-1, 1);
    }

    /// Walks over the pages of a column, which must fill its place exactly: the library reads on otherwise.
    private void pages(ColumnChunk chunk, String name) {
        ColumnMetaData column = chunk.metaData();
        long from = chunk.chunkStartOffset();
        long size = column.totalCompressedSize();
        require(
                from >= MAGIC && size >= 0 && from <= bytes.length && size <= bytes.length - from,
                "the column " + name + " reaches beyond the file");
        pos = (int) from;
        end = (int) (from + size);
        long seen = 0;
        long all = 0;
        while (pos < end) {
            int start = pos;
            header();
            require(
                    packed >= 0 && packed <= end - pos && unpacked >= 0 && unpacked <= LARGEST_PAGE && values >= 0,
                    "a page of the column " + name + " does not fit");
            if (column.codec() == CompressionCodec.SNAPPY) {
                snappy(name);
            }
            pos += (int) packed;
            pages.put((long) start, (long) pos - start);
            all += unpacked;
            // Type 2 is a dictionary; its values are none of the column's.
            seen += type == 2 ? 0 : values;
        }
        require(
                seen == column.numValues(),
                "the column " + name + " promises " + column.numValues() + " values and has " + seen);
        require(
                pages.containsKey(column.dataPageOffset()) || column.numValues() == 0,
                "the first page of the column " + name + " is not where it should be");
        require(all <= Limits.standard().totalBytes(), "the column " + name + " is too large");
    }

    /// Snappy's library writes as many bytes as the packed bytes themselves promise, whatever room there is: the
    /// promise must be that of the page.
    private void snappy(String name) {
        boolean second = type == 3;
        long levels = second ? definitions + repetitions : 0;
        require(
                !second || (definitions >= 0 && repetitions >= 0 && levels <= packed && levels <= unpacked),
                "a page of the column " + name + " does not fit");
        if (packed == levels || (second && !compressed)) {
            return;
        }
        int start = pos;
        int last = end;
        pos += (int) levels;
        end = start + (int) packed;
        require(varint() == unpacked - levels, "a page of the column " + name + " unpacks to another size");
        pos = start;
        end = last;
    }

    /// The index of a column's pages must name pages that are there.
    private void offsetIndex(ColumnChunk chunk, String name) {
        Long from = chunk.offsetIndexOffset();
        Integer length = chunk.offsetIndexLength();
        if (from == null || length == null || length <= 0) {
            return;
        }
        struct(from, length);
        pos = (int) (long) from;
        // One list of structs as field 1: place, size, first row.
        require(next() == 0x19, "an index cannot be read");
        int head = next();
        require((head & 15) == 12, "an index cannot be read");
        long n = head >> 4 == 15 ? varint() : head >> 4;
        long row = -1;
        for (; n > 0; n--) {
            at = -1;
            bytesThere = -1;
            firstRow = -1;
            fields(LOCATION, 1);
            Long there = pages.get(at);
            require(
                    there != null && there == bytesThere && firstRow > row,
                    "the index of the column " + name + " does not fit its pages");
            row = firstRow;
        }
    }

    private void header() {
        type = -1;
        unpacked = -1;
        packed = -1;
        values = 0;
        definitions = 0;
        repetitions = 0;
        compressed = true;
        fields(0, 0);
        require(type >= 0 && type <= 3, "a page is of no known kind");
    }

    /// Reads the fields of a struct; keeps those of a page's header that matter here.
    ///
    /// @param parent the field that the struct is, 0 for the header itself
    private void fields(int parent, int depth) {
        require(depth < DEEPEST, "its directory is nested too deeply");
        int id = 0;
        while (true) {
            int head = next();
            int kind = head & 15;
            if (kind == 0) {
                return;
            }
            id = head >> 4 == 0 ? (int) zigzag() : id + (head >> 4);
            if (kind >= 4 && kind <= 6) {
                keep(parent, id, depth, zigzag());
            } else if (kind <= 2) {
                compressed = (depth == 1 && parent == 8 && id == 7) ? kind == 1 : compressed;
            } else if (kind == 12) {
                fields(depth == 0 ? id : -1, depth + 1);
            } else {
                skip(kind, depth, false);
            }
        }
    }

    private void keep(int parent, int id, int depth, long value) {
        if (parent == LOCATION) {
            switch (id) {
                case 1 -> at = value;
                case 2 -> bytesThere = value;
                case 3 -> firstRow = value;
                default -> {}
            }
        } else if (depth == 0) {
            switch (id) {
                case 1 -> type = value;
                case 2 -> unpacked = value;
                case 3 -> packed = value;
                default -> {}
            }
        } else if (depth == 1 && id == 1 && (parent == 5 || parent == 7 || parent == 8)) {
            // Data page, dictionary, data page of version 2.
            values = value;
        } else if (depth == 1 && parent == 8 && id == 5) {
            definitions = value;
        } else if (depth == 1 && parent == 8 && id == 6) {
            repetitions = value;
        }
    }

    private void skip(int kind, int depth, boolean element) {
        require(depth < DEEPEST, "its directory is nested too deeply");
        switch (kind) {
            case 1, 2 -> skip(element ? 1 : 0);
            case 3 -> skip(1);
            case 4, 5, 6 -> zigzag();
            case 7 -> skip(8);
            case 8 -> skip(varint());
            case 9, 10 -> {
                int head = next();
                long n = head >> 4 == 15 ? varint() : head >> 4;
                for (; n > 0; n--) {
                    skip(head & 15, depth + 1, true);
                }
            }
            case 12 -> fields(-1, depth + 1);
            default -> throw new IllegalStateException("its directory or a page cannot be read");
        }
    }

    private void skip(long count) {
        require(count >= 0 && count <= end - pos, "its directory or a page is cut off");
        pos += (int) count;
    }

    private int next() {
        require(pos < end, "its directory or a page is cut off");
        return bytes[pos++] & 0xff;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = next();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new IllegalStateException("a number in its directory is too long");
    }

    private long zigzag() {
        long v = varint();
        return v >>> 1 ^ -(v & 1);
    }
}
