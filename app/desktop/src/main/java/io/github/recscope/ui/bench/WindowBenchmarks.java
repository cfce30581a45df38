package io.github.recscope.ui.bench;

import io.github.recscope.bench.Benchmark;
import io.github.recscope.bench.BenchmarkProvider;
import java.util.List;

/// All benchmarks of the window.
public final class WindowBenchmarks implements BenchmarkProvider {
    @Override
    public List<Benchmark> benchmarks() {
        return List.of(new ScatterFrame(), new LassoBenchmark(), new Startup());
    }
}
