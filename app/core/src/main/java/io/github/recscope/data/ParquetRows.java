package io.github.recscope.data;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.row.PqList;
import dev.hardwood.schema.SchemaNode;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The rows of a Parquet file; the values of a list come with `|` between them, times as seconds since 1970.
final class ParquetRows implements RowStream, RowBlocks {
    /// The library says at its first use which instructions it found; the logger must be held to stay quiet.
    private static final Logger LIBRARY = quiet();

    private final String place;
    private final ParquetFileReader file;
    private final List<SchemaNode> fields;
    private final @Nullable ParquetColumn[] columns;
    private final boolean[] opened;
    private final long size;

    /// Reads what is no [ParquetColumn], from the first time that such a field is asked for; `read` rows so far.
    private dev.hardwood.reader.@Nullable RowReader slow;

    private long read;
    private long row;

    private ParquetRows(String place, ParquetFileReader file) {
        this.place = place;
        this.file = file;
        this.fields = file.getFileSchema().getRootNode().children();
        this.columns = new ParquetColumn[fields.size()];
        this.opened = new boolean[fields.size()];
        this.size = file.getFileMetaData().numRows();
    }

    private static Logger quiet() {
        Logger logger = Logger.getLogger("dev.hardwood");
        logger.setLevel(Level.WARNING);
        return logger;
    }

