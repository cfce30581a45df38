package io.github.recscope.bench;

import io.github.recscope.model.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The sizes of one benchmark, all of them set and in range.
///
/// @param values by key, in the order of [Benchmark#sizes()]
public record Sizes(Map<String, Long> values) {
    /// Arrays cannot be longer in Java.
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    /// Copies the map and keeps its order.
    public Sizes {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// The benchmark's own sizes with some replaced.
    ///
    /// @param chosen by key; keys that the benchmark does not have are passed over
    /// @throws ProblemException for a value out of range
    public static Sizes of(Benchmark benchmark, Map<String, Long> chosen) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (Benchmark.Size s : benchmark.sizes()) {
            long value = chosen.getOrDefault(s.key(), s.value());
            if (value < s.least() || value > s.most()) {
                throw ProblemException.of(
                        benchmark.name() + " cannot run with " + s.key() + "=" + value + ".",
                        s.key() + " (" + s.help() + ") must lie between " + s.least() + " and " + s.most() + ".",
                        "Choose another value; the usual one is " + s.value() + ".");
            }
            values.put(s.key(), value);
        }
        return new Sizes(values);
    }

    /// A size.
    public int get(String key) {
        return Math.toIntExact(Objects.requireNonNull(values.get(key), key));
    }

    /// The product of some sizes, as a number of bytes may need it.
    public double product(String... keys) {
        double p = 1;
        for (String key : keys) {
            p *= get(key);
        }
        return p;
    }

    /// Refuses matrices that no array can hold, before anything is made.
    ///
    /// @param shapes pairs of keys: rows and columns
    /// @throws ProblemException if one has more than 2³¹ − 9 elements
    public void refuseTooLarge(Benchmark benchmark, List<List<String>> shapes) {
        for (List<String> shape : shapes) {
            double elements = product(shape.toArray(String[]::new));
            if (elements > LONGEST) {
                throw ProblemException.of(
                        benchmark.name() + " cannot run with these sizes.",
                        String.join(" × ", shape) + " is " + String.format(java.util.Locale.ROOT, "%,.0f", elements)
                                + " numbers; an array holds at most " + LONGEST + ".",
                        "Make one of them smaller.");
            }
        }
    }
}
