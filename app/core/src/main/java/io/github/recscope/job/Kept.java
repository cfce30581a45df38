package io.github.recscope.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What cancelled work left, to go on from when the same work is asked for again; in memory only, and only the last
/// few.
///
/// A state belongs to a path: the step, and within it the parts that were named with [Ctx#of].
final class Kept {
    private static final int MOST = 6;
    private final Map<List<Object>, Object> states = new LinkedHashMap<>();

    /// Keeps a state in place of the one that the path had; the oldest goes where there are too many.
    synchronized void put(List<Object> path, Object state) {
        states.remove(path);
        states.put(path, state);
        if (states.size() > MOST) {
            states.remove(states.keySet().iterator().next());
        }
    }

    /// The state of a path, if there is one of that type.
    synchronized <T> Optional<T> get(List<Object> path, Class<T> type) {
        return Optional.ofNullable(states.get(path)).filter(type::isInstance).map(type::cast);
    }

    /// Forgets the states of some paths.
    synchronized void drop(Set<List<Object>> paths) {
        new ArrayList<>(states.keySet()).stream().filter(paths::contains).forEach(states::remove);
    }

    synchronized int size() {
        return states.size();
    }
}
