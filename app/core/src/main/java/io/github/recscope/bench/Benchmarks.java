package io.github.recscope.bench;

import io.github.recscope.model.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/// All benchmarks that are there.
public final class Benchmarks {
    private Benchmarks() {}

    /// The engine's own and those of other jars, in order.
    public static List<Benchmark> all() {
        List<Benchmark> all = new ArrayList<>(engine());
        ServiceLoader.load(BenchmarkProvider.class, Benchmarks.class.getClassLoader())
                .forEach(p -> all.addAll(p.benchmarks()));
        return List.copyOf(all);
    }

    /// Those that need no window.
    public static List<Benchmark> engine() {
        return List.of(
                new PeakFlops(),
                new PeakBandwidth(),
                new SaeStep(),
                EpochBenchmark.mf(),
                EpochBenchmark.bpr(),
                EpochBenchmark.als(),
                new Evaluate(),
                new TopKBenchmark(),
                MapBenchmark.neighbours(),
                MapBenchmark.umap(),
                MapBenchmark.tsne(),
                MapBenchmark.pca(),
                new SteerUser(),
                new SteerPopulation(),
                ImportBenchmark.csv(),
                ImportBenchmark.parquet());
    }

    /// The benchmarks of these names, in the order asked for; all for no names.
    ///
    /// @throws ProblemException if there is none of a name
    public static List<Benchmark> named(List<String> names) {
        List<Benchmark> all = all();
        if (names.isEmpty()) {
            return all;
        }
        List<Benchmark> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(all.stream()
                    .filter(b -> b.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.of(
                            "There is no benchmark '" + name + "'.",
                            "There are "
                                    + String.join(
                                            ", ",
                                            all.stream().map(Benchmark::name).toList()) + ".",
                            "Correct the name.")));
        }
        return chosen;
    }
}
