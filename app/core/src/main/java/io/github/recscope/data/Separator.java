package io.github.recscope.data;

import java.util.List;

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
    WHITESPACE(" ", "separated by white space"),
    /// Nothing: the whole line is one field. Never found in a file, but used for lines that are read otherwise; the
    /// character is none that text may hold.
    NONE("\uffff", "line by line");

    /// Those that are looked for in files.
    static final List<Separator> FOUND = List.of(DOUBLE_COLON, TAB, SEMICOLON, COMMA, BAR, WHITESPACE);

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
        return this != DOUBLE_COLON && this != WHITESPACE && this != NONE;
    }

    /// For people: "comma-separated".
    String words() {
        return words;
    }
}
