package io.github.recscope.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.op.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Small cases with their right answers from NumPy, SciPy and scikit-learn.
public final class Reference {
    private Reference() {}

    /// The file of a name, such as `detection`.
    public static JsonNode read(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Reference.class.getResourceAsStream("/reference/" + name + ".json"), name)) {
            return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
        }
    }

    /// A list of numbers.
    public static double[] doubles(JsonNode list) {
        double[] out = new double[list.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = list.get(i).asDouble();
        }
        return out;
    }

    /// A list of whole numbers.
    public static int[] ints(JsonNode list) {
        int[] out = new int[list.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = list.get(i).asInt();
        }
        return out;
    }

    /// A list of 0 and 1.
    public static boolean[] flags(JsonNode list) {
        boolean[] out = new boolean[list.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = list.get(i).asInt() == 1;
        }
        return out;
    }

    /// A list of rows.
    public static Matrix matrix(JsonNode rows) {
        int d = rows.get(0).size();
        float[] data = new float[rows.size() * d];
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < d; c++) {
                data[r * d + c] = (float) rows.get(r).get(c).asDouble();
            }
        }
        return Matrix.of(rows.size(), d, data);
    }
}
