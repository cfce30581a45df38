package io.github.recscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.job.Ctx;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Params;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Severity;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import io.github.recscope.store.AutosaveFolder;
import io.github.recscope.store.Fingerprint;
import io.github.recscope.store.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Work that a crash left in a journal: what it is, and how to get it back.
public final class Recovery {
    private final Engine engine;
    private final Path place;
    private final Timeline timeline;
    private final Found found;

    private Recovery(Engine engine, Path place, Timeline timeline, Found found) {
        this.engine = engine;
        this.place = place;
        this.timeline = timeline;
        this.found = found;
    }

    /// What would be recovered, in a person's terms.
    ///
    /// @param file    the workspace file that it belongs to; empty for work that was never saved
    /// @param name    the workspace's name
    /// @param last    when the last change was written
    /// @param steps   what was done since the last save, in words, oldest first
    /// @param missing how many results were not written in time and must be computed again
    /// @param seconds how long that took when it was done first
    /// @param damaged what is wrong with the journal, empty if nothing is; what stands before is recovered
    public record Found(
            Optional<Path> file,
            String name,
            Instant last,
            List<String> steps,
            int missing,
            double seconds,
            Optional<String> damaged) {
        /// Copies the list.
        public Found {
            steps = List.copyOf(steps);
        }
    }

    /// What was recovered.
    ///
    /// @param history   with undo and redo
    /// @param remaining why some of it could not be; empty if all is there
    public record Recovered(History history, Optional<Problem> remaining) {}

    /// Looks for unsaved work; quick, reads no results.
    ///
    /// @param place where it would be
    /// @param held  what the workspace file holds; empty if there is none
    /// @return empty if there is none, or none that the file does not hold
    /// @throws ProblemException if there is a journal that this version cannot read
    public static Optional<Recovery> find(Engine engine, Path place, Optional<Workspace> held) {
        AutosaveFolder folder = AutosaveFolder.at(place);
        Optional<Journal.Content> content = folder.read();
        if (content.isEmpty() || content.get().lines().isEmpty()) {
            return Optional.empty();
        }
        Timeline timeline = Timeline.read(engine, content.get());
        List<Entry> now = timeline.current().entries();
        List<Entry> past = held.map(Workspace::entries).orElse(List.of());
        if (same(now, past)) {
            return Optional.empty();
        }
        Set<ArtifactId> there = held.map(w -> w.artifacts().keySet()).orElse(Set.of());
        List<String> steps = new ArrayList<>();
        int missing = 0;
        double seconds = 0;
        Set<ArtifactId> counted = new HashSet<>();
        int kept = 0;
        while (kept < now.size() && kept < past.size() && like(now.get(kept), past.get(kept))) {
            kept++;
        }
        for (Entry e : now.subList(kept, now.size())) {
            steps.add(engine.operation(e.step().op()).title());
        }
        for (Entry e : now) {
            if (!there.contains(e.output()) && !folder.has(e.output()) && counted.add(e.output())) {
                missing++;
                seconds += e.seconds();
            }
        }
        Found found = new Found(
                timeline.file(),
                timeline.current().name(),
                timeline.last(),
                steps,
                missing,
                seconds,
                content.get().damaged());
        return Optional.of(new Recovery(engine, place, timeline, found));
    }

