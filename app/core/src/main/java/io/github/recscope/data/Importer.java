package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Dataset;

/// Reads one layout of data.
public interface Importer {
    /// A short word: `csv-bundle`.
    String id();

    /// Whether this importer understands the source, judged by content rather than by names.
    ///
    /// @param params what a person says about the source
    Match probe(Source source, ImportParams params);

    /// Reads it.
    ///
    /// @param params what a person says about the source
    /// @throws io.github.recscope.model.ProblemException if it cannot be read
    Dataset read(Source source, ImportParams params, Ctx ctx);

    /// How sure an importer is.
    ///
    /// @param confidence in `[0, 1]`; 0 means no
    /// @param reason     one sentence for people
    record Match(double confidence, String reason) {}
}
