package io.github.recscope.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Changes bytes at random: bits, numbers in text and in binary, lines, pieces of themselves and of other inputs.
///
/// @param random     where chance comes from
/// @param dictionary words of the format
record Mutator(SplittableRandom random, List<byte[]> dictionary) {
    /// No input grows beyond this.
    static final int MOST = 1 << 16;

    private static final String SPECIAL = ",;\t|\"\n\r: []{}()<>'=\\/.-+0aeENu\0\u007f";
    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "-0",
            "1",
            "255",
            "65536",
            "2147483647",
            "2147483648",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999",
            "1e999",
            "-1e308",
            "1e-999",
            "NaN",
            "inf",
            "0x10",
            "1.5",
            ".5",
            "5.",
            "");
    private static final long[] LENGTHS = {
        0,
        1,
        2,
        3,
        4,
        7,
        8,
        127,
        128,
        255,
        256,
        1000,
        32767,
        32768,
        65535,
        65536,
        1 << 20,
        1 << 24,
        1 << 28,
        Integer.MAX_VALUE - 8L,
        Integer.MAX_VALUE,
        1L << 31,
        (1L << 32) - 1,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE - 7,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -2,
        -8
    };

    /// A changed copy.
    byte[] mutate(byte[] input, List<byte[]> corpus) {
        byte[] bytes = input;
        int changes = 1 + random.nextInt(1 + random.nextInt(8));
        for (int n = 0; n < changes; n++) {
            bytes = bytes.length == 0 ? corpus.get(random.nextInt(corpus.size())) : change(bytes, corpus);
            bytes = bytes.length > MOST ? Arrays.copyOf(bytes, MOST) : bytes;
        }
        return bytes.clone();
    }

    private byte[] change(byte[] b, List<byte[]> corpus) {
        int at = random.nextInt(b.length);
        return switch (random.nextInt(14)) {
            case 0 -> set(b, at, (byte) (b[at] ^ 1 << random.nextInt(8)));
            case 1 -> set(b, at, (byte) random.nextInt(256));
            case 2 -> set(b, at, (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length())));
            case 3 -> random.nextInt(3) == 0 ? Arrays.copyOf(b, at) : set(b, at, (byte) (b[at] + 1));
            case 4, 5 -> splice(b, at, corpus.get(random.nextInt(corpus.size())));
            case 6 -> replaced(b, at, at, piece(b, 1 + random.nextInt(64)));
            case 7 -> replaced(b, at, Math.min(b.length, at + 1 + random.nextInt(32)), new byte[0]);
            case 8 -> line(b, at);
            case 9 -> textNumber(b, at);
            case 10, 11 -> binaryNumber(b, at);
            case 12 -> token(b, at);
            default -> repeated(b, at);
        };
    }

    private static byte[] set(byte[] b, int at, byte value) {
        byte[] c = b.clone();
        c[at] = value;
        return c;
    }

    private static byte[] replaced(byte[] b, int from, int to, byte[] by) {
        byte[] c = new byte[b.length - (to - from) + by.length];
        System.arraycopy(b, 0, c, 0, from);
        System.arraycopy(by, 0, c, from, by.length);
        System.arraycopy(b, to, c, from + by.length, b.length - to);
        return c;
    }

    private byte[] piece(byte[] b, int length) {
        int from = random.nextInt(b.length);
        return Arrays.copyOfRange(b, from, Math.min(b.length, from + length));
    }

    /// The beginning of one and the end of another, or a piece of another in the middle.
    private byte[] splice(byte[] b, int at, byte[] other) {
        if (other.length == 0) {
            return b;
        }
        if (random.nextBoolean()) {
            int from = random.nextInt(other.length);
            return replaced(b, at, b.length, Arrays.copyOfRange(other, from, other.length));
        }
        byte[] piece = piece(other, 1 + random.nextInt(128));
        return replaced(b, at, random.nextBoolean() ? at : Math.min(b.length, at + piece.length), piece);
    }

    /// A line once more, or left out, or moved to the end.
    private byte[] line(byte[] b, int at) {
        int from = at;
        while (from > 0 && b[from - 1] != '\n') {
            from--;
        }
        int to = at;
        while (to < b.length && b[to++] != '\n') {
            // To the end of the line.
        }
        byte[] line = Arrays.copyOfRange(b, from, to);
        return switch (random.nextInt(3)) {
            case 0 -> replaced(b, from, from, line);
            case 1 -> replaced(b, from, to, new byte[0]);
            default -> {
                byte[] without = replaced(b, from, to, new byte[0]);
                yield replaced(without, without.length, without.length, line);
            }
        };
    }

    private byte[] textNumber(byte[] b, int at) {
        int from = at;
        while (from < b.length && (b[from] < '0' || b[from] > '9')) {
            from++;
        }
        int to = from;
        while (to < b.length && b[to] >= '0' && b[to] <= '9') {
            to++;
        }
        String number = random.nextInt(4) == 0
                ? Long.toString(random.nextLong() >> random.nextInt(64))
                : NUMBERS.get(random.nextInt(NUMBERS.size()));
        return replaced(b, from, to, number.getBytes(StandardCharsets.US_ASCII));
    }

    /// A field of 1, 2, 4 or 8 bytes in either order, or a variable-length number as in Thrift.
    private byte[] binaryNumber(byte[] b, int at) {
        long value =
                random.nextInt(3) == 0 ? b.length + random.nextInt(17) - 8 : LENGTHS[random.nextInt(LENGTHS.length)];
        if (random.nextInt(5) == 0) {
            byte[] varint = new byte[10];
            int n = 0;
            long left = value;
            do {
                varint[n++] = (byte) ((left & 0x7f) | (left >>> 7 == 0 ? 0 : 0x80));
                left >>>= 7;
            } while (left != 0);
            return replaced(b, at, Math.min(b.length, at + 1 + random.nextInt(n)), Arrays.copyOf(varint, n));
        }
        int width = 1 << random.nextInt(4);
        boolean big = random.nextInt(4) == 0;
        byte[] all = ByteBuffer.allocate(8)
                .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        byte[] field = big ? Arrays.copyOfRange(all, 8 - width, 8) : Arrays.copyOf(all, width);
        int place = random.nextInt(4) == 0 ? Math.min(b.length - 1, 8 * random.nextInt(4)) : at;
        return replaced(b, place, Math.min(b.length, place + width), field);
    }

    private byte[] token(byte[] b, int at) {
        if (dictionary.isEmpty()) {
            return b;
        }
        byte[] token = dictionary.get(random.nextInt(dictionary.size()));
        return replaced(b, at, random.nextBoolean() ? at : Math.min(b.length, at + token.length), token);
    }

    /// A short piece very often.
    private byte[] repeated(byte[] b, int at) {
        byte[] piece = piece(b, 1 + random.nextInt(12));
        int times = 1 << random.nextInt(random.nextInt(4) == 0 ? 14 : 6);
        byte[] many = new byte[Math.min(MOST, piece.length * times)];
        for (int p = 0; p < many.length; p++) {
            many[p] = piece[p % piece.length];
        }
        return replaced(b, at, at, many);
    }
}
