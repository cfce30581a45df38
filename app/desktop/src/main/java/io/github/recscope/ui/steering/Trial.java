package io.github.recscope.ui.steering;

import io.github.recscope.model.Edit;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.steering.SteerParams;
import io.github.recscope.steering.Treatment;
import java.util.ArrayList;
import java.util.List;

/// What is being tried: rows, how an edited code becomes an embedding, and whose codes. Immutable.
///
/// @param rows     the edits, applied in order
/// @param mode     how an edited code becomes an embedding
/// @param audience for whom, as a recipe says it; empty for everyone
/// @param items    rows of the items whose codes are edited; empty when those of users are
public record Trial(List<EditRow> rows, SteeringMode mode, String audience, List<Integer> items) {
    /// No edits.
    public static final Trial EMPTY = new Trial(List.of(), SteeringMode.PRESERVE_RESIDUAL, "", List.of());

    /// Copies the lists.
    public Trial {
        rows = List.copyOf(rows);
        items = List.copyOf(items);
    }

    /// What takes part, in order.
    public List<Edit> edits() {
        return rows.stream().filter(EditRow::on).map(EditRow::edit).toList();
    }

    /// What takes part, for a saved recipe.
    public List<SteerParams.EditSpec> specs() {
        return rows.stream().filter(EditRow::on).map(EditRow::spec).toList();
    }

    /// What the engine makes of it.
    public Treatment treatment() {
        return new Treatment(edits(), mode, items, 1);
    }

    Trial with(EditRow row) {
        List<EditRow> next = new ArrayList<>(rows);
        next.add(row);
        return rows(next);
    }

    Trial with(int index, EditRow row) {
        List<EditRow> next = new ArrayList<>(rows);
        next.set(index, row);
        return rows(next);
    }

    Trial without(int index) {
        List<EditRow> next = new ArrayList<>(rows);
        next.remove(index);
        return rows(next);
    }

    Trial rows(List<EditRow> next) {
        return new Trial(next, mode, audience, items);
    }

    Trial with(SteeringMode newMode) {
        return new Trial(rows, newMode, audience, items);
    }

    Trial audience(String whom) {
        return new Trial(rows, mode, whom, items);
    }

    Trial items(List<Integer> which) {
        return new Trial(rows, mode, audience, which);
    }
}
