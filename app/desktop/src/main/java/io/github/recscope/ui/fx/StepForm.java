package io.github.recscope.ui.fx;

import io.github.recscope.model.Params;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.ui.state.ForecastModel;
import java.util.function.Consumer;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// The sheet that asks for a step's settings, says what it will take with them, and starts it.
///
/// Node ids: `form-OP`, `form-run`, `form-reset`, `form-forecast`.
///
/// @param <P> the record of its settings
public final class StepForm<P extends Params> {
    private static final double LEAST = 240;

    private final String op;
    private final String title;
    private final ParamForm<P> form;
    private final ForecastModel forecast;
    private final Consumer<P> start;

    /// @param op       the operation's id
    /// @param title    what it does, on the sheet and on the button
    /// @param first    the values it begins with
    /// @param forecast of this form alone; closed with it
    /// @param start    starts the step
    public StepForm(
            String op, String title, ParamSchema<P> schema, P first, ForecastModel forecast, Consumer<P> start) {
        this.op = op;
        this.title = title;
        this.form = new ParamForm<>(schema, first);
        this.forecast = forecast;
        this.start = start;
    }

    /// Shows it.
    ///
    /// @param width of the form
    /// @param room  how high it may be; a long form scrolls, a short one keeps its height
    public void show(Sheets sheets, double width, double room) {
        form.setPrefWidth(width);
        Button reset = new Button("Recommended values");
        reset.setId("form-reset");
        reset.setOnAction(_ -> form.reset());
        Button run = new Button(title);
        run.setId("form-run");
        run.getStyleClass().add("accent");
        run.setDefaultButton(true);
        SimpleBooleanProperty refused = new SimpleBooleanProperty();
        run.disableProperty().bind(form.validProperty().not().or(refused));
        run.setOnAction(_ -> form.value().ifPresent(params -> {
            sheets.hide();
            start.accept(params);
        }));
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("form-scroll");
        scroll.setMaxHeight(Math.max(LEAST, room));
        ForecastNote note = new ForecastNote("form-forecast");
        note.setMaxWidth(width);
        forecast.said().observe(s -> {
            note.show(s.words(), s.isRefused());
            refused.set(s.isRefused());
        });
        form.observe(value -> forecast.ask(op, value));
        sheets.show("form-" + op, title, new VBox(8, scroll, note), reset, run);
        sheets.whenHidden(forecast::close);
    }
}
