package io.github.recscope.array;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// How one number is stored.
public enum DType {
    /// IEEE 754 half precision.
    FLOAT16(2, "f2", "F16"),
    /// The upper half of a float32.
    BFLOAT16(2, "", "BF16"),
    /// IEEE 754 single precision.
    FLOAT32(4, "f4", "F32"),
    /// IEEE 754 double precision.
    FLOAT64(8, "f8", "F64"),
    /// Signed, 8 bits.
    INT8(1, "i1", "I8"),
    /// Signed, 16 bits.
    INT16(2, "i2", "I16"),
    /// Signed, 32 bits.
    INT32(4, "i4", "I32"),
    /// Signed, 64 bits.
    INT64(8, "i8", "I64"),
    /// Unsigned, 8 bits.
    UINT8(1, "u1", "U8"),
    /// Unsigned, 16 bits.
    UINT16(2, "u2", "U16"),
    /// Unsigned, 32 bits.
    UINT32(4, "u4", "U32"),
    /// Unsigned, 64 bits.
    UINT64(8, "u8", "U64"),
    /// A byte, 0 or not.
    BOOL(1, "b1", "BOOL");

    private final int bytes;
    private final String numpy;
    private final String safetensors;

    DType(int bytes, String numpy, String safetensors) {
        this.bytes = bytes;
        this.numpy = numpy;
        this.safetensors = safetensors;
    }

    /// The bytes of one number.
    public int bytes() {
        return bytes;
    }

    /// For people: `float32`.
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// Whether it is a whole number.
    public boolean isWhole() {
        return switch (this) {
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> false;
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, BOOL -> true;
        };
    }

    /// The type of a NumPy description without its byte order, such as `f4`; null if there is none.
    static @Nullable DType ofNumpy(String text) {
        for (DType t : values()) {
            if (!text.isEmpty() && t.numpy.equals(text)) {
                return t;
            }
        }
        return null;
    }

    /// The type of a safetensors name, such as `F32`; null if there is none.
    static @Nullable DType ofSafetensors(String text) {
        for (DType t : values()) {
            if (t.safetensors.equals(text)) {
                return t;
            }
        }
        return null;
    }

    /// A number as float32; in `buffer`'s byte order.
    float get(ByteBuffer buffer, int at) {
        return switch (this) {
            case FLOAT16 -> Float.float16ToFloat(buffer.getShort(at));
            case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort(at) << 16);
            case FLOAT32 -> buffer.getFloat(at);
            case FLOAT64 -> (float) buffer.getDouble(at);
            case UINT64 -> {
                long v = buffer.getLong(at);
                yield v >= 0 ? v : (float) (((v >>> 1) | (v & 1)) * 2.0);
            }
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, BOOL -> whole(buffer, at);
        };
    }

    /// A whole number as it is; only for [#isWhole()], those of UINT64 from 2⁶³ on come as negative ones.
    long whole(ByteBuffer buffer, int at) {
        return switch (this) {
            case INT8 -> buffer.get(at);
            case INT16 -> buffer.getShort(at);
            case INT32 -> buffer.getInt(at);
            case INT64, UINT64 -> buffer.getLong(at);
            case UINT8 -> buffer.get(at) & 0xff;
            case UINT16 -> buffer.getShort(at) & 0xffff;
            case UINT32 -> buffer.getInt(at) & 0xffffffffL;
            case BOOL -> buffer.get(at) == 0 ? 0 : 1;
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> throw new IllegalStateException("not a whole number");
        };
    }
}
