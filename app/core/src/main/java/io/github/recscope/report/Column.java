package io.github.recscope.report;

/// A column of a table.
///
/// @param id      its header in a CSV file, such as `recall`
/// @param title   its header on paper, with the unit
/// @param format  how numbers are printed
/// @param lines   how many lines a text may take on paper
/// @param weight  its share of the width that numbers leave to texts; numbers take what they need
/// @param onPaper whether it is printed; ids and details are for the CSV file only
public record Column(String id, String title, Format format, int lines, double weight, boolean onPaper) {
    /// A column of words.
    public static Column text(String id, String title, double weight) {
        return new Column(id, title, Format.TEXT, 2, weight, true);
    }

    /// A column of numbers.
    public static Column number(String id, String title, Format format) {
        return new Column(id, title, format, 1, 0, true);
    }

    /// A column that only the CSV file has.
    public static Column hidden(String id, Format format) {
        return new Column(id, id, format, 1, 0, false);
    }

    /// The same with room for more or fewer lines of text.
    public Column lines(int n) {
        return new Column(id, title, format, n, weight, onPaper);
    }
}
