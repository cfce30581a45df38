package io.github.recscope.data;

import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/// Splits text into rows and fields, with the line on which each row begins.
///
/// - A line ends with LF, CR or CR LF; blank lines are skipped.
/// - A field that begins with `"`, or another quote if asked for, is quoted if a closing quote follows right before a
///   separator or a line's end;
///   inside, `""` stands for a quote and separators and line ends are text. Any other quote is an ordinary
///   character, so that a single stray quote never swallows the rows below it; such quotes are counted.
/// - With `::` and white space as separators there is no quoting.
/// - With white space, a run of blanks and tabs is one separator, and those at a line's ends do not count.
final class RowReader implements RowStream {
    /// A quoted field longer than this is taken for a stray quote.
    private static final int MAX_QUOTED = 1 << 22;

    /// A row longer than this is no row of a table.
    private static final int MAX_ROW = 1 << 24;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final Reader in;
    private final String place;
    private final Separator separator;
    private final char quote;
    private char[] buffer = new char[1 << 16];
    private int limit;
    private int pos;
    private int rowStart;
    private boolean ended;

    /// Relative to `rowStart`, which moves when the buffer does.
    private int[] starts = new int[16];

    private int[] ends = new int[16];
    private boolean[] escaped = new boolean[16];
    private int size;
    private long line;
    private long nextLine = 1;
    private boolean nul;
    private long strayQuotes;
    private long firstStrayLine;

    /// @param place the file's name for messages
    RowReader(Reader in, String place, Separator separator) {
        this(in, place, separator, ReadFormat.Quote.DOUBLE);
    }

    /// @param place the file's name for messages
    /// @param quote has no effect where the separator allows no quoting
    RowReader(Reader in, String place, Separator separator, ReadFormat.Quote quote) {
        this.in = in;
        this.place = place;
        this.separator = separator;
        this.quote = separator.quotes() ? quote.character() : 0;
    }

    /// Moves to the next row that is not blank; false at the end.
    @Override
    public boolean next() throws IOException {
        while (true) {
            rowStart = pos;
            size = 0;
            nul = false;
            line = nextLine;
            if (separator == Separator.WHITESPACE) {
                skipBlanks();
            }
            int c = peek(0);
            if (c < 0) {
                return false;
            }
            if (isLineEnd(c)) {
                endLine(c);
                continue;
            }
            readFields();
            return true;
        }
    }

    /// The line on which the row begins, from 1.
    @Override
    public long line() {
        return line;
    }

    /// The number of fields of the row.
    @Override
    public int size() {
        return size;
    }

    /// A field of the row, without its quotes, not stripped.
    @Override
    public String get(int field) {
        int from = rowStart + starts[field];
        String text = new String(buffer, from, ends[field] - starts[field]);
        if (!escaped[field]) {
            return text;
        }
        String one = String.valueOf(quote);
        return text.replace(one + one, one);
    }

    @Override
    public boolean isBlank(int field) {
        int end = rowStart + ends[field];
        for (int p = rowStart + starts[field]; p < end; p++) {
            if (!Character.isWhitespace(buffer[p])) {
                return false;
            }
        }
        return true;
    }

