package io.github.recscope.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Numbers texts by first appearance. Texts are looked up where they stand in a buffer, so that only new ones become
/// strings: a table of ratings repeats each id many times.
final class Interner {
    private static final int SHORT = 8;

    private final List<String> values = new ArrayList<>();

    /// Short texts are kept as numbers, eight bits a character, in a table of their own: one look instead of four.
    private long[] keys = new long[1 << 10];

    private int[] keyRows = new int[1 << 10];
    private int shortTexts;

    /// Rows plus one of longer texts at the place of their hash or behind it; 0 where nothing is.
    private int[] table = new int[1 << 10];

    private int[] hashes = new int[1 << 9];
    private int longTexts;
    private long stripped;

    /// Whole numbers whose text was seen as a number before, and the rows plus one of these texts; 0 where nothing is.
    private long[] numbers = new long[1 << 10];

    private int[] numberRows = new int[1 << 10];
    private int numbersSeen;

    /// The number of a text, a new one if it was not seen before.
    int row(String text) {
        char[] chars = text.toCharArray();
        return row(chars, 0, chars.length);
    }

    /// The number of the text `buffer[from .. to)`.
    int row(char[] buffer, int from, int to) {
        if (to - from <= SHORT) {
            long key = 0;
            int all = 0;
            for (int p = from; p < to; p++) {
                char c = buffer[p];
                all |= c - 1;
                key = (key << 8) | c;
            }
            // Neither a NUL, which would make "a" and "\\0a" the same, nor more than eight bits.
            if (all >= 0 && all < 0xff && to > from) {
                return shortRow(key, buffer, from, to);
            }
        }
        return longRow(buffer, from, to);
    }

    /// The number of the text of a whole number, which is only made when the number is new.
    int row(long number) {
        int mask = numbers.length - 1;
        int place = spread(number, numbers.length);
        while (numberRows[place] != 0) {
            if (numbers[place] == number) {
                return numberRows[place] - 1;
            }
            place = (place + 1) & mask;
        }
        int row = row(Long.toString(number));
        numbers[place] = number;
        numberRows[place] = row + 1;
        if (2 * ++numbersSeen > numbers.length) {
            growNumbers();
        }
        return row;
    }

    private int shortRow(long key, char[] buffer, int from, int to) {
        int mask = keys.length - 1;
        int place = spread(key, keys.length);
        while (keys[place] != 0) {
            if (keys[place] == key) {
                return keyRows[place];
            }
            place = (place + 1) & mask;
        }
        int row = values.size();
        values.add(new String(buffer, from, to - from));
        keys[place] = key;
        keyRows[place] = row;
        if (2 * ++shortTexts > keys.length) {
            growKeys();
        }
        return row;
    }

    private int longRow(char[] buffer, int from, int to) {
        int hash = 0;
        for (int p = from; p < to; p++) {
            hash = 31 * hash + buffer[p];
        }
        int mask = table.length - 1;
        int place = spread(hash, table.length);
        while (table[place] != 0) {
            int row = table[place] - 1;
            if (hashes[row] == hash && same(values.get(row), buffer, from, to)) {
                return row;
            }
            place = (place + 1) & mask;
        }
        int row = values.size();
        values.add(new String(buffer, from, to - from));
        if (row >= hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(2 * hashes.length, row + 1));
        }
        hashes[row] = hash;
        table[place] = row + 1;
        if (2 * ++longTexts > table.length) {
            grow();
        }
        return row;
    }

    private static boolean same(String text, char[] buffer, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int p = from; p < to; p++) {
            if (text.charAt(p - from) != buffer[p]) {
                return false;
            }
        }
        return true;
    }

    /// The high bits of the product with 2⁶⁴ over the golden ratio: texts that count up fall far from each other.
    private static int spread(long key, int length) {
        int bits = 63 - Long.numberOfLeadingZeros(length);
        return (int) (((key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L) >>> (64 - bits));
    }

    private void growKeys() {
        long[] oldKeys = keys;
        int[] oldRows = keyRows;
        keys = new long[2 * oldKeys.length];
        keyRows = new int[keys.length];
        int mask = keys.length - 1;
        for (int p = 0; p < oldKeys.length; p++) {
            if (oldKeys[p] != 0) {
                int place = spread(oldKeys[p], keys.length);
                while (keys[place] != 0) {
                    place = (place + 1) & mask;
                }
                keys[place] = oldKeys[p];
                keyRows[place] = oldRows[p];
            }
        }
    }

    private void growNumbers() {
        long[] old = numbers;
        int[] oldRows = numberRows;
        numbers = new long[2 * old.length];
        numberRows = new int[numbers.length];
        int mask = numbers.length - 1;
        for (int p = 0; p < old.length; p++) {
            if (oldRows[p] != 0) {
                int place = spread(old[p], numbers.length);
                while (numberRows[place] != 0) {
                    place = (place + 1) & mask;
                }
                numbers[place] = old[p];
                numberRows[place] = oldRows[p];
            }
        }
    }

    private void grow() {
        int[] old = table;
        table = new int[2 * old.length];
        int mask = table.length - 1;
        for (int entry : old) {
            if (entry != 0) {
                int place = spread(hashes[entry - 1], table.length);
                while (table[place] != 0) {
                    place = (place + 1) & mask;
                }
                table[place] = entry;
            }
        }
    }

    /// The texts, by number.
    List<String> values() {
        return values;
    }

    /// Notes that white space was taken off a text, so many times.
    void strip(long times) {
        stripped += times;
    }

    /// How often white space was taken off.
    long stripped() {
        return stripped;
    }
}
