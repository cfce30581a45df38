package io.github.recscope.bench;

import java.util.List;

/// Benchmarks of a jar that is not always there; found with [java.util.ServiceLoader].
public interface BenchmarkProvider {
    /// The benchmarks, in order.
    List<Benchmark> benchmarks();
}
