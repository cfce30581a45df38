package io.github.recscope.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ProblemException;
import io.github.recscope.store.Spreadsheets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written comes back bit by bit, and what is damaged ends in a sentence.
class RoundTripTest {
    /// Any float but NaNs, whose bits need not survive arithmetic; denormals, infinities and −0 are among them.
    private static float[] floats(int n, SplittableRandom random) {
        float[] values = new float[n];
        float[] special = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY, 1e-40f, 1 / 3f};
        for (int i = 0; i < n; i++) {
            float any = Float.intBitsToFloat(random.nextInt());
            values[i] = random.nextInt(4) == 0 || Float.isNaN(any) ? special[random.nextInt(special.length)] : any;
        }
        return values;
    }

    @Test
    void numpyComesBackBitByBit() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            int rows = random.nextInt(40);
            int cols = random.nextInt(40);
            float[] values = floats(rows * cols, random);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Npy.write(values, out, rows, cols);
            NamedArray back = Npy.read(out.toByteArray(), "a", "a.npy");
            assertEquals(List.of((long) rows, (long) cols), back.shape());
            assertEquals("float32", back.dtype());
            bits(values, back.values());
            assertEquals(0, (out.size() - 4 * values.length) % 64, "numbers are aligned");
        }
        ByteArrayOutputStream ids = new ByteArrayOutputStream();
        Npy.write(new int[] {7, -1, Integer.MAX_VALUE}, ids, 3);
        assertEquals(
                List.of("7", "-1", "2147483647"),
                Npy.read(ids.toByteArray(), "ids", "ids.npy").texts());
        assertThrows(IllegalArgumentException.class, () -> Npy.write(new float[3], ids, 2, 2));
    }

    @Test
    void idsWithSeparatorsAndQuotesComeBack() throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        String letters = "ab,;\" 1.\n\r";
        for (int round = 0; round < 300; round++) {
            List<String> ids = new ArrayList<>();
            float[] values = floats(3 * 4, random);
            StringWriter text = new StringWriter();
            LineDelimiter[] ends = {LineDelimiter.LF, LineDelimiter.CRLF, LineDelimiter.CR};
            CsvWriter csv = CsvWriter.builder().lineDelimiter(ends[round % 3]).build(text);
            csv.writeRecord("id", "x 1", "x 2", "x 3", "x 4");
            for (int r = 0; r < 3; r++) {
                StringBuilder id = new StringBuilder("w" + r);
                for (int c = random.nextInt(6); c > 0; c--) {
                    id.append(letters.charAt(random.nextInt(letters.length())));
                }
                ids.add(id + "z");
                csv.writeRecord(
                        ids.get(r),
                        Spreadsheets.number(values[4 * r]),
                        Spreadsheets.number(values[4 * r + 1]),
                        Spreadsheets.number(values[4 * r + 2]),
                        Spreadsheets.number(values[4 * r + 3]));
            }
            csv.flush();
            Vectors back = TextVectors.read(text.toString().getBytes(StandardCharsets.UTF_8), "v", "v.csv");
            assertEquals(ids, back.ids(), text.toString());
            bits(values, back.matrix().data());
        }
    }

    @Test
    void safetensorsComeBackBitByBit() throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 200; round++) {
            Matrix a = Matrix.of(3, round % 7, floats(3 * (round % 7), random));
            float[] b = floats(random.nextInt(20), random);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Safetensors.write(
                    List.of(Safetensors.Tensor.of("a \"quoted\" é", a), new Safetensors.Tensor("b", b, b.length)), out);
            List<NamedArray> back = Safetensors.read(out.toByteArray(), "a.safetensors");
            NamedArray first = back.stream()
                    .filter(x -> x.name().startsWith("a"))
                    .findFirst()
                    .orElseThrow();
            NamedArray second =
                    back.stream().filter(x -> x.name().equals("b")).findFirst().orElseThrow();
            assertEquals("a \"quoted\" é", first.name());
            bits(a.data(), first.values());
            bits(b, second.values());
        }
    }

    private static void bits(float[] expected, float[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(Float.floatToRawIntBits(expected[i]), Float.floatToRawIntBits(actual[i]));
        }
    }

    /// A `.npy` of 2 × 3 numbers 1 to 6 of any type.
    private static byte[] npy(String descr, boolean fortran, ByteOrder order, DType type) {
        String text = "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False")
                + ", 'shape': (2, 3), }\n";
        ByteBuffer out =
                ByteBuffer.allocate(10 + text.length() + 6 * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length());
        out.put(text.getBytes(StandardCharsets.US_ASCII)).order(order);
        for (int n = 0; n < 6; n++) {
            int v = fortran ? new int[] {1, 4, 2, 5, 3, 6}[n] : n + 1;
            switch (type) {
                case FLOAT16 -> out.putShort(Float.floatToFloat16(v));
                case BFLOAT16 -> out.putShort((short) (Float.floatToIntBits(v) >> 16));
                case FLOAT32 -> out.putFloat(v);
                case FLOAT64 -> out.putDouble(v);
                case INT8, UINT8, BOOL -> out.put((byte) v);
                case INT16, UINT16 -> out.putShort((short) v);
                case INT32, UINT32 -> out.putInt(v);
                case INT64, UINT64 -> out.putLong(v);
            }
        }
        return out.array();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"BFLOAT16", "BOOL"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyTypeOrderAndEndian(DType type) {
        String letter = switch (type) {
            case FLOAT16, FLOAT32, FLOAT64 -> "f";
            case UINT8, UINT16, UINT32, UINT64 -> "u";
            default -> "i";
        };
        for (boolean fortran : new boolean[] {false, true}) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                String descr = (order == ByteOrder.BIG_ENDIAN ? ">" : "<") + letter + type.bytes();
                NamedArray array = Npy.read(npy(descr, fortran, order, type), "a", "a.npy");
                assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, array.values(), descr + " " + fortran);
                assertEquals(type.words(), array.dtype());
            }
        }
    }

    @Test
    void brainFloatsAndUnsignedNumbers() {
        byte[] header =
                "{\"w\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]},\"u\":{\"dtype\":\"U64\",\"shape\":[1],\"data_offsets\":[4,12]}}"
                        .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(8 + header.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(header.length).put(header);
        out.putShort((short) 0x3fc0).putShort((short) 0xc040).putLong(-1);
        List<NamedArray> arrays = Safetensors.read(out.array(), "b.safetensors");
        assertArrayEquals(new float[] {1.5f, -3f}, arrays.get(0).values());
        assertEquals(List.of("18446744073709551615"), arrays.get(1).texts());
        assertEquals(0x1p64f, arrays.get(1).values()[0]);
    }

    @Test
    void wordVectorsInBinary() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("2 3\n".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer row = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        for (String word : List.of("cat", "dög")) {
            out.write((word + " ").getBytes(StandardCharsets.UTF_8));
            row.clear();
            out.write(row.putFloat(word.length()).putFloat(1e-20f).putFloat(-2).array());
            out.write('\n');
        }
        byte[] bytes = out.toByteArray();
        Vectors vectors = TextVectors.read(bytes, "w", "w.bin");
        assertEquals(List.of("cat", "dög"), vectors.ids());
        assertEquals("word2vec binary", vectors.format());
        assertArrayEquals(
                new float[] {3, 1e-20f, -2, 3, 1e-20f, -2}, vectors.matrix().data());
        ProblemException cut = assertThrows(
                ProblemException.class, () -> TextVectors.read(Arrays.copyOf(bytes, bytes.length - 5), "w", "w.bin"));
        assertTrue(
                cut.problem().why().contains("ends within vector 2"),
                cut.problem().why());
    }

    @Test
    void tablesOfNumbers() {
        Vectors csv = text("item_id,d0,d1\n7,0.5,1\n9,2,-1e-3\n");
        assertEquals(List.of("7", "9"), csv.ids());
        assertArrayEquals(new float[] {0.5f, 1, 2, -1e-3f}, csv.matrix().data());
        Vectors tsv = text("0.1\t0.2\n0.3\t0.4\n0.5\t0.6\n");
        assertEquals(List.of(), tsv.ids());
        assertEquals(3, tsv.matrix().rows());
        assertEquals(
                List.of("New York", ". . ."),
                text("New York 0.1 0.2\n. . . 0.3 0.4\n".replace("New", "New"), 2)
                        .ids());
        assertThrows(ProblemException.class, () -> text("a,1,2\nb,1,x\n"));
        assertThrows(ProblemException.class, () -> text("\n\n"));
    }

    @Test
    void idsMayHoldLineEndsInQuotes() {
        Vectors csv = text("id,d0,d1\r\n\"a\nb\",0.5,1\r\n\"c\r\n\"\"d\",2,3\r\ne,4,5\r\n");
        assertEquals(List.of("a\nb", "c\r\n\"d", "e"), csv.ids());
        assertArrayEquals(new float[] {0.5f, 1, 2, 3, 4, 5}, csv.matrix().data());
        assertEquals(List.of("a\nb", "c"), text("\"a\nb\";1.5;2\nc;3;4\n").ids(), "in the first line");
        // A quote that does not close a field is a character.
        assertEquals(List.of("\"a", "b"), text("\"a\t1.5\t2\nb\t3\t4\n").ids());
        assertEquals(
                List.of("\"", "the", "''\""),
                text("\" 1.5 2\nthe 3 4\n''\" 5 6\n").ids());
        ProblemException bad = assertThrows(ProblemException.class, () -> text("\"a\nb\",1,2\nc,3,x\n"));
        assertTrue(bad.problem().why().startsWith("t.csv:3: "), bad.problem().why());
    }

    private static Vectors text(String text) {
        return TextVectors.read(text.getBytes(StandardCharsets.UTF_8), "t", "t.csv");
    }

    /// With a first line that promises `cols` numbers a row.
    private static Vectors text(String text, int cols) {
        return text(text.lines().count() + " " + cols + "\n" + text);
    }

    @Test
    void vectorsWithTheirLength() {
        ByteBuffer out = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(2).putFloat(1).putFloat(2).putInt(2).putFloat(3).putFloat(4);
        assertArrayEquals(
                new float[] {1, 2, 3, 4},
                Fvecs.read(out.array(), "f", "f.fvecs").values());
        out.putInt(12, 3);
        assertThrows(ProblemException.class, () -> Fvecs.read(out.array(), "f", "f.fvecs"));
        assertThrows(ProblemException.class, () -> Fvecs.read(new byte[3], "f", "f.fvecs"));
    }

    /// Bytes changed, cut and repeated at random: a value or a sentence, never another exception.
    @Test
    void damageEndsInASentence() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        ByteArrayOutputStream npy = new ByteArrayOutputStream();
        Npy.write(new float[12], npy, 3, 4);
        ByteArrayOutputStream safe = new ByteArrayOutputStream();
        Safetensors.write(List.of(new Safetensors.Tensor("a", new float[12], 3, 4)), safe);
        byte[] words = "2 3\ncat 1 2 3\ndog 4 5 6\n".getBytes(StandardCharsets.US_ASCII);
        byte[] fvecs = ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2)
                .putInt(12, 2)
                .array();
        for (int round = 0; round < 20_000; round++) {
            byte[] seed = switch (round % 4) {
                case 0 -> npy.toByteArray();
                case 1 -> safe.toByteArray();
                case 2 -> words;
                default -> fvecs;
            };
            byte[] bytes = mutated(seed, random);
            try {
                switch (round % 4) {
                    case 0 -> Npy.read(bytes, "a", "a");
                    case 1 -> Safetensors.read(bytes, "a");
                    case 2 -> TextVectors.read(bytes, "a", "a");
                    default -> Fvecs.read(bytes, "a", "a");
                }
            } catch (ProblemException e) {
                assertTrue(e.problem().why().length() > 0);
            }
        }
    }

    private static byte[] mutated(byte[] seed, SplittableRandom random) {
        byte[] bytes = seed.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : seed[random.nextInt(seed.length)];
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 8)) : bytes;
    }
}
