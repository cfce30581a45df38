package io.github.recscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Params;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Json;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.op.PathText;
import io.github.recscope.store.EntryJson;
import io.github.recscope.store.Version;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the lines of the journal say.
///
/// The first line is a snapshot: all entries, the states of the history as lists of their numbers, and which
/// state is current. Then `{"then": …}` adds entries to the current state, `{"move": n}` undoes or redoes,
/// `{"part": …}` holds what a running job of several steps has done so far, and `{"source": …}` says which file
/// an import read.
final class JournalLines {
    /// The version of these lines.
    static final int FORMAT = 1;

    private JournalLines() {}

    static ObjectNode snapshot(History history, Optional<Path> file) {
        ObjectNode line = line();
        line.put("journal", FORMAT);
        line.put("app", Version.current());
        file.ifPresent(f -> line.put("file", f.toAbsolutePath().toString()));
        Map<Entry, Integer> numbers = new LinkedHashMap<>();
        ArrayNode entries = line.putArray("entries");
        ArrayNode states = line.putArray("states");
        for (Workspace w : history.states()) {
            ObjectNode state = states.addObject();
            state.put("name", w.name());
            ArrayNode list = state.putArray("entries");
            for (Entry e : w.entries()) {
                Integer number = numbers.get(e);
                if (number == null) {
                    number = numbers.size();
                    numbers.put(e, number);
                    entries.add(EntryJson.write(e));
                }
                list.add(number);
            }
        }
        line.put("current", history.current());
        return line;
    }

    /// What leads from one history to another; empty if only a snapshot says it.
    static Optional<ObjectNode> between(History before, History now) {
        List<Workspace> old = before.states();
        List<Workspace> states = now.states();
        if (same(old, states, Math.max(old.size(), states.size()))) {
            return Optional.of(line().put("move", now.current()));
        }
        int kept = before.current() + 1;
        if (now.current() != kept || states.size() != kept + 1 || !same(old, states, kept)) {
            return Optional.empty();
        }
        List<Entry> past = before.workspace().entries();
        List<Entry> all = now.workspace().entries();
        if (all.size() < past.size() || !all.subList(0, past.size()).equals(past)) {
            return Optional.empty();
        }
        ObjectNode line = line();
        ObjectNode then = line.putObject("then");
        then.put("name", now.workspace().name());
        then.set("entries", entries(all.subList(past.size(), all.size())));
        return Optional.of(line);
    }

    @SuppressWarnings("ReferenceEquality") // A state is never copied.
    private static boolean same(List<Workspace> a, List<Workspace> b, int count) {
        if (a.size() < count || b.size() < count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (a.get(i) != b.get(i)) {
                return false;
            }
        }
        return true;
    }

    static ObjectNode part(List<Entry> entries) {
        ObjectNode line = line();
        line.set("part", entries(entries));
        return line;
    }

    static ObjectNode source(ArtifactId output, String parameter, Path path, String sha256) {
        ObjectNode line = line();
        ObjectNode source = line.putObject("source");
        source.put("output", output.hash());
        source.put("parameter", parameter);
        source.put("path", path.toAbsolutePath().toString());
        source.put("sha256", sha256);
        return line;
    }

    /// The paths among a step's parameters, by name; a built-in sample is none.
    static Map<String, List<Path>> sources(Step step) {
        return sources(step.params());
    }

    private static <P extends Params> Map<String, List<Path>> sources(P params) {
        @SuppressWarnings("unchecked") // The class of a value is the class of its type.
        ParamSchema<P> schema = ParamSchema.of((Class<P>) params.getClass());
        ObjectNode values = schema.toJson(params);
        Map<String, List<Path>> paths = new LinkedHashMap<>();
        for (ParamSchema.Field field : schema.fields()) {
            String text = values.path(field.name()).asText("");
            if (field.path() && !text.isBlank() && !text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
                try {
                    paths.put(
                            field.name(),
                            PathText.each(text).stream().map(Path::of).toList());
                } catch (InvalidPathException _) {
                    // Then nothing was read from there.
                }
            }
        }
        return paths;
    }

    private static ArrayNode entries(List<Entry> entries) {
        ArrayNode list = Json.mapper().createArrayNode();
        entries.forEach(e -> list.add(EntryJson.write(e)));
        return list;
    }

    private static ObjectNode line() {
        return Json.mapper().createObjectNode().put("at", Instant.now().toString());
    }

    /// The entries that a line adds.
    static List<JsonNode> list(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        node.forEach(all::add);
        return all;
    }
}
