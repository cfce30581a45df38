package io.github.recscope.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// How a file's bytes become text: by its byte-order mark, else UTF-8, else Windows-1252 or Latin-1.
///
/// Whether a file without a mark is UTF-8 is only known at its end, so tables are read strictly as UTF-8 and once
/// more in single bytes when that fails.
///
/// @param charset the character set
/// @param mark    bytes to skip at the beginning
/// @param words   for people: "UTF-8"
record TextEncoding(Charset charset, int mark, String words) {
    static final TextEncoding LATIN_1 =
            new TextEncoding(StandardCharsets.ISO_8859_1, 0, "Latin-1 (it is not valid UTF-8)");
    private static final Charset CP_1252 = Charset.forName("windows-1252");
    private static final TextEncoding WINDOWS_1252 =
            new TextEncoding(CP_1252, 0, "Windows-1252 (it is not valid UTF-8)");

    /// Judges by a file's first bytes, unless a person says what it is.
    static TextEncoding of(byte[] head, ImportParams.Encoding wanted) {
        return switch (wanted) {
            case AUTO -> of(head);
            case UTF_8 ->
                starts(head, 0xef, 0xbb, 0xbf) ? of(head) : new TextEncoding(StandardCharsets.UTF_8, 0, "UTF-8");
            case UTF_16LE ->
                new TextEncoding(StandardCharsets.UTF_16LE, starts(head, 0xff, 0xfe) ? 2 : 0, "UTF-16 (little-endian)");
            case UTF_16BE ->
                new TextEncoding(StandardCharsets.UTF_16BE, starts(head, 0xfe, 0xff) ? 2 : 0, "UTF-16 (big-endian)");
            case LATIN_1 -> new TextEncoding(StandardCharsets.ISO_8859_1, 0, "Latin-1");
            case WINDOWS_1252 -> new TextEncoding(CP_1252, 0, "Windows-1252");
        };
    }

    /// Judges by a file's first bytes.
    static TextEncoding of(byte[] head) {
        if (starts(head, 0xef, 0xbb, 0xbf)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3, "UTF-8 with byte-order mark");
        }
        if (starts(head, 0xff, 0xfe)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2, "UTF-16 (little-endian)");
        }
        if (starts(head, 0xfe, 0xff)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2, "UTF-16 (big-endian)");
        }
        if (zeros(head, 1) && !zeros(head, 0)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0, "UTF-16 (little-endian, no mark)");
        }
        if (zeros(head, 0) && !zeros(head, 1)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 0, "UTF-16 (big-endian, no mark)");
        }
        TextEncoding utf8 = new TextEncoding(StandardCharsets.UTF_8, 0, "UTF-8");
        return utf8.fits(head) ? utf8 : singleByte(head);
    }

    /// What to try when a file turns out not to be UTF-8: Latin-1 has no printable characters from 0x80 to 0x9F, so
    /// bytes in that range mean Windows-1252, if all of them have a meaning there.
    static TextEncoding singleByte(byte[] bytes) {
        for (byte b : bytes) {
            if ((b & 0xe0) == 0x80) {
                return WINDOWS_1252.fits(bytes) ? WINDOWS_1252 : LATIN_1;
            }
        }
        return LATIN_1;
    }

    /// Whether nine in ten of the bytes at even or odd places are zero, as in UTF-16 of western texts.
    private static boolean zeros(byte[] head, int parity) {
        int zeros = 0;
        int all = 0;
        for (int i = parity; i < head.length; i += 2) {
            all++;
            zeros += head[i] == 0 ? 1 : 0;
        }
        return all > 3 && zeros * 10 >= all * 9;
    }

    /// Whether the bytes, possibly cut off in the middle of a character, are text in this encoding.
    private boolean fits(byte[] head) {
        CoderResult result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false);
        return !result.isError();
    }

    /// The head as text; what cannot be decoded is replaced.
    String decode(byte[] head) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(head, mark, head.length - mark))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean starts(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
