package io.github.recscope.data;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.SchemaNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A flat column of numbers, times or texts of a Parquet file, read in batches straight from the decoded arrays. Rows
/// are asked for in rising order, by number from 0.
abstract class ParquetColumn implements AutoCloseable {
    /// Times beyond are read as Java writes them, with an exponent.
    private static final double WHOLE = 1e15;

    private static final float WHOLE_FLOAT = 1e7f;

    private final ColumnReader reader;
    private Validity valid = Validity.NO_NULLS;
    private boolean nulls;
    private long first;
    private int count;

    private ParquetColumn(ColumnReader reader) {
        this.reader = reader;
    }

    /// Opens a column; null if it is one of lists, structures or of a type that needs the library's conversion.
    static @Nullable ParquetColumn open(ParquetFileReader file, SchemaNode node) {
        if (!(node instanceof SchemaNode.PrimitiveNode leaf)
                || leaf.maxRepetitionLevel() > 0
                || leaf.maxDefinitionLevel() > 1) {
            return null;
        }
        LogicalType type = leaf.logicalType();
        int c = leaf.columnIndex();
        return switch (leaf.type()) {
            case INT32 ->
                type == null || type instanceof LogicalType.IntType
                        ? new Ints(file.columnReader(c), type instanceof LogicalType.IntType t ? unused(t) : 0)
                        : null;
            case INT64 ->
                type == null || type instanceof LogicalType.IntType
                        ? new Longs(file.columnReader(c))
                        : type instanceof LogicalType.TimestampType time
                                ? new Times(file.columnReader(c), time.unit())
                                : null;
            case FLOAT -> type == null ? new Floats(file.columnReader(c)) : null;
            case DOUBLE -> type == null ? new Doubles(file.columnReader(c)) : null;
            case BYTE_ARRAY -> type instanceof LogicalType.StringType ? new Texts(file.columnReader(c)) : null;
            case BOOLEAN, INT96, FIXED_LEN_BYTE_ARRAY -> null;
        };
    }

    /// The upper bits of an INT32 that say nothing, as the library sees it: it takes unsigned numbers as they are.
    private static int unused(LogicalType.IntType type) {
        return type.isSigned() && (type.bitWidth() == 8 || type.bitWidth() == 16) ? 32 - type.bitWidth() : 0;
    }

    /// The place of a row in the batch, −1 if it is missing there; reads on until the batch has it.
    private int at(long row) {
        while (row - first >= count) {
            first += count;
            if (!reader.nextBatch()) {
                throw new IllegalStateException("a column ends before the others");
            }
            count = reader.getRecordCount();
            valid = reader.getLeafValidity();
            nulls = valid.hasNulls();
            batch(reader);
        }
        int at = (int) (row - first);
        return nulls && valid.isNull(at) ? -1 : at;
    }

    /// How many rows from this one on lie in the batch; reads the next one first where it has none.
    final int ready(long row) {
        var _ = at(row);
        return count - (int) (row - first);
    }

    /// As [RowBlocks#filled], for rows that lie [#ready].
    final int filled(long row, int n) {
        int at = (int) (row - first);
        int k = n;
        if (nulls) {
            k = present(at, n);
        }
        return filled(at, k);
    }

    private int present(int at, int n) {
        int k = 0;
        while (k < n && valid.isNotNull(at + k)) {
            k++;
        }
        return k;
    }

    /// As [RowBlocks#numbers], for rows that lie [#ready].
    final int numbers(long row, int n, double[] into) {
        int at = (int) (row - first);
        int k = n;
        if (nulls) {
            k = present(at, n);
        }
        return numbers(at, k, into);
    }

    /// As [RowBlocks#intern], for rows that lie [#ready] and are [#filled].
    final int intern(long row, int n, Interner interner, int[] into, int from) {
        int at = (int) (row - first);
        for (int p = 0; p < n; p++) {
            into[from + p] = intern(at + p, interner);
        }
        return n;
    }

    /// Takes over the arrays of the next batch.
    abstract void batch(ColumnReader from);

    abstract String text(int at);

    abstract double number(int at, boolean decimalComma);

    boolean isBlank(int at) {
        return false;
    }

    /// How many of `n` values from `at` on come before the first blank one.
    int filled(int at, int n) {
        return n;
    }

    /// Copies numbers up to the first that is none.
    int numbers(int at, int n, double[] into) {
        for (int p = 0; p < n; p++) {
            into[p] = number(at + p, false);
            if (Double.isNaN(into[p])) {
                return p;
            }
        }
        return n;
    }

    int intern(int at, Interner interner) {
        return strip(text(at), interner);
    }

    private static int strip(String raw, Interner interner) {
        String text = raw.strip();
        interner.strip(text.length() == raw.length() ? 0 : 1);
        return interner.row(text);
    }

    /// As [RowStream#get].
    final String get(long row) {
        int at = at(row);
        return at < 0 ? "" : text(at);
    }

    /// As [RowStream#isBlank].
    final boolean blank(long row) {
        int at = at(row);
        return at < 0 || isBlank(at);
    }

    /// As [RowStream#number].
    final double value(long row, boolean decimalComma) {
        int at = at(row);
        return at < 0 ? Double.NaN : number(at, decimalComma);
    }

    /// As [RowStream#intern].
    final int id(long row, Interner interner) {
        int at = at(row);
        return at < 0 ? interner.row("") : intern(at, interner);
    }

    /// A whole number without a point.
    static String text(double v) {
        return v == Math.rint(v) && Math.abs(v) < WHOLE ? Long.toString((long) v) : Double.toString(v);
    }

