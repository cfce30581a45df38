package io.github.recscope.data;

import static io.github.recscope.data.Fixtures.path;
import static io.github.recscope.data.Fixtures.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.array.NamedArray;
import io.github.recscope.array.Vectors;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Arrays as other programs write them, and damaged ones, each with what a person should see.
class ArrayFixturesTest {
    private static final float[] COUNTING = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

    private static String file(String name) {
        return path("made/" + name).toString();
    }

    private static NamedArray array(String name) {
        List<NamedArray> arrays = VectorFiles.arrays(file(name), new FakeCtx());
        assertEquals(1, arrays.size());
        return arrays.getFirst();
    }

    private static Problem problem(String name) {
        Problem problem = assertThrows(
                        ProblemException.class, () -> VectorFiles.vectors(file(name), "item", new FakeCtx()))
                .problem();
        for (String part : List.of(problem.what(), problem.why(), problem.fix())) {
            assertFalse(part.isBlank());
            assertFalse(part.contains("Exception"), part);
        }
        return problem;
    }

    @ParameterizedTest
    @CsvSource({
        "ok_f4, float32",
        "ok_f8, float64",
        "ok_f2, float16",
        "ok_be_f4, float32",
        "ok_i8, int64",
        "ok_u1, uint8",
        "v2_header, float32"
    })
    void numbersOfEveryKind(String name, String dtype) {
        NamedArray array = array("npy/" + name + ".npy");
        assertEquals("3 × 4 " + dtype, array.words());
        float first = array.values()[0];
        for (int n = 0; n < 12; n++) {
            assertEquals(first + n, array.values()[n], name + " " + n);
        }
    }

    /// A pattern that tries every way to cut the digits would not come to an end.
    @Test
    void aShapeOfManyDigitsIsRefusedAtOnce() {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + "1".repeat(200) + "x), }";
        byte[] text = header.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] bytes = java.nio.ByteBuffer.allocate(10 + text.length)
                .put(new byte[] {
                    (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, (byte) (text.length >> 8)
                })
                .put(text)
                .array();
        assertThrows(ProblemException.class, () -> io.github.recscope.array.Npy.read(bytes, "a", "a.npy"));
    }

