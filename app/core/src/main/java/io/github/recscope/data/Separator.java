package io.github.recscope.data;

/// What stands between two fields of a row, in the order in which they are preferred when several fit.
enum Separator {
    /// `::`, as MovieLens 1M has it; no quoting.
    DOUBLE_COLON("::", "separated by ::"),
    /// A tab.
    TAB("\t", "tab-separated"),
    /// A semicolon; numbers may then have a decimal comma.
    SEMICOLON(";", "semicolon-separated"),
    /// A comma.
    COMMA(",", "comma-separated"),
    /// A vertical bar.
    BAR("|", "bar-separated"),
    /// Runs of blanks and tabs; no quoting.
    WHITESPACE(" ", "separated by white space");

    private final String text;
    private final String words;

    Separator(String text, String words) {
        this.text = text;
        this.words = words;
    }

    char first() {
        return text.charAt(0);
    }

    int length() {
        return text.length();
    }

    boolean quotes() {
        return this != DOUBLE_COLON && this != WHITESPACE;
    }

    /// For people: "comma-separated".
    String words() {
        return words;
    }
}
