package io.github.recscope.session;

import io.github.recscope.model.Workspace;
import java.util.ArrayList;
import java.util.List;

/// Undo and redo: the workspaces there were, and which of them is current. Immutable.
///
/// @param states  oldest first, at least one
/// @param current the index of the current one
public record History(List<Workspace> states, int current) {
    /// Copies the list.
    public History {
        states = List.copyOf(states);
        if (current < 0 || current >= states.size()) {
            throw new IllegalArgumentException("the current state must be one of the states");
        }
    }

    /// Nothing to undo yet.
    public static History of(Workspace workspace) {
        return new History(List.of(workspace), 0);
    }

    /// The current workspace.
    public Workspace workspace() {
        return states.get(current);
    }

    /// After a change: what could be redone is gone.
    public History then(Workspace next) {
        List<Workspace> s = new ArrayList<>(states.subList(0, current + 1));
        s.add(next);
        return new History(s, s.size() - 1);
    }

    /// Whether there is something to undo.
    public boolean canUndo() {
        return current > 0;
    }

    /// Whether there is something to redo.
    public boolean canRedo() {
        return current < states.size() - 1;
    }

    /// One back; this one if there is none.
    public History undo() {
        return canUndo() ? new History(states, current - 1) : this;
    }

    /// One forward; this one if there is none.
    public History redo() {
        return canRedo() ? new History(states, current + 1) : this;
    }
}
