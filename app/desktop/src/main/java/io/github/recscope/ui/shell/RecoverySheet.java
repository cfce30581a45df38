package io.github.recscope.ui.shell;

import io.github.recscope.session.Recovery;
import io.github.recscope.ui.fx.Format;
import io.github.recscope.ui.fx.Sheets;
import java.time.Instant;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Asks what to do with work that a crash left. Node ids: `recovery`, `recovery-text`, `recovery-recover`,
/// `recovery-discard`, `recovery-later`, `recovery-more`.
final class RecoverySheet {
    private static final int SHOWN = 6;
    private final ShellModel model;
    private final Sheets sheets;
    private Runnable decision = () -> {};

    /// Appears whenever the model has something to offer.
    RecoverySheet(ShellModel model, Sheets sheets) {
        this.model = model;
        this.sheets = sheets;
        model.offer().observe(o -> o.ifPresent(r -> show(r.found())));
    }

    private void show(Recovery.Found found) {
        String name = found.file()
                .map(f -> String.valueOf(f.getFileName()))
                .orElse("'" + found.name() + "', which was never saved,");
        int steps = found.steps().size();
        Label text = new Label("Recscope ended without warning while " + name + " had work that no file holds: "
                + (steps == 0 ? "a change" : Format.plural(steps, "step", "steps")) + ", the last one "
                + Age.words(found.last(), Instant.now()) + ".");
        Label list = new Label(lines(found.steps()));
        Label time = new Label(
                found.missing() == 0
                        ? "All results were autosaved, so this takes a moment."
                        : Format.plural(found.missing(), "result was", "results were")
                                + " not written in time and must be computed again, which took "
                                + Format.seconds(found.seconds()) + " then.");
        VBox box = new VBox(text, list, time);
        found.damaged()
                .ifPresent(d -> box.getChildren()
                        .add(new Label(
                                "The journal is damaged (" + d + "); what came after that cannot be" + " recovered.")));
        int more = model.moreUnsaved();
        if (more > 0) {
            Label others = new Label("There " + (more == 1 ? "is 1 more workspace" : "are " + more + " more workspaces")
                    + " that no file holds. "
                    + (more == 1 ? "It is" : "They are")
                    + " offered next; if you recover this one, as soon as you close it.");
            others.setId("recovery-more");
            box.getChildren().add(others);
        }
        box.setId("recovery-text");
        box.setSpacing(10);
        box.setMaxWidth(520);
        box.getChildren().forEach(n -> ((Label) n).setWrapText(true));
        list.getStyleClass().add("muted");
        Button later = button("recovery-later", found.file().isPresent() ? "Don't open" : "Later", model::later);
        Button discard = button("recovery-discard", "Discard it", model::dropOffer);
        discard.getStyleClass().add("danger");
        Button recover = button("recovery-recover", "Recover", model::recover);
        recover.getStyleClass().add("accent");
        recover.setDefaultButton(true);
        decision = model::later;
        sheets.show("recovery", "Recover unsaved work?", box, later, discard, recover);
        // Escape and the cross decide nothing. The next offer must not come while this sheet still goes away.
        sheets.whenHidden(() -> Platform.runLater(decision));
    }

    private static String lines(List<String> steps) {
        List<String> last = steps.subList(Math.max(0, steps.size() - SHOWN), steps.size());
        String lines = String.join("\n", last.stream().map(s -> "•  " + s).toList());
        return steps.size() > SHOWN ? "•  …\n" + lines : lines;
    }

    private Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(_ -> {
            decision = action;
            sheets.hide();
        });
        return button;
    }
}
