package io.github.recscope.data;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;

/// What to import.
///
/// @param source a path to a file, archive or folder, or `sample:NAME` for a sample inside the program
public record ImportParams(
        @Param(label = "Source", help = "A file, archive or folder to read; sample:goodbooks is built in.", path = true)
        String source)
        implements Params {
    /// The sample data set.
    public static ImportParams defaults() {
        return new ImportParams("sample:goodbooks");
    }
}
