package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.kernels.spi.Availability;
import io.github.recscope.kernels.spi.KernelProvider;
import io.github.recscope.op.Json;
import io.github.recscope.session.Engine;
import io.github.recscope.store.Version;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `doctor`: what this machine offers, and what is wrong with it.
final class DoctorCommand implements Command {
    /// Java 25.0.0 to 25.0.2 can damage data written through pinned buffers (JDK-8377811).
    private static final Runtime.Version SAFE = Runtime.Version.parse("25.0.3");

    private static final List<String> SAMPLES = List.of("goodbooks", "movietweetings");

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String summary() {
        return "Say what this machine offers and what is wrong with it.";
    }

    @Override
    public void describe(CommandSpec spec) {
        // Nothing but what all commands have.
    }

    @Override
    public Answer run(Invocation call) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("ok", true);
        List<List<String>> rows = new ArrayList<>();
        try (Engine engine = call.engine()) {
            java(json, rows);
            Runtime runtime = Runtime.getRuntime();
            json.put("threads", engine.kernels().workers().threads());
            json.put("processors", runtime.availableProcessors());
            json.put("memory_mib", runtime.maxMemory() >> 20);
            rows.add(List.of("threads", json.get("threads").asText() + " of " + runtime.availableProcessors()));
            rows.add(List.of("memory", Text.number(runtime.maxMemory() >> 20) + " MiB at most"));
            kernels(engine, json, rows);
            samples(json.putArray("samples"), rows);
        }
        json.put("log", call.environment().log().file().toString());
        rows.add(List.of("log", call.environment().log().file().toString()));
        return new Answer(json, Text.table(rows));
    }

    private static void java(ObjectNode json, List<List<String>> rows) {
        Runtime.Version version = Runtime.version();
        json.put("version", Version.current());
        json.put("java", version.toString());
        rows.add(List.of("Recscope", Version.current()));
        rows.add(List.of("Java", version + ", " + System.getProperty("java.vendor", "")));
        String warning = warning(version);
        if (warning.isEmpty()) {
            json.putNull("java_warning");
        } else {
            json.put("java_warning", warning);
            rows.add(List.of("", "Warning: " + warning));
        }
    }

    /// What to say about a version of Java; empty if nothing.
    static String warning(Runtime.Version version) {
        return version.compareToIgnoreOptional(SAFE) < 0
                ? "this Java has a fault that can damage files that it writes (JDK-8377811); install 25.0.3 or later."
                : "";
    }

    private static void kernels(Engine engine, ObjectNode json, List<List<String>> rows) {
        ArrayNode list = json.putArray("kernels");
        for (KernelProvider p : engine.registry().providers()) {
            boolean used = p.id().equals(engine.kernels().id());
            ObjectNode node = list.addObject();
            node.put("id", p.id());
            String what = switch (p.probe()) {
                case Availability.Ready(String device) -> {
                    node.put("ready", true).put("device", device);
                    yield "ready: " + device;
                }
                case Availability.Missing(String reason) -> {
                    node.put("ready", false).put("reason", reason);
                    yield "not ready: " + reason;
                }
            };
            node.put("used", used);
            rows.add(List.of("kernels " + p.id(), what + (used ? " (used)" : "")));
        }
    }

    private static void samples(ArrayNode json, List<List<String>> rows) {
        for (String name : SAMPLES) {
            boolean there = DoctorCommand.class.getResource("/samples/" + name + ".zip") != null;
            json.addObject().put("name", "sample:" + name).put("found", there);
            rows.add(List.of("sample:" + name, there ? "built in" : "missing from this program"));
        }
    }
}
