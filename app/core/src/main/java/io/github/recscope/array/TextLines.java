package io.github.recscope.array;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of a text of rows. A field in quotes may hold line ends, as in RFC 4180, and is then part of one line.
///
/// Quotes mean this only where something other than blanks stands between fields, and where they close right before a
/// separator or a line's end within [#MOST] lines; all others are characters like any other, as in word vectors.
final class TextLines {
    /// The most line ends in a field.
    private static final int MOST = 100;

    private final byte[] bytes;
    private int at;
    private long number = 1;

    /// One line, without its end.
    ///
    /// @param text   with the ends of lines that are within quotes, as they are
    /// @param number of its first line, from 1
    record Line(String text, long number) {}

    /// @param bytes UTF-8; a byte that is none becomes U+FFFD
    /// @param from  where the text begins
    TextLines(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /// The next line; null at the end.
    ///
    /// @param separator between fields
    @Nullable
    Line next(char separator) {
        if (at >= bytes.length) {
            return null;
        }
        int end = end(at, separator);
        int lines = 0;
        for (int i = at; i < end; i++) {
            lines += bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n') ? 1 : 0;
        }
        Line line = new Line(new String(bytes, at, end - at, StandardCharsets.UTF_8), number);
        number += lines + 1;
        at = afterEnd(end);
        return line;
    }

    /// The next line that is not blank, which is not taken; null if there is none. A quoted field at its beginning is
    /// read to its end if a separator other than a blank stands behind it.
    @Nullable
    Line peekFilled() {
        int start = at;
        while (start < bytes.length) {
            int end = lineEnd(start);
            String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            if (!text.isBlank()) {
                for (char separator : new char[] {'\t', ';', ','}) {
                    int joined = end(start, separator);
                    if (joined > end) {
                        return new Line(new String(bytes, start, joined - start, StandardCharsets.UTF_8), 0);
                    }
                }
                return new Line(text, 0);
            }
            start = afterEnd(end);
        }
        return null;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        return end;
    }

    private int afterEnd(int end) {
        return end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n' ? end + 2 : end + 1;
    }

    /// The end of the row that begins at a place.
    private int end(int from, char separator) {
        int line = lineEnd(from);
        if (separator == ' ') {
            return line;
        }
        int field = from;
        while (true) {
            int i = field;
            while (i < line && bytes[i] == ' ') {
                i++;
            }
            if (i < line && bytes[i] == '"') {
                int close = close(i, line, separator);
                if (close > line) {
                    line = lineEnd(close);
                }
                i = close;
            }
            while (i < line && bytes[i] != separator) {
                i++;
            }
            if (i >= line) {
                return line;
            }
            field = i + 1;
        }
    }

    /// The place of the quote that closes a field; that of the opening one if there is none.
    ///
    /// @param line the end of the line in which the field begins
    private int close(int open, int line, char separator) {
        int ends = 0;
        for (int i = open + 1; i < bytes.length && ends <= MOST; i++) {
            if (bytes[i] == '"') {
                if (i + 1 < bytes.length && bytes[i + 1] == '"') {
                    i++;
                } else if (i < line || isClosed(i + 1, separator)) {
                    return i;
                } else {
                    return open;
                }
            }
            ends += bytes[i] == '\n' || bytes[i] == '\r' ? 1 : 0;
        }
        return open;
    }

    /// Whether the field ends here, but for blanks.
    private boolean isClosed(int from, char separator) {
        int i = from;
        while (i < bytes.length && bytes[i] == ' ') {
            i++;
        }
        return i >= bytes.length || bytes[i] == separator || bytes[i] == '\n' || bytes[i] == '\r';
    }
}
