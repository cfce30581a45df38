package io.github.recscope.export;

import java.util.List;
import java.util.Locale;

/// What can be exported.
public enum Part {
    /// The users' embeddings, with their biases.
    USERS(Format.CSV, Format.PARQUET, Format.NPY, Format.SAFETENSORS, Format.PROJECTOR),
    /// The items' embeddings, with their biases.
    ITEMS(Format.CSV, Format.PARQUET, Format.NPY, Format.SAFETENSORS, Format.PROJECTOR),
    /// The users' embeddings after the saved steering recipe; those it does not change are as they were.
    STEERED_USERS(Format.CSV, Format.PARQUET, Format.NPY, Format.SAFETENSORS, Format.PROJECTOR),
    /// The items' embeddings after the saved steering recipe.
    STEERED_ITEMS(Format.CSV, Format.PARQUET, Format.NPY, Format.SAFETENSORS, Format.PROJECTOR),
    /// The users' codes: as CSV and Parquet the active latents only, else all of them.
    USER_CODES(Format.CSV, Format.PARQUET, Format.NPY, Format.SAFETENSORS, Format.PROJECTOR),
    /// The items' codes.
    ITEM_CODES(Format.CSV, Format.PARQUET, Format.NPY, Format.SAFETENSORS, Format.PROJECTOR),
    /// The rows of the decoder, one a latent; with the encoder and the biases in safetensors.
    DICTIONARY(Format.CSV, Format.PARQUET, Format.NPY, Format.SAFETENSORS, Format.PROJECTOR),
    /// Who chose what, in each user's order.
    INTERACTIONS(Format.CSV, Format.PARQUET),
    /// The items with their titles and metadata; several values are separated by `|`.
    METADATA(Format.CSV, Format.PARQUET),
    /// Where items and users are on the current map, and how well each item's neighbourhood survived.
    MAP(Format.CSV, Format.PARQUET),
    /// What an import noticed: rows left out with their line and reason, and more; at most 1,000 of a kind.
    ISSUES(Format.CSV, Format.PARQUET),
    /// The best items for users, without those they have.
    LISTS(Format.CSV, Format.PARQUET);

    private final List<Format> formats;

    Part(Format... formats) {
        this.formats = List.of(formats);
    }

    /// The formats in which it can be written, the usual one first.
    public List<Format> formats() {
        return formats;
    }

    /// As on the command line: `user-codes`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
