package io.github.recscope.data;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import java.util.List;

/// What to import, and what to tell the program about it that it would otherwise find out.
///
/// @param source    a path to a file, archive or folder, several of them, one a line, or `sample:NAME` for a sample
///                  inside the program
/// @param columns   which columns mean what, such as `user=reader,item=book,value=stars`; empty to find out
/// @param encoding  how the bytes of texts become characters
/// @param separator what stands between the fields of a table
/// @param header    whether the first row of a table names its columns
/// @param layout    how the interactions are laid out
/// @param minValue  interactions with a smaller rating or weight are left out; empty for none
/// @param core      users and items with fewer interactions than this are left out, again and again until none is left
/// @param tables    how single tables are read, which goes before what is said for all of them
public record ImportParams(
        @Param(
                label = "Source",
                help = "A file, archive or folder to read, or several, one a line; sample:goodbooks is built in.",
                path = true)
        String source,

        @Param(
                label = "Columns",
                help = "What columns mean, by name or number: user=reader,item=book,value=stars,time=4,title=name."
                        + " Empty: found out.")
        String columns,

        @Param(label = "Encoding", help = "How the bytes of a text become characters.")
        Encoding encoding,

        @Param(label = "Separator", help = "What stands between the fields of a table.")
        Delimiter separator,

        @Param(label = "Header", help = "Whether the first row of a table names its columns.")
        Header header,

        @Param(label = "Layout", help = "A table of interactions, a user and their items a line, or a session a line.")
        Layout layout,

        @Param(label = "Least value", help = "Interactions with a smaller rating or weight are left out. Empty: none.")
        String minValue,

        @Param(
                label = "Core",
                help = "Users and items with fewer interactions are left out until none is left; 1 keeps all.",
                min = 1,
                max = 1000)
        int core,

        @Param(label = "Tables", help = "How each table is read and what its columns mean; for others it is found out.")
        List<TableMapping> tables)
        implements Params {
    /// Character sets.
    public enum Encoding {
        /// By the mark at the beginning, else UTF-8 if it is that, else a set of single bytes.
        AUTO,
        /// One to four bytes a character.
        UTF_8,
        /// Two or four bytes a character, the low one first.
        UTF_16LE,
        /// Two or four bytes a character, the high one first.
        UTF_16BE,
        /// ISO 8859-1: one byte a character.
        LATIN_1,
        /// Latin-1 with printable characters from 0x80 to 0x9F.
        WINDOWS_1252
    }

    /// What stands between fields.
    public enum Delimiter {
        /// Whatever cuts most rows into equally many fields.
        AUTO,
        /// `,`
        COMMA,
        /// A tab.
        TAB,
        /// `;`
        SEMICOLON,
        /// `|`
        BAR,
        /// `::`
        DOUBLE_COLON,
        /// Blanks and tabs.
        WHITESPACE
    }

    /// Whether the first row names the columns.
    public enum Header {
        /// Found out.
        AUTO,
        /// It does.
        YES,
        /// It is data.
        NO
    }

    /// How interactions are laid out.
    public enum Layout {
        /// Found out.
        AUTO,
        /// One interaction a row.
        TABLE,
        /// A user and their items a line.
        ADJACENCY,
        /// The items of a session a line, or an item a line and an empty line after each session.
        SESSIONS
    }

    /// Copies the list.
    public ImportParams {
        tables = List.copyOf(tables);
    }

    /// Without anything said about single tables.
    public ImportParams(
            String source,
            String columns,
            Encoding encoding,
            Delimiter separator,
            Header header,
            Layout layout,
            String minValue,
            int core) {
        this(source, columns, encoding, separator, header, layout, minValue, core, List.of());
    }

    /// With other mappings of tables.
    public ImportParams with(List<TableMapping> other) {
        return new ImportParams(source, columns, encoding, separator, header, layout, minValue, core, other);
    }

    /// With another least value and core.
    public ImportParams with(String least, int atLeast) {
        return new ImportParams(source, columns, encoding, separator, header, layout, least, atLeast, tables);
    }

    /// A source about which everything is found out.
    public ImportParams(String source) {
        this(source, "", Encoding.AUTO, Delimiter.AUTO, Header.AUTO, Layout.AUTO, "", 1);
    }

    /// The sample data set.
    public static ImportParams defaults() {
        return new ImportParams("sample:goodbooks");
    }
}
