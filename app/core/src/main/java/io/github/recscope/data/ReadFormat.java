package io.github.recscope.data;

/// How a table is to be read: what a person says, the rest is found out.
///
/// @param encoding  how bytes become text
/// @param separator what stands between fields
/// @param quote     what stands around fields that hold separators
/// @param header    whether the first row names the columns
/// @param layout    how interactions are laid out
public record ReadFormat(
        ImportParams.Encoding encoding,
        ImportParams.Delimiter separator,
        Quote quote,
        ImportParams.Header header,
        ImportParams.Layout layout) {
    /// Everything is found out.
    public static final ReadFormat AUTO = new ReadFormat(
            ImportParams.Encoding.AUTO,
            ImportParams.Delimiter.AUTO,
            Quote.DOUBLE,
            ImportParams.Header.AUTO,
            ImportParams.Layout.AUTO);

    /// What stands around fields that hold separators or line ends.
    public enum Quote {
        /// `"`
        DOUBLE('"'),
        /// `'`
        SINGLE('\''),
        /// Nothing: every such character is text.
        NONE('\0');

        private final char character;

        Quote(char character) {
            this.character = character;
        }

        /// The character; NUL for none.
        char character() {
            return character;
        }
    }
}
