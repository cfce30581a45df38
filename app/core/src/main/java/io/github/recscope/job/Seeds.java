package io.github.recscope.job;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Derives independent random generators from one seed.
public final class Seeds {
    private Seeds() {}

    /// A generator that depends only on the three arguments.
    public static RandomGenerator generator(long seed, String stream, long index) {
        long h = mix(seed + 0x9E3779B97F4A7C15L);
        for (byte b : stream.getBytes(StandardCharsets.UTF_8)) {
            h = mix(h ^ b);
        }
        return new SplittableRandom(mix(h ^ mix(index + 0xD1B54A32D192ED03L)));
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
