package io.github.recscope.data;

/// What somebody wants to see of an import besides its result.
interface ImportWatch {
    /// Nobody looks.
    ImportWatch NONE = new ImportWatch() {};

    /// Where what is noticed about a table is logged; asked for again when a table is read once more from the
    /// beginning.
    default IssueLog log(TableHead head) {
        return new IssueLog();
    }

    /// The table of interactions has been read; its rows may be looked at, not changed.
    default void interactions(TableHead head, InteractionRows rows) {}
}
