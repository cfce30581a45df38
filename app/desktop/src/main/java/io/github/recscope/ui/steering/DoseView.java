package io.github.recscope.ui.steering;

import io.github.recscope.model.Curve;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringPlan;
import io.github.recscope.ui.fx.Card;
import io.github.recscope.ui.fx.ChartPane;
import io.github.recscope.ui.fx.Charts;
import io.github.recscope.ui.fx.ForecastNote;
import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// How strong the recipe should be: curves over the dose, and the doses that a budget or a wish asks for.
final class DoseView extends ScrollPane {
    private static final double CHART = 300;

    private final SteeringModel model;
    private final TextField budget = field("steer-budget", "2", "Allowed loss of NDCG in percent");
    private final TextField points = field("steer-points", "20", "Points of the list");
    private final Button sweep;
    private final Button most;
    private final Button calibrate;
    private final ForecastNote forecast = new ForecastNote("steer-forecast");
    private final Label state = new Label();
    private final VBox results = new VBox(12);

    DoseView(SteeringModel model) {
        this.model = model;
        setId("steer-dose");
        setFitToWidth(true);
        getStyleClass().add("page-scroll");
        sweep = Icons.button(
                "steer-sweep",
                "Try 21 doses",
                MaterialDesignC.CHART_BELL_CURVE,
                () -> with(budget, p -> model.studies().sweep(p)));
        sweep.setTooltip(new Tooltip("From turned round (−1) to three times as strong, for everyone whom it is for."));
        most = Icons.button(
                "steer-most",
                "As much as costs at most",
                MaterialDesignS.SPEEDOMETER,
                () -> with(budget, p -> model.studies().asMuchAs(p)));
        most.setTooltip(new Tooltip("Fitted on one half of the users, reported on the other. Codes stay within what the"
                + " encoder gives to somebody."));
        calibrate = Icons.button(
                "steer-calibrate",
                "Change its share by",
                MaterialDesignT.TARGET,
                () -> with(points, p -> model.studies().points(p)));
        calibrate.setTooltip(
                new Tooltip("One named concept: which level moves its share of the lists by so many" + " points?"));
        state.setId("steer-dose-state");
        state.setWrapText(true);
        state.managedProperty().bind(state.textProperty().isNotEmpty());
        FlowPane tools = new FlowPane(
                14,
                8,
                sweep,
                together(most, budget, new Label("% of NDCG")),
                together(calibrate, points, new Label("points")));
        VBox body = new VBox(
                12,
                tools,
                forecast,
                state,
                new EstimateNote("steer-dose-estimate", model.studies().caption()),
                results);
        body.getStyleClass().add("steer-tab");
        setContent(body);
        model.studies().shown().observe(this::show);
        model.studies().forecast().observe(said -> {
            forecast.show(said.words(), said.isRefused());
            enable();
        });
        model.trial().observe(_ -> changed());
        budget.textProperty().subscribe((_, _) -> ask());
        points.textProperty().subscribe((_, _) -> ask());
    }

    private void changed() {
        enable();
        ask();
    }

    private void ask() {
        model.studies().askForecast(number(budget), number(points));
    }

    private static TextField field(String id, String text, String about) {
        TextField field = new TextField(text);
        field.setId(id);
        field.setPrefColumnCount(3);
        field.setMaxWidth(56);
        field.getStyleClass().add("number");
        field.setAccessibleText(about);
        field.setTooltip(new Tooltip(about + "."));
        return field;
    }

