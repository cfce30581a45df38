package io.github.recscope.data;

import dev.hardwood.InputFile;
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
import java.util.logging.Level;
import java.util.logging.Logger;

/// The rows of a Parquet file; the values of a list come with `|` between them, times as seconds since 1970.
final class ParquetRows implements RowStream {
    /// The library says at its first use which instructions it found; the logger must be held to stay quiet.
    private static final Logger LIBRARY = quiet();

    private final String place;
    private final ParquetFileReader file;
    private final dev.hardwood.reader.RowReader rows;
    private final int columns;
    private long row;

    private ParquetRows(String place, ParquetFileReader file) {
        this.place = place;
        this.file = file;
        this.columns = names(file).size();
        this.rows = file.rowReader();
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
        try {
            if (!rows.hasNext()) {
                return false;
            }
            rows.next();
            row++;
            return true;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw damaged(place, e);
        }
    }

    @Override
    public long line() {
        return row;
    }

    @Override
    public int size() {
        return columns;
    }

    @Override
    public String get(int field) {
        try {
            return rows.isNull(field) ? "" : text(rows.getValue(field));
        } catch (RuntimeException | OutOfMemoryError e) {
            throw damaged(place, e);
        }
    }

    @Override
    public double number(int field, boolean decimalComma) {
        try {
            if (!rows.isNull(field) && rows.getValue(field) instanceof Number number) {
                double v = number.doubleValue();
                return Double.isFinite(v) ? v : Double.NaN;
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            throw damaged(place, e);
        }
        return Numbers.parse(get(field).strip(), decimalComma);
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
            case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 -> Long.toString(d.longValue());
            case Float f when f == Math.rint(f) && Math.abs(f) < 1e7 -> Long.toString(f.longValue());
            case Instant t -> seconds(t);
            case LocalDateTime t -> seconds(t.toInstant(ZoneOffset.UTC));
            case byte[] _ -> "";
            default -> value.toString();
        };
    }

    private static String seconds(Instant t) {
        return t.getNano() == 0
                ? Long.toString(t.getEpochSecond())
                : Double.toString(t.getEpochSecond() + t.getNano() * 1e-9);
    }

    @Override
    public void close() throws IOException {
        rows.close();
        file.close();
    }
}
