package io.github.recscope.data;

import org.jspecify.annotations.Nullable;

/// Which interactions a recipe keeps.
///
/// @param minValue the least rating or weight, as text; empty for all
/// @param core     users and items need at least so many partners; 1 for all
public record Keep(String minValue, int core) {
    /// Everything.
    public static final Keep ALL = new Keep("", 1);

    /// A recipe that somebody wrote may say nothing about values.
    public Keep(@Nullable String minValue, int core) {
        this.minValue = minValue == null ? "" : minValue;
        this.core = core;
    }

    /// Whether a text is a least value: a number, or empty.
    public static boolean isLeast(String text) {
        return text.isBlank() || !Double.isNaN(Numbers.parse(text.strip(), false));
    }

    /// In a sentence; empty where everything is kept.
    public String words() {
        String least = minValue.isBlank() ? "" : "values from " + minValue;
        String k = core > 1 ? "the " + core + "-core" : "";
        return least.isEmpty() ? k : k.isEmpty() ? least : least + " and " + k;
    }
}
