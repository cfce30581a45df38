package io.github.recscope.ui.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How long ago something was, in words.
final class Age {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private Age() {}

    /// "just now", "5 minutes ago", "yesterday"; the date from a week on.
    static String words(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toMinutes() < 1) {
            return "just now";
        }
        if (age.toMinutes() < 60) {
            return plural(age.toMinutes(), "minute");
        }
        if (age.toHours() < 24) {
            return plural(age.toHours(), "hour");
        }
        if (age.toDays() < 7) {
            return plural(age.toDays(), "day");
        }
        return "on " + DAY.format(then.atZone(ZoneId.systemDefault()));
    }

    private static String plural(long n, String unit) {
        return n + " " + unit + (n == 1 ? "" : "s") + " ago";
    }
}
