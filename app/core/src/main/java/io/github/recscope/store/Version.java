package io.github.recscope.store;

import org.jspecify.annotations.Nullable;

/// The version of this program.
public final class Version {
    private Version() {}

    /// As the jar's manifest says it; "development" where the classes are in no jar.
    public static String current() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /// The program and its version as Parquet files name what wrote them.
    public static String application() {
        return "recscope version " + current();
    }
}
