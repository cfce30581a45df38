package io.github.recscope.kernels;

import io.github.recscope.kernels.spi.Availability;
import io.github.recscope.kernels.spi.KernelProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/// The kernel providers on the class path and the choice among them.
public final class KernelRegistry {
    private final List<KernelProvider> providers;

    /// A registry of the given providers.
    public KernelRegistry(List<KernelProvider> providers) {
        List<KernelProvider> sorted = new ArrayList<>(providers);
        sorted.sort(Comparator.comparingInt(KernelProvider::priority).reversed());
        this.providers = List.copyOf(sorted);
    }

    /// A registry of everything on the class path.
    public static KernelRegistry fromClassPath() {
        List<KernelProvider> found = new ArrayList<>();
        ServiceLoader.load(KernelProvider.class, KernelRegistry.class.getClassLoader())
                .forEach(found::add);
        return new KernelRegistry(found);
    }

    /// All providers, the preferred first.
    public List<KernelProvider> providers() {
        return providers;
    }

    /// Kernels of the named provider, or for `auto` of the most preferred one that is ready.
    ///
    /// A provider asked for by name is never replaced by another.
    ///
    /// @param id `auto` or a provider's id
    /// @throws IllegalArgumentException if there is none of that name, or it is not ready; the message says why
    public Kernels select(String id, Workers workers) {
        List<String> reasons = new ArrayList<>();
        for (KernelProvider p : providers) {
            if (!id.equals("auto") && !id.equals(p.id())) {
                continue;
            }
            switch (p.probe()) {
                case Availability.Ready _ -> {
                    return p.create(workers);
                }
                case Availability.Missing(String reason) -> reasons.add(p.id() + ": " + reason);
            }
        }
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("no kernel provider is called '" + id + "'; there are "
                    + providers.stream().map(KernelProvider::id).toList() + " and auto");
        }
        throw new IllegalArgumentException("no kernel provider is ready – " + String.join("; ", reasons));
    }
}
