package io.github.recscope.array;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Thrift's compact protocol, as far as Parquet's directory needs it.
/// <https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>
final class ThriftWriter {
    static final int I32 = 5;
    static final int I64 = 6;
    static final int BINARY = 8;
    static final int LIST = 9;
    static final int STRUCT = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// The last field of each struct that is open, the innermost first.
    private final Deque<Integer> last = new ArrayDeque<>();

    /// Elements of lists of structs that are still to come, for each struct that is open.
    private final Deque<int[]> lists = new ArrayDeque<>();

    ThriftWriter() {
        last.push(0);
    }

    private void field(int id, int type) {
        int delta = id - last.pop();
        if (delta < 1 || delta > 15) {
            throw new IllegalArgumentException("fields must ascend");
        }
        last.push(id);
        out.write(delta << 4 | type);
    }

    private void varint(long value) {
        long v = value;
        while ((v & ~0x7fL) != 0) {
            out.write((int) ((v & 0x7f) | 0x80));
            v >>>= 7;
        }
        out.write((int) v);
    }

    private void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    /// A field of 32 bits.
    ThriftWriter number(int id, int value) {
        field(id, I32);
        zigzag(value);
        return this;
    }

    /// A field of 64 bits.
    ThriftWriter wide(int id, long value) {
        field(id, I64);
        zigzag(value);
        return this;
    }

    ThriftWriter text(int id, String value) {
        field(id, BINARY);
        return element(value);
    }

    /// Begins a struct; [#stop()] ends it.
    ThriftWriter begin(int id) {
        field(id, STRUCT);
        last.push(0);
        return this;
    }

    /// A list of so many elements, which follow; structs in it are ended by [#stop()] each.
    ThriftWriter list(int id, int type, int size) {
        field(id, LIST);
        if (size < 15) {
            out.write(size << 4 | type);
        } else {
            out.write(0xf0 | type);
            varint(size);
        }
        if (type == STRUCT && size > 0) {
            lists.push(new int[] {size, last.size()});
            last.push(0);
        }
        return this;
    }

    ThriftWriter element(int value) {
        zigzag(value);
        return this;
    }

    ThriftWriter element(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /// Ends the innermost struct; in a list that has more elements, begins the next one.
    ThriftWriter stop() {
        out.write(0);
        last.pop();
        int[] list = lists.peek();
        if (list != null && list[1] == last.size()) {
            if (--list[0] > 0) {
                last.push(0);
            } else {
                lists.pop();
            }
        }
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