    private static boolean same(List<Entry> a, List<Entry> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!like(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean like(Entry a, Entry b) {
        return a.output().equals(b.output()) && a.step().equals(b.step());
    }

    /// What would be recovered.
    public Found found() {
        return found;
    }

    /// Where it is kept.
    public Path place() {
        return place;
    }

    /// Nobody wants it: removes it.
    ///
    /// @throws ProblemException if it cannot be removed
    public void discard() {
        AutosaveFolder.at(place).discard();
    }

    /// Gets it back: reads results that are there and computes the others again. Where that is not possible,
    /// such as after a source file has gone, it stops, and everything before is recovered.
    ///
    /// @param held what the workspace file holds, if there is one
    public Recovered replay(Optional<Workspace> held, Ctx ctx) {
        return new Replay(held, ctx).run();
    }

    /// One replay.
    private final class Replay {
        private final AutosaveFolder folder = AutosaveFolder.at(place);
        private final Map<ArtifactId, Artifact> artifacts = new HashMap<>();
        private final Map<ArtifactId, ArtifactId> changed = new HashMap<>();
        private final Map<Entry, Entry> done = new HashMap<>();
        private final Ctx ctx;
        private @Nullable Problem stopped;

        Replay(Optional<Workspace> held, Ctx ctx) {
            this.ctx = ctx;
            held.ifPresent(w -> artifacts.putAll(w.artifacts()));
        }

        Recovered run() {
            found.damaged()
                    .ifPresent(d -> stopped = new Problem(
                            "The journal is damaged.",
                            "In " + place + ", " + d + "; what came after it is lost.",
                            "Look at what was recovered before you save it."));
            List<Workspace> states = new ArrayList<>();
            int current = 0;
            int n = 0;
            for (Timeline.Moment state : timeline.states()) {
                Optional<Workspace> workspace =
                        workspace(state, (double) n / timeline.states().size());
                boolean upToCurrent = n++ <= timeline.at();
                if (workspace.isPresent()) {
                    states.add(workspace.get());
                    current = upToCurrent ? states.size() - 1 : current;
                } else if (states.isEmpty() || upToCurrent) {
                    workspace(state.shortened(known(state)), 0).ifPresent(states::add);
                    current = Math.max(0, states.size() - 1);
                    break;
                }
            }
            if (states.isEmpty()) {
                states.add(Workspace.empty(timeline.current().name()));
            }
            return new Recovered(new History(states, current), Optional.ofNullable(stopped));
        }

        private int known(Timeline.Moment state) {
            int count = 0;
            while (count < state.entries().size()
                    && done.containsKey(state.entries().get(count))) {
                count++;
            }
            return count;
        }

        private Optional<Workspace> workspace(Timeline.Moment state, double fraction) {
            Workspace w = Workspace.empty(state.name());
            for (Entry e : state.entries()) {
                Entry mine = done.get(e);
                if (mine == null) {
                    try {
                        mine = entry(e, fraction);
                    } catch (ProblemException failed) {
                        stopped = new Problem(
                                "Not everything could be recovered.",
                                "\"" + engine.operation(e.step().op()).title() + "\" could not be repeated: "
                                        + failed.problem().what() + " "
                                        + failed.problem().why(),
                                failed.problem().fix());
                        return Optional.empty();
                    }
                    done.put(e, mine);
                }
                w = w.with(mine, artifact(mine.output()));
            }
            return Optional.of(w);
        }

        private Artifact artifact(ArtifactId id) {
            Artifact a = artifacts.get(id);
            if (a == null) {
                throw new IllegalStateException("the result " + id + " was not kept");
            }
            return a;
        }

        private Entry entry(Entry e, double fraction) {
            ctx.progress(engine.operation(e.step().op()).title(), fraction);
            ArtifactId known = changed.getOrDefault(e.output(), e.output());
            List<ArtifactId> inputs = e.step().inputs().stream()
                    .map(i -> changed.getOrDefault(i, i))
                    .toList();
            boolean sameInputs = inputs.equals(e.step().inputs());
            if (sameInputs && artifacts.containsKey(known)) {
                return e;
            }
            Optional<Artifact> kept = sameInputs ? folder.load(e.output()) : Optional.empty();
            if (kept.isPresent()) {
                artifacts.put(e.output(), kept.get());
                return e;
            }
            return again(e, inputs, engine.operation(e.step().op()));
        }

        private <P extends Params> Entry again(Entry e, List<ArtifactId> inputs, Operation<P, ?> operation) {
            Step step = e.step();
            checkSources(e);
            List<Artifact> read = new ArrayList<>();
            for (ArtifactId i : inputs) {
                Artifact input = artifacts.get(i);
                if (input == null) {
                    throw ProblemException.of(
                            "A result that it reads is missing.",
                            "The workspace file was changed since, and the journal has no copy of it.",
                            "Run the step again.");
                }
                read.add(input);
            }
            Step now = new Step(step.op(), operation.version(), step.params(), inputs, step.seed());
            long start = System.nanoTime();
            Artifact result = operation.run(
                    operation.paramsType().cast(step.params()),
                    new Inputs(read),
                    ctx.seeded(step.seed()).of(now));
            double seconds = (System.nanoTime() - start) * 1e-9;
            ArtifactId id = engine.identify(result);
            artifacts.put(id, result);
            if (!id.equals(e.output())) {
                changed.put(e.output(), id);
                warn("\"" + operation.title() + "\" gave another result than before the crash.");
            }
            return new Entry(now, id, seconds, ctx.kernels().id());
        }

        private void checkSources(Entry e) {
            for (Timeline.Source source : timeline.sources(e.output())) {
                if (!Files.exists(source.path())) {
                    throw ProblemException.of(
                            "The source " + source.path() + " is gone.",
                            "It is needed, as its data were not autosaved in time.",
                            "Put it back and recover again, or import it anew.");
                }
                if (!Fingerprint.of(source.path()).equals(Optional.of(source.sha256()))) {
                    warn("The source " + source.path() + " has changed since it was read; what was made of it may"
                            + " differ.");
                }
            }
        }

        private void warn(String message) {
            ctx.issue(new Issue(Severity.WARNING, "recovery", "", message));
        }
    }

    /// The history that a journal tells, without results.
    private record Timeline(
            List<Moment> states, int at, Optional<Path> file, Instant last, Map<ArtifactId, List<Source>> sources) {
        record Moment(String name, List<Entry> entries) {
            Moment shortened(int count) {
                return new Moment(name, entries.subList(0, count));
            }
        }

        record Source(Path path, String sha256) {}

        Moment current() {
            return states.get(at);
        }

        List<Source> sources(ArtifactId output) {
            return sources.getOrDefault(output, List.of());
        }

        static Timeline read(Engine engine, Journal.Content content) {
            JsonNode first = content.lines().getFirst();
            int format = first.path("journal").asInt();
            if (format != JournalLines.FORMAT) {
                throw ProblemException.of(
                        "There is unsaved work that this version cannot read.",
                        "Its journal has format " + format + " and was written by Recscope "
                                + first.path("app").asText("of an unknown version") + ".",
                        "Open the workspace with that version.");
            }
            List<Entry> entries = entries(engine, first.path("entries"));
            List<Moment> states = new ArrayList<>();
            for (JsonNode s : first.path("states")) {
                List<Entry> own = new ArrayList<>();
                for (JsonNode i : s.path("entries")) {
                    own.add(entries.get(number(i, entries.size())));
                }
                states.add(new Moment(s.path("name").asText(), own));
            }
            int at = number(first.path("current"), states.size());
            List<Entry> part = List.of();
            Map<ArtifactId, List<Source>> sources = new HashMap<>();
            for (JsonNode line : content.lines().subList(1, content.lines().size())) {
                if (line.has("then")) {
                    states = new ArrayList<>(states.subList(0, at + 1));
                    List<Entry> all = new ArrayList<>(states.get(at).entries());
                    all.addAll(entries(engine, line.path("then").path("entries")));
                    states.add(new Moment(line.path("then").path("name").asText(), all));
                    at++;
                    part = List.of();
                } else if (line.has("move")) {
                    at = number(line.path("move"), states.size());
                    part = List.of();
                } else if (line.has("part")) {
                    part = entries(engine, line.path("part"));
                } else if (line.has("source")) {
                    JsonNode s = line.path("source");
                    sources.computeIfAbsent(new ArtifactId(s.path("output").asText()), _ -> new ArrayList<>())
                            .add(new Source(
                                    Path.of(s.path("path").asText()),
                                    s.path("sha256").asText()));
                }
            }
            if (!part.isEmpty()) {
                states = new ArrayList<>(states.subList(0, at + 1));
                List<Entry> all = new ArrayList<>(states.get(at).entries());
                all.addAll(part);
                states.add(new Moment(states.get(at).name(), all));
                at++;
            }
            Optional<Path> file =
                    first.has("file") ? Optional.of(Path.of(first.path("file").asText())) : Optional.empty();
            return new Timeline(
                    List.copyOf(states), at, file, time(content.lines().getLast()), sources);
        }

        private static List<Entry> entries(Engine engine, JsonNode list) {
            return JournalLines.list(list).stream()
                    .map(e -> AutosaveFolder.entry(e, engine::paramsType))
                    .toList();
        }

        private static int number(JsonNode node, int count) {
            if (!node.isInt() || node.intValue() < 0 || node.intValue() >= count) {
                throw ProblemException.of(
                        "The journal of unsaved work makes no sense.",
                        "It speaks of a state that it never described.",
                        "Discard it, and go on from the saved file.");
            }
            return node.intValue();
        }

        private static Instant time(JsonNode line) {
            try {
                return Instant.parse(line.path("at").asText());
            } catch (DateTimeException _) {
                return Instant.EPOCH;
            }
        }
    }
}