    /// Opens the bytes of a file, after a look at whether its parts are where it says.
    static ParquetFileReader open(byte[] bytes) throws IOException {
        LIBRARY.fine("opening");
        ParquetCheck.directory(bytes);
        ParquetFileReader file = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(bytes)));
        try {
            ParquetCheck.contents(bytes, file.getFileMetaData());
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Whether a file begins like Parquet.
    static boolean isParquet(byte[] head) {
        return head.length >= 4 && head[0] == 'P' && head[1] == 'A' && head[2] == 'R' && head[3] == '1';
    }

    /// The head of a file, from its schema.
    static TableHead head(Source.Entry entry, ReadOptions options) throws IOException {
        List<String> names;
        try (InputStream in = entry.open()) {
            byte[] bytes = in.readAllBytes();
            entry.budget().giveBack(bytes.length);
            try (ParquetFileReader file = file(bytes, entry.name())) {
                names = names(file);
                if (names.stream().anyMatch(java.util.Objects::isNull)) {
                    throw new IllegalStateException("a column has no name");
                }
            } catch (ProblemException e) {
                throw e;
            } catch (RuntimeException | OutOfMemoryError e) {
                throw damaged(entry.name(), e);
            }
        }
        TextEncoding encoding = TextEncoding.of(new byte[0]);
        return new TableHead(entry, Shape.PARQUET, encoding, Separator.NONE, false, names, Roles.of(names, options));
    }

    /// Opens a file, which is read into memory: its directory stands at its end.
    static ParquetRows open(InputStream in, String place) throws IOException {
        try (in) {
            ParquetFileReader file = file(in.readAllBytes(), place);
            try {
                return new ParquetRows(place, file);
            } catch (RuntimeException | OutOfMemoryError e) {
                file.close();
                throw damaged(place, e);
            }
        }
    }

    private static ParquetFileReader file(byte[] bytes, String place) {
        try {
            return open(bytes);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw damaged(place, e);
        }
    }

    private static List<String> names(ParquetFileReader file) {
        return file.getFileSchema().getRootNode().children().stream()
                .map(SchemaNode::name)
                .toList();
    }

    /// A damaged header may promise the library more than there is; it allocates before it looks.
    private static ProblemException damaged(String place, Throwable e) {
        String message = String.valueOf(e.getMessage());
        return new ProblemException(
                new Problem(
                        place + " cannot be read.",
                        "The Parquet file is damaged or of a kind that is not read: "
                                + (message.length() > 200 ? message.substring(0, 199) + "…" : message) + ".",
                        "Write it again, with snappy, zstd or gzip compression or none."),
                e);
    }

    @Override
    public boolean next() {
        if (row >= size) {
            return false;
        }
        row++;
        return true;
    }

    @Override
    public long line() {
        return row;
    }

    @Override
    public int size() {
        return columns.length;
    }

    @Override
    public String get(int field) {
        try {
            ParquetColumn column = column(field);
            if (column != null) {
                return column.get(row - 1);
            }
            Object value = value(field);
            return value == null ? "" : text(value);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw damaged(place, e);
        }
    }

    @Override
    public boolean isBlank(int field) {
        try {
            ParquetColumn column = column(field);
            return column != null ? column.blank(row - 1) : get(field).isBlank();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw damaged(place, e);
        }
    }

    @Override
    public double number(int field, boolean decimalComma) {
        try {
            ParquetColumn column = column(field);
            if (column != null) {
                return column.value(row - 1, decimalComma);
            }
            if (value(field) instanceof Number number) {
                double v = number.doubleValue();
                return Double.isFinite(v) ? v : Double.NaN;
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            throw damaged(place, e);
        }
        return Numbers.parse(get(field).strip(), decimalComma);
    }

    @Override
    public boolean holdsTimes(int field) {
        return fields.get(field) instanceof SchemaNode.PrimitiveNode leaf
                && (leaf.logicalType() instanceof LogicalType.TimestampType || leaf.type() == PhysicalType.INT96);
    }

    @Override
    public int intern(int field, Interner interner) {
        try {
            ParquetColumn column = column(field);
            return column != null ? column.id(row - 1, interner) : RowStream.super.intern(field, interner);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw damaged(place, e);
        }
    }

    @Override
    public int ready(int most, int... fields) {
        return guarded(() -> {
            int ready = (int) Math.min(most, size - row);
            for (int field : fields) {
                if (ready > 0 && field >= 0) {
                    ParquetColumn column = column(field);
                    ready = column == null ? 0 : Math.min(ready, column.ready(row));
                }
            }
            return ready;
        });
    }

    @Override
    public int filled(int field, int n) {
        ParquetColumn column = column(field);
        return column == null ? 0 : guarded(() -> column.filled(row, n));
    }

    @Override
    public int numbers(int field, int n, double[] into) {
        ParquetColumn column = column(field);
        return column == null ? 0 : guarded(() -> column.numbers(row, n, into));
    }

    @Override
    public void intern(int field, int n, Interner interner, int[] into, int from) {
        ParquetColumn column = column(field);
        if (column != null) {
            var _ = guarded(() -> column.intern(row, n, interner, into, from));
        }
    }

    private int guarded(IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (RuntimeException | OutOfMemoryError e) {
            throw damaged(place, e);
        }
    }

    @Override
    public void skip(int n) {
        row += n;
    }

    /// The column of a field, opened when it is asked for first: what nobody asks for is not unpacked.
    private @Nullable ParquetColumn column(int field) {
        ParquetColumn column = columns[field];
        if (column == null && !opened[field]) {
            column = ParquetColumn.open(file, fields.get(field));
            columns[field] = column;
            opened[field] = true;
        }
        return column;
    }

    private @Nullable Object value(int field) {
        dev.hardwood.reader.RowReader rows = slow;
        if (rows == null) {
            rows = file.rowReader();
            slow = rows;
        }
        for (; read < row; read++) {
            if (!rows.hasNext()) {
                throw new IllegalStateException("a column ends before the others");
            }
            rows.next();
        }
        return rows.isNull(field) ? null : rows.getValue(field);
    }

    private static String text(Object value) {
        return switch (value) {
            case PqList list -> {
                List<String> parts = new ArrayList<>();
                for (Object v : list.values()) {
                    parts.add(v == null ? "" : text(v));
                }
                yield String.join("|", parts);
            }
            case Double d -> ParquetColumn.text(d);
            case Float f -> ParquetColumn.text(f);
            case Instant t -> seconds(t);
            case LocalDateTime t -> seconds(t.toInstant(ZoneOffset.UTC));
            case byte[] _ -> "";
            default -> value.toString();
        };
    }

    static String seconds(Instant t) {
        return t.getNano() == 0
                ? Long.toString(t.getEpochSecond())
                : Double.toString(t.getEpochSecond() + t.getNano() * 1e-9);
    }

    @Override
    public void close() throws IOException {
        try {
            for (ParquetColumn column : columns) {
                if (column != null) {
                    column.close();
                }
            }
            if (slow != null) {
                slow.close();
            }
        } finally {
            file.close();
        }
    }
}
