package io.github.recscope.ui.shell;

import io.github.recscope.job.Observable;
import io.github.recscope.session.Autosave;
import io.github.recscope.ui.fx.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// What the status line says about the file: its size, how old it is, and whether unsaved work is safe.
public final class FileStatusModel {
    private final Keeper keeper;
    private final Observable<String> file = new Observable<>("");
    private final Observable<Safety> safety = new Observable<>(new Safety("", "", false));

    /// How safe unsaved work is.
    ///
    /// @param text   a word or two; empty where there is nothing to say
    /// @param detail a sentence
    /// @param failed whether it is not safe
    public record Safety(String text, String detail, boolean failed) {}

    /// Follows the keeper.
    public FileStatusModel(Keeper keeper) {
        this.keeper = keeper;
        keeper.facts().observe(_ -> refresh());
        keeper.safety().ifPresent(s -> s.observe(_ -> refresh()));
    }

    /// The file in words: "mine.recscope · 1.2 MiB · saved 5 minutes ago"; empty without one.
    public Observable<String> file() {
        return file;
    }

    /// How safe unsaved work is.
    public Observable<Safety> safety() {
        return safety;
    }

    /// Looks at the clock again.
    public void refresh() {
        Instant now = Instant.now();
        Keeper.Facts facts = keeper.facts().get();
        file.set(facts.file().map(f -> words(f, facts, now)).orElse(""));
        safety.set(keeper.safety().map(s -> words(s.get(), now)).orElse(safety.get()));
    }

    private static String words(Path path, Keeper.Facts facts, Instant now) {
        String size =
                facts.stamp().exists() ? "  ·  " + Format.bytes(facts.stamp().bytes()) : "";
        String age =
                facts.stamp().exists() ? "  ·  saved " + Age.words(facts.stamp().modified(), now) : "";
        return path.getFileName() + (facts.inUse().isEmpty() ? "" : " (read only)") + size + age;
    }

    private static Safety words(Autosave.State state, Instant now) {
        return switch (state.kind()) {
            case NOTHING -> new Safety("", "There is nothing that no file holds.", false);
            case WRITING -> new Safety("autosaving…", "Unsaved work is being written, for the case of a crash.", false);
            case SAFE ->
                new Safety(
                        "autosaved",
                        "Unsaved work would survive a crash; last change "
                                + Age.words(state.at(), now.plus(Duration.ofMillis(1))) + ".",
                        false);
            case FAILED -> {
                String why = state.problem() == null ? "" : state.problem().sentence();
                yield new Safety("not autosaved", why, true);
            }
        };
    }
}
