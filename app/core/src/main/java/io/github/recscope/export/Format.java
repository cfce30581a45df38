package io.github.recscope.export;

/// How arrays and tables are written.
public enum Format {
    /// Comma-separated text with a header, UTF-8; one row for each user, item, latent, interaction or list entry.
    CSV("csv"),
    /// Apache Parquet, gzip; the same tables as CSV, with typed columns.
    PARQUET("parquet"),
    /// NumPy; the ids of the rows stand in a text beside it, one a line.
    NPY("npy"),
    /// safetensors, with biases beside the embeddings; the ids of the rows stand in a text beside it.
    SAFETENSORS("safetensors"),
    /// The pair of TSV files that TensorBoard's projector opens: vectors, and metadata with ids and titles.
    PROJECTOR("tsv");

    private final String ending;

    Format(String ending) {
        this.ending = ending;
    }

    /// The ending of the file's name.
    public String ending() {
        return ending;
    }
}