    /// Likewise.
    static String text(float v) {
        return v == Math.rint(v) && Math.abs(v) < WHOLE_FLOAT ? Long.toString((long) v) : Float.toString(v);
    }

    @Override
    public void close() {
        reader.close();
    }

    private static final class Ints extends ParquetColumn {
        private final int unused;
        private int[] values = {};

        Ints(ColumnReader reader, int unused) {
            super(reader);
            this.unused = unused;
        }

        private int value(int at) {
            return values[at] << unused >> unused;
        }

        @Override
        void batch(ColumnReader from) {
            values = from.getInts();
        }

        @Override
        String text(int at) {
            return Integer.toString(value(at));
        }

        @Override
        double number(int at, boolean decimalComma) {
            return value(at);
        }

        @Override
        int intern(int at, Interner interner) {
            return interner.row((long) value(at));
        }
    }

    private static final class Longs extends ParquetColumn {
        private long[] values = {};

        Longs(ColumnReader reader) {
            super(reader);
        }

        @Override
        void batch(ColumnReader from) {
            values = from.getLongs();
        }

        @Override
        String text(int at) {
            return Long.toString(values[at]);
        }

        @Override
        double number(int at, boolean decimalComma) {
            return values[at];
        }

        @Override
        int intern(int at, Interner interner) {
            return interner.row(values[at]);
        }
    }

    /// Points in time, as seconds since 1970.
    private static final class Times extends ParquetColumn {
        private final long perSecond;
        private long[] values = {};

        Times(ColumnReader reader, LogicalType.TimeUnit unit) {
            super(reader);
            this.perSecond = switch (unit) {
                case MILLIS -> 1_000;
                case MICROS -> 1_000_000;
                case NANOS -> 1_000_000_000;
            };
        }

        @Override
        void batch(ColumnReader from) {
            values = from.getLongs();
        }

        @Override
        String text(int at) {
            long seconds = Math.floorDiv(values[at], perSecond);
            long rest = Math.floorMod(values[at], perSecond);
            return ParquetRows.seconds(Instant.ofEpochSecond(seconds, rest * (1_000_000_000 / perSecond)));
        }

        @Override
        double number(int at, boolean decimalComma) {
            return seconds(values[at]);
        }

        private double seconds(long time) {
            long seconds = Math.floorDiv(time, perSecond);
            int nanos = (int) (Math.floorMod(time, perSecond) * (1_000_000_000 / perSecond));
            return nanos == 0 ? seconds : seconds + nanos * 1e-9;
        }
    }

    private static final class Floats extends ParquetColumn {
        private float[] values = {};

        Floats(ColumnReader reader) {
            super(reader);
        }

        @Override
        void batch(ColumnReader from) {
            values = from.getFloats();
        }

        @Override
        String text(int at) {
            return ParquetColumn.text(values[at]);
        }

        @Override
        double number(int at, boolean decimalComma) {
            return Float.isFinite(values[at]) ? values[at] : Double.NaN;
        }

        @Override
        int intern(int at, Interner interner) {
            float v = values[at];
            return Math.abs(v) < WHOLE_FLOAT && v == Math.rint(v) ? interner.row((long) v) : super.intern(at, interner);
        }
    }

    private static final class Doubles extends ParquetColumn {
        private double[] values = {};

        Doubles(ColumnReader reader) {
            super(reader);
        }

        @Override
        void batch(ColumnReader from) {
            values = from.getDoubles();
        }

        @Override
        String text(int at) {
            return ParquetColumn.text(values[at]);
        }

        @Override
        double number(int at, boolean decimalComma) {
            return Double.isFinite(values[at]) ? values[at] : Double.NaN;
        }

        @Override
        int intern(int at, Interner interner) {
            double v = values[at];
            return Math.abs(v) < WHOLE && v == Math.rint(v) ? interner.row((long) v) : super.intern(at, interner);
        }
    }

    private static final class Texts extends ParquetColumn {
        private byte[] bytes = {};
        private int[] offsets = {};
        private char[] characters = new char[1 << 6];

        Texts(ColumnReader reader) {
            super(reader);
        }

        @Override
        void batch(ColumnReader from) {
            bytes = from.getBinaryValues();
            offsets = from.getBinaryOffsets();
        }

        @Override
        String text(int at) {
            return new String(bytes, offsets[at], offsets[at + 1] - offsets[at], StandardCharsets.UTF_8);
        }

        @Override
        double number(int at, boolean decimalComma) {
            return Numbers.parse(text(at).strip(), decimalComma);
        }

        @Override
        boolean isBlank(int at) {
            int from = offsets[at];
            // Visible ASCII is neither white space nor a part of any.
            return offsets[at + 1] == from || (bytes[from] <= ' ' && text(at).isBlank());
        }

        @Override
        int intern(int at, Interner interner) {
            // Visible ASCII is looked up where it stands.
            int from = offsets[at];
            int length = offsets[at + 1] - from;
            if (length > characters.length) {
                return super.intern(at, interner);
            }
            for (int p = 0; p < length; p++) {
                byte b = bytes[from + p];
                if (b <= ' ') {
                    return super.intern(at, interner);
                }
                characters[p] = (char) b;
            }
            interner.strip(0);
            return interner.row(characters, 0, length);
        }

        @Override
        int numbers(int at, int n, double[] into) {
            return 0;
        }

        @Override
        int filled(int at, int n) {
            int p = 0;
            while (p < n && !isBlank(at + p)) {
                p++;
            }
            return p;
        }
    }
}
