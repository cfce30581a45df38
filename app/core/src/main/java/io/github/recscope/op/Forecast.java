package io.github.recscope.op;

import java.util.Locale;

/// What an operation will take, from its settings and the sizes of its inputs, said before it begins.
///
/// @param bytes   an upper estimate of the memory beside its inputs; 0 where nobody knows
/// @param seconds a rough estimate of the time; machines differ by a factor of two or three
public record Forecast(double bytes, double seconds) {
    private static final double MIB = 1 << 20;
    /// Nobody needs to be told of less.
    private static final double SHORT = 2;

    /// Both, one after the other: what the first took for its work is free again.
    public Forecast then(Forecast next) {
        return new Forecast(Math.max(bytes, next.bytes), seconds + next.seconds);
    }

    /// So many times one after the other.
    public Forecast times(double n) {
        return new Forecast(bytes, seconds * n);
    }

    /// The same with what is held beside it all the time.
    public Forecast beside(double held) {
        return new Forecast(bytes + held, seconds);
    }

    /// Whether it takes so long that a person wants to know.
    public boolean isLong() {
        return seconds >= SHORT;
    }

    /// For people: "about 120 MiB of memory and roughly 40 s".
    public String words() {
        if (bytes == 0) {
            return "roughly " + time(seconds);
        }
        return String.format(Locale.ROOT, "about %s of memory and roughly %s", size(bytes), time(seconds));
    }

    /// For people: "120 MiB".
    static String size(double bytes) {
        return String.format(Locale.ROOT, "%,.0f MiB", Math.max(1, Math.ceil(bytes / MIB)));
    }

    private static String time(double seconds) {
        if (seconds < 1.5) {
            return "a second";
        }
        if (seconds < 90) {
            return Math.round(seconds) + " s";
        }
        return seconds < 5400 ? Math.round(seconds / 60) + " minutes" : Math.round(seconds / 3600) + " hours";
    }
}
