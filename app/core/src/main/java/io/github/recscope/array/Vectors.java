package io.github.recscope.array;

import io.github.recscope.kernels.Matrix;
import java.util.List;

/// Vectors of things, one a row.
///
/// @param name   what the file calls them
/// @param ids    what each row is about; empty where the file does not say
/// @param matrix the vectors
/// @param format for people: "word2vec text"
/// @param notes  what was noticed while reading, each a sentence
public record Vectors(String name, List<String> ids, Matrix matrix, String format, List<String> notes) {
    /// Copies the lists and checks the ids.
    public Vectors {
        ids = List.copyOf(ids);
        notes = List.copyOf(notes);
        if (!ids.isEmpty() && ids.size() != matrix.rows()) {
            throw new IllegalArgumentException("one id for each row");
        }
    }

    /// The same rows under these ids.
    public Vectors withIds(List<String> other) {
        return new Vectors(name, other, matrix, format, notes);
    }
}
