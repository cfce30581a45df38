package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/// Reads a whole table once, row by row, hashing its bytes on the way; starts over as Latin-1 if it is not UTF-8.
///
/// Rows with NUL characters or with another number of fields than the table has are rejected here; what a row
/// means is up to the [Rows] it is handed to.
final class TableReader {
    private static final int STRIDE = 1 << 12;

    private TableReader() {}

    /// What becomes of a table's rows.
    interface Rows {
        /// Takes the row that the reader stands on.
        void row(RowStream row);

        /// Takes some of the next rows at once, as far as nothing is wrong with them.
        ///
        /// @param most how many at most
        /// @return how many it took; 0 if the next one has to be looked at by itself
        default int block(RowBlocks rows, int most) {
            return 0;
        }

        /// What it noticed.
        IssueLog log();

        /// Notes a row that cannot be used.
        void reject(long line, String code, String message);
    }

    /// What came of a table.
    ///
    /// @param <R>         who took the rows
    /// @param rows        the taker
    /// @param file        what identifies the file
    /// @param strayQuotes how many quotes were not closed
    /// @param firstStray  the line of the first of them
    record Read<R extends Rows>(R rows, ImportSummary.SourceFile file, long strayQuotes, long firstStray) {}

    /// Reads the table.
    ///
    /// @param taker makes a new taker of rows; called again if the file has to be read again
    /// @throws ProblemException if the file cannot be read or its columns cannot be told apart
    static <R extends Rows> Read<R> read(TableHead head, Ctx ctx, Supplier<R> taker) {
        String conflict = head.conflict();
        if (conflict != null) {
            throw ProblemException.of(
                    head.entry().name() + " cannot be read.",
                    head.entry().name() + ":1: " + conflict,
                    "Rename one of them, or say by number which columns are meant: --columns user=1,item=2.");
        }
        try {
            return once(head, ctx, taker.get());
        } catch (CharacterCodingException e) {
            boolean guessed =
                    head.encoding().mark() == 0 && !head.encoding().words().startsWith("UTF-16");
            if (guessed) {
                try {
                    return once(head.with(TextEncoding.LATIN_1), ctx, taker.get());
                } catch (IOException e2) {
                    throw Unreadable.of(head.entry().name(), e2);
                }
            }
            throw new ProblemException(
                    new Problem(
                            head.entry().name() + " cannot be read.",
                            "It was taken for " + head.encoding().words() + " but holds other bytes.",
                            "Save it as UTF-8, or say which encoding it has."),
                    e);
        } catch (IOException e) {
            throw Unreadable.of(head.entry().name(), e);
        }
    }

    private static <R extends Rows> Read<R> once(TableHead head, Ctx ctx, R taker) throws IOException {
        Source.Entry entry = head.entry();
        MessageDigest sha = sha256();
        Counted counted = new Counted(entry.open(), sha);
        boolean done = false;
        try (RowStream reader = open(counted, head)) {
            int columns = head.columns();
            RowBlocks blocks = reader instanceof RowBlocks b && reader.size() == columns ? b : null;
            int most = STRIDE;
            long talk = 0;
            for (long n = 0; ; ) {
                if (n >= talk) {
                    talk = n + STRIDE;
                    double fraction = entry.bytes() > 0 ? Math.min(1, (double) counted.bytes / entry.bytes()) : 0.5;
                    ctx.progress("Reading " + entry.name(), fraction);
                }
                int taken = blocks == null ? 0 : taker.block(blocks, most);
                // Where many rows have to be looked at one by one it is not worth to look far ahead.
                most = Math.min(STRIDE, Math.max(1, 2 * taken));
                if (taken == 0) {
                    if (!reader.next()) {
                        break;
                    }
                    one(reader, columns, taker);
                    taken = 1;
                }
                n += taken;
            }
            done = true;
            return new Read<>(
                    taker,
                    new ImportSummary.SourceFile(
                            entry.name(), counted.bytes, HexFormat.of().formatHex(sha.digest()), head.format()),
                    reader.strayQuotes(),
                    reader.firstStrayLine());
        } finally {
            if (!done) {
                entry.budget().giveBack(counted.bytes);
            }
        }
    }

    private static void one(RowStream reader, int columns, Rows taker) {
        String wrong = wrong(reader, columns);
        if (wrong.isEmpty()) {
            taker.row(reader);
        } else {
            String code = reader.hasNul() ? "row.nul" : reader.defect() != null ? "row.json" : "row.columns";
            taker.reject(reader.line(), code, wrong);
        }
    }

    /// The rows of a table from its beginning, after its header.
    static RowStream open(InputStream in, TableHead head) throws IOException {
        String name = head.entry().name();
        if (head.shape() == Shape.PARQUET) {
            return ParquetRows.open(in, name);
        }
        InputStreamReader text = characters(in, head);
        if (head.shape() == Shape.JSON) {
            return JsonRows.open(text, name, head.separator() == Separator.NONE, head.names());
        }
        RowReader reader = new RowReader(text, name, head.separator(), head.quote());
        return switch (head.shape()) {
            case ATOMIC -> new AtomicRows(reader);
            case ADJACENCY, SESSIONS -> new ListRows(reader, head.shape(), head.separator());
            case TABLE, JSON, PARQUET -> {
                if (head.header()) {
                    reader.next();
                }
                yield reader;
            }
        };
    }

    private static InputStreamReader characters(InputStream in, TableHead head) throws IOException {
        in.skipNBytes(head.encoding().mark());
        return new InputStreamReader(
                in,
                head.encoding()
                        .charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /// Why a row cannot be used whatever it means; empty if it may be.
    static String wrong(RowStream row, int columns) {
        String defect = row.defect();
        if (row.hasNul()) {
            return "The row holds a NUL character, as damaged files do.";
        } else if (defect != null) {
            return defect;
        }
        return row.size() == columns
                ? ""
                : "The row has " + fields(row.size()) + " where the table has " + columns + ".";
    }

    private static String fields(int n) {
        return n == 1 ? "1 field" : IssueLog.number(n) + " fields";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Hashes and counts what is read.
    private static final class Counted extends DigestInputStream {
        private long bytes;

        Counted(InputStream in, MessageDigest digest) {
            super(in, digest);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            bytes += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            bytes += Math.max(0, n);
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            // Skipped bytes belong to the hash too.
            return readNBytes((int) Math.min(n, 1 << 16)).length;
        }
    }
}
