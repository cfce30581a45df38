package io.github.recscope.data;

import io.github.recscope.model.ProblemException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a person says about the tables of a source instead of letting the program find out.
///
/// @param encoding  how bytes become text
/// @param separator what stands between fields
/// @param header    whether the first row names the columns
/// @param layout    how the interactions are laid out
/// @param columns   the names, or the numbers from 1, of columns by what they mean
/// @param quote     what stands around fields that hold separators
record ReadOptions(
        ImportParams.Encoding encoding,
        ImportParams.Delimiter separator,
        ImportParams.Header header,
        ImportParams.Layout layout,
        Map<Role, String> columns,
        ReadFormat.Quote quote) {
    /// Everything is found out.
    static final ReadOptions AUTO = new ReadOptions(
            ImportParams.Encoding.AUTO,
            ImportParams.Delimiter.AUTO,
            ImportParams.Header.AUTO,
            ImportParams.Layout.AUTO,
            Map.of(),
            ReadFormat.Quote.DOUBLE);

    /// What a column may mean.
    enum Role {
        /// Who chose.
        USER,
        /// What was chosen.
        ITEM,
        /// How much.
        VALUE,
        /// When.
        TIME,
        /// What an item is called.
        TITLE,
        /// One value of an item.
        TAG
    }

    /// Copies the map.
    ReadOptions {
        columns = Map.copyOf(columns);
    }

    /// What the parameters of an import say.
    ///
    /// @throws ProblemException if a role is not known or named twice
    static ReadOptions of(ImportParams params) {
        Map<Role, String> columns = new EnumMap<>(Role.class);
        for (String part : params.columns().split(",")) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            Role role = equals < 0 ? null : role(part.substring(0, equals).strip());
            String column = part.substring(equals + 1).strip();
            if (role == null || column.isEmpty()) {
                throw ProblemException.of(
                        "The columns '" + params.columns() + "' cannot be understood.",
                        "'" + part.strip() + "' does not say which column has which meaning.",
                        "Write a list such as user=reader,item=book,value=stars; the meanings are "
                                + String.join(", ", words()) + ", a column is a name or a number from 1.");
            }
            if (columns.put(role, column) != null) {
                throw ProblemException.of(
                        "The columns '" + params.columns() + "' cannot be understood.",
                        "They name two columns for '" + role.name().toLowerCase(Locale.ROOT) + "'.",
                        "Leave one of them out.");
            }
        }
        return new ReadOptions(
                params.encoding(),
                params.separator(),
                params.header(),
                params.layout(),
                columns,
                ReadFormat.Quote.DOUBLE);
    }

    private static @org.jspecify.annotations.Nullable Role role(String text) {
        for (Role role : Role.values()) {
            if (role.name().equalsIgnoreCase(text)) {
                return role;
            }
        }
        return null;
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (Role role : Role.values()) {
            words.add(role.name().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /// The column of a table that a person named for a role; −1 if the table has none of that name.
    int column(Role role, List<String> names) {
        String wanted = columns.get(role);
        if (wanted == null) {
            return -1;
        }
        int exact = names.indexOf(wanted);
        if (exact >= 0) {
            return exact;
        }
        if (wanted.matches("[0-9]{1,4}")) {
            int number = Integer.parseInt(wanted);
            return number >= 1 && number <= names.size() ? number - 1 : -1;
        }
        String normalised = ColumnNames.normalise(wanted);
        for (int c = 0; c < names.size(); c++) {
            if (!normalised.isEmpty() && ColumnNames.normalise(names.get(c)).equals(normalised)) {
                return c;
            }
        }
        return -1;
    }
}
