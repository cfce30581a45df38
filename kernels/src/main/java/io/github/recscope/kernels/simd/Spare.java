package io.github.recscope.kernels.simd;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Working space of one operation: as many pieces as there are threads at work, each used for many chunks.
final class Spare<T> {
    private final ConcurrentLinkedQueue<T> free = new ConcurrentLinkedQueue<>();
    private final Supplier<T> make;

    Spare(Supplier<T> make) {
        this.make = make;
    }

    /// Runs `body` with a piece that nobody else uses at the time; what it holds is left over from other
    /// chunks.
    void use(Consumer<T> body) {
        T found = free.poll();
        T piece = found == null ? make.get() : found;
        body.accept(piece);
        free.add(piece);
    }
}
