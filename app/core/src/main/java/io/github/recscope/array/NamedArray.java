package io.github.recscope.array;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// An array of a file.
///
/// @param name   what the file calls it; the file's own name where it holds one only
/// @param shape  its size in each dimension; none for a single number
/// @param dtype  how its numbers are stored; texts say so with their kind
/// @param values the numbers as float32, row-major; none if it holds texts
/// @param texts  whole numbers and texts as they are, to be used as ids; none for others
public record NamedArray(String name, List<Long> shape, String dtype, float[] values, List<String> texts) {
    /// Copies the lists.
    public NamedArray {
        shape = List.copyOf(shape);
        texts = List.copyOf(texts);
    }

    /// `3 × 4 float32`
    public String words() {
        String size = shape.stream().map(String::valueOf).collect(Collectors.joining(" × "));
        return (shape.isEmpty() ? "a single number," : size) + " " + dtype;
    }

    /// Whether it has rows and columns.
    public boolean isMatrix() {
        return shape.size() == 2 && isNumeric();
    }

    /// Whether it is a list of numbers: one-dimensional, or with one column or one row.
    public boolean isVector() {
        return isNumeric() && (shape.size() == 1 || (shape.size() == 2 && (shape.get(0) == 1 || shape.get(1) == 1)));
    }

    /// Whether it holds numbers.
    public boolean isNumeric() {
        long count = 1;
        for (long s : shape) {
            count *= s;
        }
        return count == values.length;
    }

    /// Rows and columns.
    ///
    /// @param place for the message
    /// @throws ProblemException if it has not two dimensions, or no rows or columns
    public Matrix matrix(String place) {
        if (!isMatrix()) {
            throw ProblemException.of(
                    place + " is no matrix.",
                    "It holds " + words() + "; embeddings need rows and columns.",
                    "Choose an array with two dimensions: one row for each user or item.");
        }
        if (values.length == 0) {
            throw ProblemException.of(
                    place + " is empty.", "It holds " + words() + ".", "Choose an array with rows and columns.");
        }
        return Matrix.of(Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)), values);
    }

    /// The rows or columns of the first numbers that are not finite, and how many there are in all; empty if all are.
    ///
    /// @param cols numbers in a row
    public static String nonFinite(float[] values, int cols) {
        List<String> places = new ArrayList<>();
        long count = 0;
        for (int n = 0; n < values.length; n++) {
            if (!Float.isFinite(values[n])) {
                count++;
                if (places.size() < 3) {
                    places.add("row " + (n / cols + 1) + ", column " + (n % cols + 1));
                }
            }
        }
        if (count == 0) {
            return "";
        }
        return (count == 1 ? "1 number is" : String.format(java.util.Locale.ROOT, "%,d numbers are", count))
                + " not finite: " + String.join("; ", places) + (count > places.size() ? "; …" : "");
    }
}
