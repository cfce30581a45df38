package io.github.recscope.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The records behind a sealed interface and their names in JSON.
final class Kinds {
    /// The field that says which one it is.
    static final String FIELD = "kind";

    private Kinds() {}

    /// `SpaceMap` is `space-map`.
    static String name(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /// All records that implement a sealed interface, directly or through another one.
    static List<Class<?>> of(Class<?> sealed) {
        List<Class<?>> kinds = new ArrayList<>();
        Class<?>[] permitted = sealed.getPermittedSubclasses();
        for (Class<?> c : permitted == null ? new Class<?>[0] : permitted) {
            if (c.isRecord()) {
                kinds.add(c);
            } else {
                kinds.addAll(of(c));
            }
        }
        return kinds;
    }
}
