package io.github.recscope.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// How a file's bytes become text: by its byte-order mark, else UTF-8, else Latin-1.
///
/// Whether a file without a mark is UTF-8 is only known at its end, so tables are read strictly as UTF-8 and once
/// more as Latin-1 when that fails.
///
/// @param charset the character set
/// @param mark    bytes to skip at the beginning
/// @param words   for people: "UTF-8"
record TextEncoding(Charset charset, int mark, String words) {
    static final TextEncoding LATIN_1 =
            new TextEncoding(StandardCharsets.ISO_8859_1, 0, "Latin-1 (it is not valid UTF-8)");

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
        TextEncoding utf8 = new TextEncoding(StandardCharsets.UTF_8, 0, "UTF-8");
        return utf8.fits(head) ? utf8 : LATIN_1;
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
