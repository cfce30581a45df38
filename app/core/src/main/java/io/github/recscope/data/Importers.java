package io.github.recscope.data;

import java.util.List;

/// All importers, and the choice among them.
public final class Importers {
    private final List<Importer> importers;

    private Importers(List<Importer> importers) {
        this.importers = importers;
    }

    /// Everything that this program reads.
    public static Importers standard() {
        return new Importers(List.of());
    }

    /// The importers.
    public List<Importer> importers() {
        return importers;
    }
}
