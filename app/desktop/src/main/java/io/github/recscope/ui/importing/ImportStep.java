package io.github.recscope.ui.importing;

import java.util.List;

/// The steps of the import dialog, in order.
public enum ImportStep {
    /// What the files are.
    RECOGNISE("Recognise"),
    /// What their columns mean.
    COLUMNS("Columns"),
    /// Which vectors belong to the data.
    VECTORS("Vectors"),
    /// What comes out.
    CHECK("Check"),
    /// It is part of the workspace.
    DONE("Done");

    private final String title;

    ImportStep(String title) {
        this.title = title;
    }

    /// Its place, from 1.
    public int number() {
        return List.of(values()).indexOf(this) + 1;
    }

    /// Whether it comes before another one.
    public boolean isBefore(ImportStep other) {
        return compareTo(other) < 0;
    }

    /// The step so many places further on.
    ImportStep plus(int places) {
        return values()[number() - 1 + places];
    }

    /// For the row of steps.
    public String title() {
        return title;
    }
}