    private static HBox together(Node... nodes) {
        HBox box = new HBox(6, nodes);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private void with(TextField field, DoubleConsumer action) {
        double value = number(field);
        if (value > 0) {
            action.accept(value);
        } else {
            state.setText("Give a number above 0 and up to 100.");
        }
    }

    /// What a field says; 0 where that cannot be used.
    private static double number(TextField field) {
        try {
            double value = Double.parseDouble(field.getText().strip().replace(',', '.'));
            return value > 0 && value <= 100 ? value : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private void enable() {
        boolean idle = model.studies().shown().get().running().isEmpty()
                && !model.trial().get().edits().isEmpty();
        List<Integer> refused = model.studies().forecast().get().refused();
        boolean solvable = idle && model.trial().get().items().isEmpty();
        sweep.setDisable(!idle || refused.contains(0));
        most.setDisable(!solvable || refused.contains(1));
        calibrate.setDisable(!solvable || refused.contains(2));
    }

    private void show(Studies studies) {
        enable();
        state.getStyleClass().setAll("label", studies.problem().isPresent() ? "bad" : "muted");
        state.setText(
                !studies.running().isEmpty()
                        ? studies.running() + "… Progress and Cancel are at the bottom of the window."
                        : studies.problem()
                                .map(p -> p.sentence())
                                .orElse(
                                        studies.dose().isEmpty()
                                                        && studies.plan().isEmpty()
                                                        && studies.trying().isEmpty()
                                                ? "Set up edits on the left, then ask what a stronger or weaker dose"
                                                        + " would do."
                                                : ""));
        results.getChildren().clear();
        studies.plan().ifPresent(p -> results.getChildren().add(plan(p)));
        studies.trying()
                .ifPresentOrElse(
                        d -> results.getChildren().add(sampled(d)),
                        () -> studies.dose()
                                .ifPresent(d -> results.getChildren().add(dose(d))));
    }

    private static Card dose(DoseResponse d) {
        String words = "The largest dose that costs at most " + Numbers.fixed(100 * d.budget(), 1) + " % of NDCG is "
                + Numbers.fixed(d.largest(), 2)
                + (Double.isNaN(d.knee())
                        ? "."
                        : "; beyond " + Numbers.fixed(d.knee(), 2) + " the share grows less than in proportion.");
        Card card = dose(d, "Dose and response: ", words);
        card.subtitle("Dose 0 is the model itself, 1 the recipe as written; the vertical line is the budget. For "
                + d.scope().audience() + ", lists of " + d.cutoff() + ".");
        return card;
    }

    /// From a sample: what is read off the curve waits for everybody's.
    private static Card sampled(DoseResponse d) {
        DoseResponse.Point last = d.points().getLast();
        String words = "At dose " + Numbers.fixed(last.dose(), 2) + ", with 95 % intervals: "
                + (d.attribute() == null
                        ? ""
                        : "share of " + d.attribute().words() + " " + percent(last.share()) + ", ")
                + "of the list stays " + percent(last.overlap()) + ", NDCG lost " + percent(last.ndcgLoss())
                + ". The dose that the budget allows is found when everyone is measured.";
        Card card = dose(d, "Estimated dose and response: ", words);
        card.subtitle("Dose 0 is the model itself, 1 the recipe as written. For "
                + d.scope().audience() + ", lists of " + d.cutoff() + ".");
        return card;
    }

    private static Card dose(DoseResponse d, String title, String words) {
        List<Curve> curves = new ArrayList<>();
        if (d.attribute() != null) {
            curves.add(
                    curve("share of " + d.attribute().words(), d, p -> p.share().mean()));
        }
        curves.add(curve("of the list stays", d, p -> p.overlap().mean()));
        curves.add(curve("NDCG, of the model's", d, p -> 1 - p.ndcgLoss().mean()));
        ChartPane chart = Charts.lines(words, "dose, as a multiple of the recipe", "share", curves);
        if (!Double.isNaN(d.largest())) {
            Charts.mark(chart, d.largest(), new java.awt.Color(0xD0, 0x6A, 0x1A));
        }
        chart.setId("steer-dose-chart");
        chart.setPrefHeight(CHART);
        chart.setMinHeight(CHART);
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return new Card(title + d.name(), chart, label);
    }

    private static Curve curve(String name, DoseResponse d, ToDoubleFunction<DoseResponse.Point> value) {
        return new Curve(
                name,
                d.points().stream().map(DoseResponse.Point::dose).toList(),
                d.points().stream().map(value::applyAsDouble).toList());
    }

    private Card plan(SteeringPlan p) {
        VBox body = new VBox(6);
        for (SteeringPlan.Dose dose : p.doses()) {
            body.getChildren()
                    .add(line((dose.raise() ? "More " : "Less ") + model.names(dose.latents())
                            + (dose.helpers().isEmpty()
                                    ? ""
                                    : " (with the help of " + model.names(dose.helpers()) + ")")
                            + ": level "
                            + Numbers.percent(dose.level()) + " of the most that the encoder produces."));
        }
        body.getChildren()
                .add(line("Costs " + percent(p.fitted()) + " of NDCG on the users it was fitted on, "
                        + percent(p.cost()) + " on the others."));
        for (Steering.ShareChange s : p.shares()) {
            body.getChildren()
                    .add(line("Share of " + s.attribute().words() + " on the others: "
                            + Numbers.percent(s.share().before()) + " → "
                            + Numbers.percent(s.share().after()) + "."));
        }
        SteeringPlan.Calibration c = p.calibration();
        if (c != null) {
            body.getChildren()
                    .add(line("Asked for " + Numbers.fixed(c.asked(), 0) + " points: the others' mean moves by "
                            + Numbers.fixed(c.mean().mean(), 1) + " (straight line: "
                            + Numbers.fixed(c.linear().mean(), 1) + "). Single users are off by "
                            + Numbers.fixed(c.perUser().mean(), 1) + " points with one level for all, by "
                            + Numbers.fixed(c.ownLevels().mean(), 1) + " with a level each; "
                            + Numbers.percent(c.reached()) + " can be brought so far."));
        }
        Button use = Icons.button(
                "steer-use-plan", "Use this plan", MaterialDesignC.CHECK, () -> model.use(p.edits(), p.mode()));
        body.getChildren().add(use);
        Card card = new Card(
                c != null
                        ? "Plan: change the share by " + Numbers.fixed(c.asked(), 0) + " points"
                        : "Plan: as much as the budget allows",
                body);
        card.subtitle("Fitted on one half of the users, reported on the other.");
        card.setId("steer-plan");
        return card;
    }

    private static String percent(MetricValue v) {
        return Numbers.fixed(100 * v.mean(), 1) + " % (" + Numbers.fixed(100 * v.low(), 1) + " to "
                + Numbers.fixed(100 * v.high(), 1) + ")";
    }

    private static Label line(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