    @Test
    void otherShapesAreNamed() {
        assertEquals("3 × 4 bool", array("npy/ok_bool.npy").words());
        assertEquals("a single number, float64", array("npy/ok_zero_d.npy").words());
        assertEquals("5 float64", array("npy/ok_one_d.npy").words());
        assertEquals("2 × 3 × 4 float64", array("npy/ok_three_d.npy").words());
        assertEquals("0 × 8 float32", array("npy/ok_zero_rows.npy").words());
        assertEquals("3 × 4 uint16", array("npy/ok_bf_like_u2.npy").words());
        assertEquals(2, array("npy/ok_str.npy").texts().size());
        for (String name : List.of("zero_d", "one_d", "three_d", "zero_rows", "zero_cols", "str")) {
            problem("npy/ok_" + name + ".npy");
            refused(path("made/npy/ok_" + name + ".npy"));
        }
        assertTrue(problem("npy/ok_complex.npy").why().contains("'<c8'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    npy/truncated.npy            | which are 48 bytes of data, but there are 38
                    npy/trailing_bytes.npy       | which are 48 bytes of data, but there are 52
                    npy/bad_magic.npy            | does not begin like a NumPy array
                    npy/text_named.npy           | does not begin like a NumPy array
                    npy/shape_huge.npy           | promises 1099511627776 × 64 numbers
                    npy/shape_negative.npy       | promises a size of (-1, 4)
                    npy/header_code.npy          | header is not that of a NumPy array
                    npy/object_pickle.npy        | runs whatever code it holds
                    npy/object_pickle_reduce.npy | runs whatever code it holds
                    npz/no_npy.npz               | It holds no arrays
                    onnx/good_initializer.onnx   | ONNX model, which this version does not read yet
                    onnx/external_missing.onnx   | ONNX model, which this version does not read yet
                    onnx/raw_too_short.onnx      | ONNX model, which this version does not read yet
                    onnx/truncated.onnx          | ONNX model, which this version does not read yet
                    onnx/text.onnx               | ONNX model, which this version does not read yet
                    pickle/embeddings.pkl        | runs whatever code it holds
                    safetensors/bad_header_len_huge.safetensors     | header should be 9223372036854775808 bytes long
                    safetensors/bad_header_len_past_eof.safetensors | header should be 1000 bytes long
                    safetensors/bad_overlap.safetensors        | share bytes
                    safetensors/bad_out_of_range.safetensors   | where the file has no bytes
                    safetensors/bad_shape_mismatch.safetensors | needs 480 bytes, and it has 48
                    safetensors/bad_shape_overflow.safetensors | is not possible: [8589934592,8589934592]
                    safetensors/bad_unknown_dtype.safetensors  | 'F5'
                    safetensors/bad_not_json.safetensors       | not valid JSON
                    w2v/dim_mismatch.txt         | dim_mismatch.txt:3: the row has 2 numbers where the first one has 3
                    """)
    void damagedFilesAreRefused(String name, String why) {
        assertTrue(problem(name).why().contains(why), problem(name).why());
        // Importing it as interactions ends in a sentence as well.
        refused(path("made/" + name));
    }

    @Test
    void goodFilesAreRead() {
        Vectors safe = VectorFiles.vectors(file("safetensors/good_f32.safetensors"), "item", new FakeCtx());
        assertEquals("item_embeddings.weight", safe.name());
        assertEquals(3, safe.matrix().rows());
        for (int n = 0; n < 12; n++) {
            assertEquals(COUNTING[n] + safe.matrix().data()[0], safe.matrix().data()[n]);
        }
        assertEquals("3 × 4 float16", array("safetensors/good_f16.safetensors").words());
        assertEquals(11, array("safetensors/good_f16.safetensors").values()[11]);
        List<NamedArray> npz = VectorFiles.arrays(file("npz/good.npz"), new FakeCtx());
        assertEquals(2, npz.size());
        assertTrue(refused(path("made/npz/good.npz")).why().startsWith("It holds vectors, not interactions: "));
    }

    @Test
    void namesInArchivesAreNoPaths() {
        Problem problem = problem("npz/traversal.npz");
        assertTrue(problem.why().contains("points out of the archive"), problem.why());
    }

    @Test
    void nonFiniteNumbersAreCountedWithTheirPlaces() {
        String npy = refused(path("made/npy/nan_inf.npy")).why();
        assertTrue(npy.matches("(?s).*; \\d+ numbers? (is|are) not finite: row \\d+, column \\d+.*"), npy);
        String safe = refused(path("made/safetensors/bad_nan.safetensors")).why();
        assertTrue(
                safe.contains("12 numbers are not finite: row 1, column 1; row 1, column 2; row 1, column 3; …"), safe);
        Vectors text = VectorFiles.vectors(file("w2v/nan.txt"), "item", new FakeCtx());
        assertEquals(2, text.matrix().countNonFinite());
    }

    @Test
    void wordVectorsInTheirDialects() {
        Vectors good = VectorFiles.vectors(file("w2v/good.txt"), "item", new FakeCtx());
        assertEquals(List.of("cat", "dog"), good.ids());
        assertEquals(6, good.matrix().get(1, 2));
        assertEquals("word2vec text", good.format());
        Vectors glove = VectorFiles.vectors(file("w2v/no_header_glove.txt"), "item", new FakeCtx());
        assertEquals(List.of("cat", "dog"), glove.ids());
        assertEquals("GloVe text", glove.format());
        Vectors more = VectorFiles.vectors(file("w2v/header_more.txt"), "item", new FakeCtx());
        assertEquals(List.of("The first line promises 5 vectors, and there are 1."), more.notes());
        Vectors twice = VectorFiles.vectors(file("w2v/duplicate_token.txt"), "item", new FakeCtx());
        assertEquals(List.of("a"), twice.ids());
        assertEquals(1, twice.matrix().get(0, 0));
        assertEquals(List.of("1 row repeats an id, first on line 3: the first row of each counts."), twice.notes());
    }

    @Test
    void importingVectorsSaysWhereTheyBelong() {
        Problem problem = refused(path("made/npy/ok_f4.npy"));
        assertEquals("It holds vectors, not interactions: 'ok_f4' (3 × 4 float32).", problem.why());
        assertTrue(problem.fix().contains("recscope vectors"), problem.fix());
        for (String name : List.of("good", "header_more", "duplicate_token", "no_header_glove")) {
            String why = refused(path("made/w2v/" + name + ".txt")).why();
            assertTrue(why.contains("word2vec text") || why.contains("GloVe text"), why);
        }
        String nan = refused(path("made/w2v/nan.txt")).why();
        assertTrue(nan.contains("2 numbers are not finite: row 1, column 1; row 2, column 2"), nan);
    }

    @Test
    void everyFixtureOfTheFolderIsTested() throws Exception {
        try (var files = Files.walk(path("made"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(p -> p.toString().matches(".*/(npy|npz|safetensors|w2v|onnx)/.*"))
                    .toList()) {
                // Whatever it is: vectors, or a sentence.
                try {
                    VectorFiles.vectors(file.toString(), "item", new FakeCtx());
                } catch (ProblemException e) {
                    assertFalse(e.problem().sentence().contains("Exception"), file.toString());
                }
            }
        }
    }
}
