package io.github.recscope.ui.steering;

import io.github.recscope.model.Edit;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.steering.SteerParams;
import java.util.ArrayList;
import java.util.List;

/// The recipe that is being tried: rows, and how an edited code becomes an embedding. Immutable.
///
/// @param rows the edits, applied in order
/// @param mode how an edited code becomes an embedding
public record Trial(List<EditRow> rows, SteeringMode mode) {
    /// No edits.
    public static final Trial EMPTY = new Trial(List.of(), SteeringMode.PRESERVE_RESIDUAL);

    /// Copies the list.
    public Trial {
        rows = List.copyOf(rows);
    }

    /// What takes part, in order.
    public List<Edit> edits() {
        return rows.stream().filter(EditRow::on).map(EditRow::edit).toList();
    }

    /// What takes part, for a saved recipe.
    public List<SteerParams.EditSpec> specs() {
        return rows.stream().filter(EditRow::on).map(EditRow::spec).toList();
    }

    Trial with(EditRow row) {
        List<EditRow> next = new ArrayList<>(rows);
        next.add(row);
        return new Trial(next, mode);
    }

    Trial with(int index, EditRow row) {
        List<EditRow> next = new ArrayList<>(rows);
        next.set(index, row);
        return new Trial(next, mode);
    }

    Trial without(int index) {
        List<EditRow> next = new ArrayList<>(rows);
        next.remove(index);
        return new Trial(next, mode);
    }

    Trial with(SteeringMode newMode) {
        return new Trial(rows, newMode);
    }
}