    /// Plain decimal numbers are read where they stand.
    @Override
    public double number(int field, boolean decimalComma) {
        int p = rowStart + starts[field];
        int end = rowStart + ends[field];
        long digits = 0;
        int count = 0;
        int decimals = -1;
        for (; p < end; p++) {
            char c = buffer[p];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                count++;
                decimals += decimals >= 0 ? 1 : 0;
            } else if ((c == '.' || (decimalComma && c == ',')) && decimals < 0) {
                decimals = 0;
            } else {
                count = 0;
                break;
            }
        }
        if (count == 0 || count > 15) {
            return RowStream.super.number(field, decimalComma);
        }
        // Both are exact in a double, so that the quotient is the nearest one to the decimal number.
        return decimals <= 0 ? digits : digits / POWERS[decimals];
    }

    @Override
    public int intern(int field, Interner interner) {
        if (escaped[field]) {
            return RowStream.super.intern(field, interner);
        }
        int from = rowStart + starts[field];
        int to = rowStart + ends[field];
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(buffer[start])) {
            start++;
        }
        while (start < end && Character.isWhitespace(buffer[end - 1])) {
            end--;
        }
        interner.strip(end - start == to - from ? 0 : 1);
        return interner.row(buffer, start, end);
    }

    /// Whether the row holds a NUL character, as binary data does.
    @Override
    public boolean hasNul() {
        return nul;
    }

    /// How many fields began with a quote that was not closed properly.
    @Override
    public long strayQuotes() {
        return strayQuotes;
    }

    /// The line of the first of them.
    @Override
    public long firstStrayLine() {
        return firstStrayLine;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void readFields() throws IOException {
        while (true) {
            int close = quote != 0 && peek(0) == quote ? closingQuote() : -1;
            int next;
            if (close > 0) {
                boolean doubled = countLinesInQuotes(close);
                field(pos + 1, pos + close, doubled);
                pos += close + 1;
            } else {
                int from = pos - rowStart;
                int length = plainLength();
                field(rowStart + from, rowStart + from + length, false);
            }
            next = peek(0);
            if (next < 0) {
                return;
            }
            if (isLineEnd(next)) {
                endLine(next);
                return;
            }
            if (separator == Separator.WHITESPACE) {
                skipBlanks();
                int after = peek(0);
                if (after < 0 || isLineEnd(after)) {
                    if (after >= 0) {
                        endLine(after);
                    }
                    return;
                }
            } else {
                pos += separator.length();
            }
        }
    }

    /// Moves over unquoted text up to a separator or line end; returns its length.
    private int plainLength() throws IOException {
        int from = pos - rowStart;
        char first = separator.first();
        boolean blank = separator == Separator.WHITESPACE;
        boolean single = separator.length() == 1;
        while (true) {
            char[] b = buffer;
            int p = pos;
            int end = limit;
            while (p < end) {
                char c = b[p];
                if (c == '\n' || c == '\r' || (c == first && single) || (blank && c == '\t')) {
                    pos = p;
                    return p - rowStart - from;
                }
                if (c == first && !single && !blank) {
                    break;
                }
                if (c == 0) {
                    nul = true;
                }
                p++;
            }
            pos = p;
            if (p < end) {
                if (peek(1) == first) {
                    return pos - rowStart - from;
                }
                pos++;
            } else if (!fill()) {
                return pos - rowStart - from;
            }
        }
    }

    /// The distance from `pos`, at a quote, to the quote that closes the field; −1 if none does.
    private int closingQuote() throws IOException {
        int i = 1;
        while (i < MAX_QUOTED) {
            int c = peek(i);
            if (c < 0) {
                break;
            }
            if (c == quote) {
                int after = peek(i + 1);
                if (after == quote) {
                    i += 2;
                    continue;
                }
                if (after < 0 || isLineEnd(after) || after == separator.first()) {
                    return i;
                }
                break;
            }
            i++;
        }
        if (strayQuotes++ == 0) {
            firstStrayLine = line;
        }
        return -1;
    }

    /// Counts the lines of a quoted field; returns whether it holds doubled quotes.
    private boolean countLinesInQuotes(int close) {
        boolean doubled = false;
        for (int p = pos + 1; p < pos + close; p++) {
            char c = buffer[p];
            if (c == '\n' || (c == '\r' && buffer[p + 1] != '\n')) {
                nextLine++;
            } else if (c == quote) {
                doubled = true;
            } else if (c == 0) {
                nul = true;
            }
        }
        return doubled;
    }

    private void field(int from, int to, boolean doubled) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            escaped = Arrays.copyOf(escaped, 2 * size);
        }
        starts[size] = from - rowStart;
        ends[size] = to - rowStart;
        escaped[size] = doubled;
        size++;
    }

    private void endLine(int c) throws IOException {
        // The row's text stays where it is: only what comes after it moves on.
        int step = c == '\r' && peek(1) == '\n' ? 2 : 1;
        pos += step;
        nextLine++;
    }

    private void skipBlanks() throws IOException {
        int c = peek(0);
        while (c == ' ' || c == '\t') {
            pos++;
            c = peek(0);
        }
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    /// The character at a distance from `pos`, −1 past the end.
    private int peek(int ahead) throws IOException {
        while (pos + ahead >= limit) {
            if (!fill()) {
                return -1;
            }
        }
        return buffer[pos + ahead];
    }

    /// Reads more; keeps everything from the row's start.
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (rowStart > 0) {
            System.arraycopy(buffer, rowStart, buffer, 0, limit - rowStart);
            limit -= rowStart;
            pos -= rowStart;
            rowStart = 0;
        }
        if (limit == buffer.length) {
            if (limit >= MAX_ROW) {
                throw ProblemException.of(
                        place + " is not a table.",
                        place + ":" + line + ": the row is longer than " + MAX_ROW / 1_000_000 + " million characters.",
                        "Choose a file with one row a line.");
            }
            buffer = Arrays.copyOf(buffer, 2 * limit);
        }
        int n = in.read(buffer, limit, buffer.length - limit);
        if (n < 0) {
            ended = true;
            return false;
        }
        limit += n;
        return true;
    }
}
