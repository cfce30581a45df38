package io.github.recscope.ui.steering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.job.Observable;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.Params;
import io.github.recscope.model.Problem;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.History;
import io.github.recscope.steering.DoseParams;
import io.github.recscope.steering.SolveParams;
import io.github.recscope.steering.SteerParams;
import io.github.recscope.ui.fixture.CodePreview;
import io.github.recscope.ui.fixture.Library;
import io.github.recscope.ui.state.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SteeringModelTest {
    private final LinkedBlockingQueue<Runnable> window = new LinkedBlockingQueue<>();
    private final Selection selection = new Selection();
    private final Observable<History> history = new Observable<>(History.of(Library.workspace()));
    private final List<SteerParams> saved = new ArrayList<>();
    private final List<Params> other = new ArrayList<>();
    private Optional<Problem> refuse = Optional.empty();
    /// What a step gives that does not end at once.
    private @Nullable CompletableFuture<Outcome<Workspace>> hold;
    private final SteeringModel model = new SteeringModel(
            history,
            selection,
            window::add,
            now -> new CodePreview(Objects.requireNonNull(now.dataset()), Objects.requireNonNull(now.autoencoder()))
                    ::lists,
            this::submit,
            Optional::empty,
            Optional.empty());

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void editsBecomeWhatTheEngineTakes() throws InterruptedException {
        model.add(1);
        model.amount(0, 0.7);
        model.add(2);
        model.kind(1, Edit.Kind.ZERO);
        model.add(3);
        model.on(2, false);
        assertEquals(
                List.of(new Edit(1, Edit.Kind.ADD, 0.7), new Edit(2, Edit.Kind.ZERO, 0)),
                model.trial().get().edits(),
                "in order, without what is off");
        model.remove(0);
        assertEquals(
                List.of(new Edit(2, Edit.Kind.ZERO, 0)), model.trial().get().edits());
        model.clear();
        assertEquals(List.of(), model.trial().get().rows());
        until(() -> model.lists().get().headline().startsWith("No edit is on"));
    }

    @Test
    void deadConceptsCannotBeAddedOrChosen() {
        model.add(5);
        assertEquals(List.of(), model.trial().get().rows());
        assertTrue(model.choices().stream().noneMatch(c -> c.latent() == 5));
        assertEquals("dystopia", model.choices().getFirst().title(), "named ones first, by name");
        assertEquals("unnamed 4", model.choices().getLast().title());
        assertEquals(
                List.of(1), model.choices("ROMA").stream().map(Choice::latent).toList());
    }

    @Test
    void amountsStayInTheObservedRange() {
        model.add(0);
        EditRow row = model.trial().get().rows().getFirst();
        EditRange range = model.range(row);
        assertEquals(range.initial(), row.amount(), 0);
        assertEquals(-range.usual(), range.min(), 0, "down to minus the largest observed");
        assertEquals(1.5 * range.usual(), range.max(), 1e-12);
        model.amount(0, 1e9);
        assertEquals(range.max(), model.trial().get().rows().getFirst().amount(), 0);
        model.amount(0, Double.NaN);
        assertEquals(range.initial(), model.trial().get().rows().getFirst().amount(), 0);
        model.kind(0, Edit.Kind.SCALE);
        assertEquals(2, model.trial().get().rows().getFirst().amount(), 0, "a factor starts anew");
    }

    @Test
    void listsFollowTheNewestRequest() throws InterruptedException {
        until(() -> model.lists().get().steered().size() == SteeringModel.LENGTH);
        assertEquals(
                model.lists().get().model().stream().map(Lists.Line::item).toList(),
                model.lists().get().steered().stream().map(Lists.Line::item).toList());
        model.add(1);
        for (int n = 0; n <= 100; n++) {
            model.amount(0, n / 100.0);
        }
        model.mode(SteeringMode.DECODE_ONLY);
        until(() -> model.lists().get().headline().contains("romance"));
        assertEquals(SteeringMode.DECODE_ONLY, model.trial().get().mode());
    }

    @Test
    void usersAreFoundSteppedAndSuggested() {
        assertEquals("reader-100", model.person().get().id());
        assertTrue(model.chooseUser(" reader-105 "));
        assertEquals(OptionalInt.of(5), selection.user().get());
        model.stepUser(-6);
        assertEquals("reader-129", model.person().get().id(), "around the beginning");
        assertFalse(model.chooseUser("nobody"));
        assertEquals("reader-129", model.person().get().id());
        assertEquals(List.of("reader-110", "reader-111"), model.suggestUsers("-11", 2));
        Person p = model.person().get();
        assertEquals(p.historySize(), p.history().size());
        int[] row = Library.data().interactions().byUser().row(29);
        assertEquals(
                Library.data().titles().get(row[row.length - 1]), p.history().getFirst(), "most recent first");
    }

    @Test
    void savingSendsTheRecipeAndShowsTheEffect() throws InterruptedException {
        model.add(0);
        model.amount(0, 1.25);
        model.save("  ");
        until(() -> !model.saving().get().running());
        SteerParams sent = saved.getFirst();
        assertEquals("fantasy +1.25", sent.name());
        assertEquals("reader-100", sent.user());
        assertEquals(List.of(new SteerParams.EditSpec("0", Edit.Kind.ADD, 1.25)), sent.edits());
        EffectTable effect = model.saving().get().effect().orElseThrow();
        assertEquals("Share of 'fantasy'", effect.rows().getFirst().name());
        assertEquals("+35.0\u00a0pp", effect.rows().getFirst().difference());
        assertEquals("–", effect.rows().get(3).interval(), "coverage is one figure for all");
        assertTrue(effect.rows().get(1).sure(), "−0.0151 to −0.0082 leaves out 0");
        assertFalse(effect.rows().get(2).sure(), "−0.0040 to 0.0010 does not");
        assertTrue(model.saving().get().current());
        model.amount(0, 0.5);
        assertFalse(model.saving().get().current(), "the recipe has changed since");
        history.set(history.get().undo());
        assertTrue(model.saving().get().effect().isEmpty(), "undone");
    }

    private Estimate estimate(int users) {
        return new Estimate(Library.steering(model.params("")), users, 100_000);
    }

    @Test
    void anEstimateStandsInUntilEverybodyIsMeasured() throws InterruptedException {
        hold = new CompletableFuture<>();
        model.add(0);
        model.preview(Optional.of(estimate(1000)), "");
        assertEquals("", model.caption().get(), "nothing is being measured: not for this place");
        model.save("");
        model.preview(Optional.empty(), "");
        assertEquals("", model.caption().get());
        model.preview(Optional.of(estimate(1000)), "a few seconds left");
        assertEquals(
                "Estimate from 1,000 of 100,000 users – measuring everyone, a few seconds left.",
                model.caption().get());
        EffectTable table = model.saving().get().effect().orElseThrow();
        assertTrue(table.estimated());
        assertTrue(table.about().contains("Over 1,000 users drawn at random"), table.about());
        List<String> names = table.rows().stream().map(EffectTable.Row::name).toList();
        assertTrue(names.contains("NDCG@20") && names.contains("Users harmed"), names.toString());
        for (String missing : List.of("Catalogue coverage", "NDCG, worst tenth", "Gini of exposure")) {
            assertFalse(names.contains(missing), missing + " is no mean over users");
        }
        assertTrue(model.studies().shown().get().sampled().isPresent());
        assertTrue(model.studies().shown().get().saved().isEmpty(), "nothing to export");
        assertTrue(model.saving().get().current());
        model.amount(0, 0.3);
        assertFalse(model.saving().get().current());
        model.preview(Optional.of(estimate(5000)), "");
        assertTrue(model.caption().get().startsWith("Estimate from 1,000"), "another recipe's is not for this place");
        model.preview(Optional.empty(), "");
        assertTrue(model.caption().get().startsWith("Estimate from 1,000"), "what was seen stays");
        hold.complete(save(saved.getFirst()).toCompletableFuture().join());
        until(() -> !model.saving().get().running());
        assertEquals("", model.caption().get());
        assertFalse(model.saving().get().effect().orElseThrow().estimated());
        assertTrue(model.studies().shown().get().sampled().isEmpty());
    }

    @Test
    void whoCancelsKeepsTheEstimateAsOne() throws InterruptedException {
        hold = new CompletableFuture<>();
        model.add(0);
        model.save("");
        model.preview(Optional.of(estimate(1000)), "");
        hold.complete(new Outcome.Cancelled<>());
        until(() -> !model.saving().get().running());
        assertEquals(
                "Estimate from 1,000 of 100,000 users. Measuring everyone was cancelled, so nothing is saved.",
                model.caption().get());
        assertTrue(model.saving().get().effect().orElseThrow().estimated());
        assertTrue(history.get().workspace().latest(Steering.class).isEmpty());
        hold = new CompletableFuture<>();
        model.save("");
        assertEquals("", model.caption().get(), "the next one begins anew");
        assertTrue(model.saving().get().effect().isEmpty());
        hold.complete(new Outcome.Failed<>(new Problem("It failed.", "No reason.", "Try again."), null));
        until(() -> !model.saving().get().running());
        assertEquals("", model.caption().get());
    }

    @Test
    void dosesAreEstimatedToo() {
        hold = new CompletableFuture<>();
        model.add(0);
        model.amount(0, 1.25);
        model.studies().sweep(2);
        model.preview(Optional.of(new Estimate(Library.dose(), 640, 50_000)), "");
        assertEquals(
                "Estimate from 640 of 50,000 users – measuring everyone.",
                model.studies().caption().get());
        assertTrue(model.studies().shown().get().trying().isPresent());
        assertTrue(model.studies().shown().get().dose().isEmpty());
        assertEquals("", model.caption().get(), "in its own place");
        hold.complete(new Outcome.Cancelled<>());
        until2();
        assertTrue(model.studies().caption().get().endsWith("so nothing is saved."));
    }

    /// Another workspace is opened while doses or a recipe are measured; the work is cancelled with it.
    @Test
    void anEstimateStaysWithItsModel() throws InterruptedException {
        hold = new CompletableFuture<>();
        model.add(0);
        model.amount(0, 1.25);
        model.studies().sweep(2);
        Optional<Estimate> doses = Optional.of(new Estimate(Library.dose(), 640, 50_000));
        model.preview(doses, "");
        history.set(History.of(Workspace.empty("new")));
        model.preview(doses, "");
        assertEquals("", model.studies().caption().get());
        hold.complete(new Outcome.Cancelled<>());
        until2();
        assertEquals("", model.studies().caption().get());
        assertTrue(model.studies().shown().get().trying().isEmpty());

        history.set(History.of(Library.workspace()));
        hold = new CompletableFuture<>();
        model.add(0);
        Optional<Estimate> recipe = Optional.of(estimate(1000));
        model.save("");
        model.preview(recipe, "");
        assertFalse(model.caption().get().isEmpty());
        history.set(History.of(Workspace.empty("new")));
        model.preview(recipe, "");
        assertEquals("", model.caption().get());
        hold.complete(new Outcome.Cancelled<>());
        until(() -> !model.saving().get().running());
        assertEquals("", model.caption().get());
        assertTrue(model.saving().get().effect().isEmpty());
    }

    @Test
    void presetsAreRecipesToStartFrom() {
        model.add(1);
        selection.item().set(OptionalInt.of(3));
        model.preset(Preset.PROMOTE);
        assertEquals(List.of(3), model.trial().get().items());
        assertEquals("keenest:romance:100", model.trial().get().audience());
        model.preset(Preset.SUPPRESS);
        assertEquals(SteeringMode.CLEAR_RESIDUAL, model.trial().get().mode());
        assertEquals(
                List.of(new Edit(1, Edit.Kind.ZERO, 0)), model.trial().get().edits());
        model.preset(Preset.NUDGE);
        assertEquals("", model.trial().get().audience());
        assertTrue(model.trial().get().rows().getFirst().amount() > 0);
        model.preset(Preset.DEBIAS);
        assertEquals(
                List.of(Edit.Kind.SCALE),
                model.trial().get().rows().stream().map(EditRow::kind).toList());
        model.editItem(true);
        assertEquals(Library.data().titles().get(3), model.itemTitle());
        model.audience("active:100");
        assertTrue(model.audiences().stream().anyMatch(a -> a.text().equals("active:100")));
    }

    @Test
    void dosesAndPlansAreStepsOfTheirOwn() {
        model.add(0);
        model.amount(0, 1.25);
        model.add(2);
        model.kind(1, Edit.Kind.ZERO);
        model.audience("active:10");
        model.studies().sweep(3);
        DoseParams dose = (DoseParams) other.removeLast();
        assertEquals(0.03, dose.budget(), 1e-12);
        assertEquals(2, dose.edits().size());
        assertEquals("active:10", dose.audience());
        until2();
        model.studies().asMuchAs(2);
        SolveParams most = (SolveParams) other.removeLast();
        assertEquals("0", most.more());
        assertEquals("2", most.less());
        assertEquals(0, most.points());
        until2();
        model.studies().points(20);
        assertEquals(20, ((SolveParams) other.removeLast()).points());
    }

    private void until2() {
        try {
            until(() -> model.studies().shown().get().running().isEmpty());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFailureIsShownInWords() throws InterruptedException {
        refuse = Optional.of(new Problem("It failed.", "No reason.", "Try again."));
        model.add(0);
        model.save("mine");
        until(() -> !model.saving().get().running());
        assertEquals(
                "It failed. No reason. Try again.",
                model.saving().get().problem().orElseThrow().sentence());
    }

    @Test
    void withoutConceptsThereIsNothingToSteer() {
        history.set(History.of(Workspace.empty("new")));
        assertTrue(model.missing().get().startsWith("There is no data yet."));
        assertEquals(Person.NOBODY, model.person().get());
        model.add();
        model.stepUser(1);
        assertEquals(List.of(), model.trial().get().rows());
    }

    private CompletionStage<Outcome<Workspace>> submit(String op, Params params) {
        if (params instanceof SteerParams steer) {
            if (hold != null) {
                saved.add(steer);
            }
            return hold != null ? hold : save(steer);
        }
        other.add(params);
        return hold != null ? hold : CompletableFuture.completedFuture(new Outcome.Cancelled<>());
    }

    private CompletionStage<Outcome<Workspace>> save(SteerParams params) {
        saved.add(params);
        if (refuse.isPresent()) {
            return CompletableFuture.completedFuture(new Outcome.Failed<>(refuse.get(), null));
        }
        Workspace next = Library.with(history.get().workspace(), "steer", Library.steering(params), 9, 1, 2, 3, 4);
        history.set(history.get().then(next));
        return CompletableFuture.completedFuture(new Outcome.Done<>(next, List.of()));
    }

    /// Does what the window's thread would do, until a condition holds.
    private void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Runnable next = window.poll(30, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing came");
            next.run();
        }
    }
}
