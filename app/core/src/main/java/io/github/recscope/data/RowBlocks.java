package io.github.recscope.data;

/// Rows whose columns lie in arrays, so that several can be taken at once, column by column. Everything is about the
/// rows after the one that a [RowStream] stands on; nothing moves until [#skip].
interface RowBlocks {
    /// How many rows lie ready in these columns, at most `most`; 0 at the end and where a column cannot be read so.
    int ready(int most, int... fields);

    /// How many of the next `n` rows come before the first in which the field is blank.
    int filled(int field, int n);

    /// Reads the field of the next rows as numbers, as [RowStream#number] does.
    ///
    /// @param into receives them from its beginning
    /// @return how many of the `n` rows come before the first that is no finite number; 0 where the field is a text
    int numbers(int field, int n, double[] into);

    /// As [RowStream#holdsTimes].
    boolean holdsTimes(int field);

    /// The numbers of the texts of the next rows, as [RowStream#intern] gives them.
    ///
    /// @param into receives them
    /// @param from where
    void intern(int field, int n, Interner interner, int[] into, int from);

    /// Moves on by so many rows.
    void skip(int n);
}
