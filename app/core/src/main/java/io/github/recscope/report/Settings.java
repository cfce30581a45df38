package io.github.recscope.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Params;
import io.github.recscope.op.ParamSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parameters as people read them.
final class Settings {
    private static final int MAX_DECIMALS = 9;

    private Settings() {}

    /// A table of a step's parameters with what they mean; empty if nothing is known about the step.
    static Optional<Table> table(String id, Optional<Entry> entry) {
        return entry.map(e -> {
            List<List<Cell>> rows = new ArrayList<>();
            each(
                    e.step().params().effective(),
                    (field, value) -> rows.add(Cell.row(field.label(), text(value), field.help())));
            rows.add(Cell.row("Seed", Long.toString(e.step().seed()), "Where all randomness of the step comes from."));
            return Table.of(
                    id,
                    "Settings",
                    List.of(
                            Column.text("setting", "Setting", 2),
                            Column.text("value", "Value", 1.2),
                            Column.text("meaning", "Meaning", 6).lines(3)),
                    rows);
        });
    }

    /// All parameters in one line: `dimensions 64, epochs 30`.
    static String line(Params params) {
        List<String> parts = new ArrayList<>();
        each(params.effective(), (field, value) -> parts.add(field.option().replace('-', ' ') + " " + text(value)));
        return String.join(", ", parts);
    }

    private interface Each {
        void accept(ParamSchema.Field field, JsonNode value);
    }

    private static void each(Params params, Each action) {
        each(params.getClass(), params, action);
    }

    private static <P extends Params> void each(Class<P> type, Params params, Each action) {
        ParamSchema<P> schema = ParamSchema.of(type);
        JsonNode json = schema.toJson(type.cast(params));
        for (ParamSchema.Field field : schema.fields()) {
            action.accept(field, json.get(field.name()));
        }
    }

    private static String text(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asText();
        }
        if (value.isNumber()) {
            BigDecimal exact = BigDecimal.valueOf(value.asDouble()).stripTrailingZeros();
            return exact.scale() > MAX_DECIMALS ? exact.toString() : exact.toPlainString();
        }
        if (value.isTextual()) {
            return value.asText().isEmpty() ? Figures.NONE : value.asText();
        }
        if (value.isContainerNode()) {
            List<String> parts = new ArrayList<>();
            value.forEach(v -> parts.add(text(v)));
            return parts.isEmpty() ? Figures.NONE : String.join(value.isArray() ? "; " : " ", parts);
        }
        return value.toString();
    }
}
