package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.bench.Benchmark;
import io.github.recscope.bench.Benchmarks;
import io.github.recscope.bench.Growth;
import io.github.recscope.bench.Sizes;
import io.github.recscope.bench.Stopwatch;
import io.github.recscope.bench.Timing;
import io.github.recscope.kernels.spi.Availability;
import io.github.recscope.op.Json;
import io.github.recscope.session.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/// `bench [NAME…]`: how long whole operations take here, on made-up input.
final class BenchCommand implements Command {
    private static final String SIZE = "--size";
    private static final String RUNS = "--runs";
    private static final String WARM_UP = "--warm-up";
    private static final String GROW = "--grow";
    private static final String LIST = "--list";
    private static final long FIRST_SEED = 42;

    private final List<String> spoken = new ArrayList<>();

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String summary() {
        return "Time operations on made-up input: medians of several runs after a warm-up. Without names, all of "
                + "them; --list says which there are.";
    }

    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("NAME")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .index("0..*")
                .description("What to time, such as topk.")
                .build());
        spec.addOption(OptionSpec.builder(SIZE)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("KEY=VALUE")
                .description("Another size, such as items=100000. May be repeated.")
                .parameterConsumer((values, _, command) -> {
                    if (values.isEmpty()) {
                        throw new ParameterException(
                                command.commandLine(), "Missing value for option " + SIZE + " (KEY=VALUE)");
                    }
                    spoken.add(values.pop());
                })
                .build());
        spec.addOption(GlobalOptions.option(RUNS, "N", "How many runs are timed. Default: the benchmark's own.")
                .build());
        spec.addOption(GlobalOptions.option(
                        WARM_UP,
                        "SECONDS",
                        "How long it runs before, at least one run. 0: not at all, for large sizes; compiling is in the time then. Default: 3.")
                .build());
        spec.addOption(GlobalOptions.option(
                        GROW,
                        "A,B,…",
                        "Times each value of the size that matters, or of another one (KEY=A,B,…), and gives the exponent.")
                .build());
        spec.addOption(OptionSpec.builder(LIST)
                .type(boolean.class)
                .description("Say what there is, with its sizes.")
                .build());
        spec.addOption(GlobalOptions.seed());
    }

    @Override
    public Answer run(Invocation call) {
        List<Benchmark> chosen = Benchmarks.named(call.parsed().matchedPositionalValue(0, List.<String>of()));
        if (call.parsed().hasMatchedOption(LIST)) {
            return list(chosen);
        }
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (String s : spoken) {
            int equals = s.indexOf('=');
            sizes.put(s.substring(0, Math.max(0, equals)).strip(), whole(SIZE, s, s.substring(equals + 1)));
        }
        sizes.keySet().forEach(key -> knownKey(SIZE, key, chosen));
        int runs = (int) call.number(RUNS, 0, 1, 1_000_000);
        long warmUp = call.number(WARM_UP, (long) Stopwatch.USUAL.warmUpSeconds(), 0, 3600);
        long seed = call.number(GlobalOptions.SEED, FIRST_SEED, Long.MIN_VALUE, Long.MAX_VALUE);
        Stopwatch stopwatch = new Stopwatch(runs, warmUp);
        try (Engine engine = call.engine()) {
            Report report = new Report(engine);
            Runner runner = new Runner(call.console(), call.interrupt());
            for (Benchmark b : chosen) {
                List<Sizes> series = series(call, b, Sizes.of(b, sizes), chosen);
                List<Timing> timings = new ArrayList<>();
                for (Sizes s : series) {
                    Timing t = runner.await(engine.jobs().compute("Benchmark", seed, ctx -> stopwatch.time(b, s, ctx)))
                            .value();
                    timings.add(t);
                    report.add(t);
                }
                if (series.size() > 1) {
                    String key = growing(call, b).key;
                    report.add(
                            b,
                            new Growth(
                                    key,
                                    series.stream().map(s -> (long) s.get(key)).toList(),
                                    timings));
                }
            }
            return report.answer();
        }
    }

    private record Growing(String key, List<Long> values) {}

    /// What `--grow` says: values of a size, without a name of the one that the benchmark calls its own.
    private static Growing growing(Invocation call, Benchmark b) {
        String text = call.option(GROW).orElseThrow();
        int equals = text.indexOf('=');
        List<Long> values = new ArrayList<>();
        for (String v : text.substring(equals + 1).split(",", -1)) {
            values.add(whole(GROW, text, v));
        }
        return new Growing(equals < 0 ? b.grows() : text.substring(0, equals).strip(), values);
    }

    private static List<Sizes> series(Invocation call, Benchmark b, Sizes sizes, List<Benchmark> chosen) {
        if (call.option(GROW).isEmpty()) {
            return List.of(sizes);
        }
        Growing growing = growing(call, b);
        if (!growing.key.isEmpty()) {
            knownKey(GROW, growing.key, chosen);
        }
        if (!sizes.values().containsKey(growing.key)) {
            return List.of(sizes);
        }
        return growing.values.stream()
                .map(v -> {
                    Map<String, Long> all = new LinkedHashMap<>(sizes.values());
                    all.put(growing.key, v);
                    return Sizes.of(b, all);
                })
                .toList();
    }

    private static void knownKey(String option, String key, List<Benchmark> chosen) {
        if (chosen.stream()
                .noneMatch(b -> b.sizes().stream().anyMatch(s -> s.key().equals(key)))) {
            throw new UsageException(
                    option + ": none of the chosen benchmarks has a size '" + key + "'; --list says what they have.");
        }
    }

    private static long whole(String option, String all, String number) {
        try {
            return Long.parseLong(number.strip().replace("_", ""));
        } catch (NumberFormatException _) {
            throw new UsageException(
                    option + " " + all + " cannot be understood; write for example " + option + " items=100000.");
        }
    }

    private static Answer list(List<Benchmark> chosen) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("ok", true);
        ArrayNode nodes = json.putArray("benchmarks");
        StringBuilder text = new StringBuilder();
        for (Benchmark b : chosen) {
            ObjectNode node = nodes.addObject();
            node.put("name", b.name());
            node.put("summary", b.summary());
            ArrayNode own = node.putArray("sizes");
            text.append(b.name()).append("\n  ").append(b.summary()).append('\n');
            List<List<String>> rows = new ArrayList<>();
            for (Benchmark.Size s : b.sizes()) {
                own.addObject().put("key", s.key()).put("value", s.value()).put("help", s.help());
                rows.add(List.of("  " + s.key() + "=" + s.value(), s.help()));
            }
            text.append(Text.table(rows));
        }
        return new Answer(json, text.toString());
    }

    /// Collects timings as JSON and as a table.
    private static final class Report {
        private final ObjectNode json = Json.mapper().createObjectNode();
        private final ArrayNode results = Json.mapper().createArrayNode();
        private final ArrayNode growths = Json.mapper().createArrayNode();
        private final List<List<String>> rows = new ArrayList<>();
        private final StringBuilder estimated = new StringBuilder();
        private final StringBuilder growth = new StringBuilder();
        private final String machine;

        Report(Engine engine) {
            String provider = engine.kernels().id();
            String device = engine.registry().providers().stream()
                    .filter(p -> p.id().equals(provider))
                    .map(p -> p.probe() instanceof Availability.Ready(String what) ? what : "")
                    .findFirst()
                    .orElse("");
            int threads = engine.kernels().workers().threads();
            String java = System.getProperty("java.vm.name") + " " + Runtime.version();
            long memory = Runtime.getRuntime().maxMemory() >> 20;
            json.put("ok", true);
            json.put("kernels", provider);
            json.put("device", device);
            json.put("threads", threads);
            json.put("processors", Runtime.getRuntime().availableProcessors());
            json.put("java", java);
            json.put("memory_mib", memory);
            machine = "Kernels " + provider + " (" + device + "), " + threads + " threads, " + java + ", " + memory
                    + " MiB at most\n";
            rows.add(List.of("benchmark", "median", "min", "max", "p95", "CPU", "runs", "GFLOP/s", "GB/s", "sizes"));
        }

        void add(Timing t) {
            ObjectNode node = results.addObject();
            node.put("name", t.name());
            node.put("summary", t.summary());
            ObjectNode sizes = node.putObject("sizes");
            t.sizes().values().forEach(sizes::put);
            node.put("runs", t.seconds().length);
            node.put("warm_up_runs", t.warmUps());
            node.put("median_seconds", t.median());
            node.put("min_seconds", t.least());
            node.put("max_seconds", t.most());
            node.put("p95_seconds", t.quantile(0.95));
            node.put("mean_cpu_seconds", t.meanCpu());
            Figures.put(node, "gflops", t.operations() / t.median() * 1e-9);
            Figures.put(node, "gigabytes_per_second", t.traffic() / t.median() * 1e-9);
            if (Double.isFinite(t.medianEstimate())) {
                node.put("median_seconds_to_first_estimate", t.medianEstimate());
                ArrayNode estimates = node.putArray("seconds_to_first_estimate");
                for (double s : t.estimates()) {
                    estimates.add(s);
                }
                estimated
                        .append(t.name())
                        .append(": first estimate after ")
                        .append(time(t.medianEstimate()))
                        .append(" (")
                        .append(sizes(t))
                        .append(")\n");
            }
            node.put("held_bytes", t.held());
            node.put("allocated_bytes", t.allocated());
            node.put("peak_bytes", t.peak());
            Figures.put(node, "figure", t.figure());
            ArrayNode seconds = node.putArray("seconds");
            for (double s : t.seconds()) {
                seconds.add(s);
            }
            rows.add(List.of(
                    t.name(),
                    time(t.median()),
                    time(t.least()),
                    time(t.most()),
                    time(t.quantile(0.95)),
                    time(t.meanCpu()),
                    Integer.toString(t.seconds().length),
                    rate(t.operations() / t.median()),
                    rate(t.traffic() / t.median()),
                    sizes(t)));
        }

        void add(Benchmark b, Growth g) {
            ObjectNode node = growths.addObject();
            node.put("name", b.name());
            node.put("size", g.key());
            ArrayNode points = node.putArray("points");
            for (int i = 0; i < g.values().size(); i++) {
                Timing t = g.timings().get(i);
                points.addObject()
                        .put("value", g.values().get(i))
                        .put("median_seconds", t.median())
                        .put("mean_cpu_seconds", t.meanCpu())
                        .put("held_bytes", t.held())
                        .put("allocated_bytes", t.allocated())
                        .put("peak_bytes", t.peak());
            }
            Figures.put(node, "exponent_of_time", g.exponentOfTime());
            Figures.put(node, "exponent_of_cpu", g.exponentOfCpu());
            Figures.put(node, "exponent_of_memory", g.exponentOfMemory());
            growth.append(String.format(
                    Locale.ROOT,
                    "%s: time grows as %s^%.2f, CPU time as %s^%.2f, memory as %s^%.2f%n",
                    b.name(),
                    g.key(),
                    g.exponentOfTime(),
                    g.key(),
                    g.exponentOfCpu(),
                    g.key(),
                    g.exponentOfMemory()));
            rows.addAll(memory(g));
        }

        private static List<List<String>> memory(Growth g) {
            List<List<String>> rows = new ArrayList<>();
            for (int i = 0; i < g.values().size(); i++) {
                Timing t = g.timings().get(i);
                rows.add(List.of(
                        "  " + g.key() + "=" + g.values().get(i),
                        time(t.median()),
                        "CPU",
                        time(t.meanCpu()),
                        "held",
                        (t.held() >> 20) + " MiB",
                        "allocated",
                        (t.allocated() >> 20) + " MiB",
                        "peak",
                        (t.peak() >> 20) + " MiB"));
            }
            return rows;
        }

        Answer answer() {
            json.set("results", results);
            if (!growths.isEmpty()) {
                json.set("growth", growths);
            }
            return new Answer(json, machine + Text.table(rows) + estimated + growth);
        }

        private static String sizes(Timing t) {
            List<String> all = new ArrayList<>();
            t.sizes().values().forEach((k, v) -> all.add(k + "=" + v));
            return String.join(" ", all);
        }

        private static String time(double seconds) {
            if (seconds >= 1) {
                return String.format(Locale.ROOT, "%.2f s", seconds);
            }
            return seconds >= 1e-3
                    ? String.format(Locale.ROOT, "%.2f ms", seconds * 1e3)
                    : String.format(Locale.ROOT, "%.1f µs", seconds * 1e6);
        }

        private static String rate(double perSecond) {
            return Double.isFinite(perSecond) ? String.format(Locale.ROOT, "%.1f", perSecond * 1e-9) : "";
        }
    }
}
