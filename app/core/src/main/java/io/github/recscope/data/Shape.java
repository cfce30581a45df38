package io.github.recscope.data;

/// How a table is laid out in its file.
public enum Shape {
    /// One row a line, with separators between the fields.
    TABLE("table"),
    /// One JSON object a line, or a JSON array of objects.
    JSON("JSON"),
    /// Tab-separated, each column named with its type: `user_id:token`. RecBole's atomic files.
    ATOMIC("RecBole"),
    /// One user a line, followed by the items: `user item item …`.
    ADJACENCY("a user and their items in each line"),
    /// One session a line, as a row of items; or one item a line and an empty line after each session.
    SESSIONS("one session a line"),
    /// Columns in a Parquet file.
    PARQUET("Parquet");

    private final String words;

    Shape(String words) {
        this.words = words;
    }

    /// For people.
    String words() {
        return words;
    }
}
