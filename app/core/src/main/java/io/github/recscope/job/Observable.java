package io.github.recscope.job;

import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A value that tells when it changes. Not tied to any thread: observers run on the thread that sets it.
///
/// @param <T> the value's type
public final class Observable<T> {
    private final CopyOnWriteArrayList<Consumer<? super T>> observers = new CopyOnWriteArrayList<>();
    private volatile T value;

    /// With a first value.
    public Observable(T value) {
        this.value = value;
    }

    /// The value now.
    public T get() {
        return value;
    }

    /// Sets it and tells the observers, unless it is equal to the one before.
    public void set(T newValue) {
        if (!Objects.equals(value, newValue)) {
            value = newValue;
            observers.forEach(o -> o.accept(newValue));
        }
    }

    /// Calls `observer` now and at each change, until the pin is released.
    public Pin observe(Consumer<? super T> observer) {
        observers.add(observer);
        observer.accept(value);
        return () -> observers.remove(observer);
    }

    /// A running observation.
    @FunctionalInterface
    public interface Pin {
        /// Ends it.
        void release();
    }
}
