package io.github.recscope.projection;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A simple random sample without replacement.
final class Sample {
    private Sample() {}

    /// `size` of `0 .. n − 1`, ascending; all of them when there are no more.
    static int[] of(int n, int size, RandomGenerator random) {
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> i);
        if (n <= size) {
            return rows;
        }
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(n - i);
            int t = rows[i];
            rows[i] = rows[j];
            rows[j] = t;
        }
        int[] chosen = Arrays.copyOf(rows, size);
        Arrays.sort(chosen);
        return chosen;
    }
}
