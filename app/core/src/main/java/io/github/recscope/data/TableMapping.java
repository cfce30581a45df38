package io.github.recscope.data;

import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one table is to be read and what its columns mean.
///
/// @param path    where the file lies in its source; another file of the same shape is meant where none lies there
/// @param shape   what the table was found to be
/// @param used    whether it is read at all
/// @param format  how it is to be read
/// @param columns what each column means, in the table's order
public record TableMapping(
        String path, TableShape shape, boolean used, ReadFormat format, List<ColumnMapping> columns) {
    /// Copies the list.
    public TableMapping {
        columns = List.copyOf(columns);
    }

    /// Whether a table that was found to have this shape can be read so. Objects of JSON need not have the same
    /// fields; those that say who chose what must be there.
    boolean fits(TableShape other) {
        if (shape.equals(other)) {
            return true;
        }
        boolean json =
                other.layout().equals(Shape.JSON.name()) && shape.layout().equals(Shape.JSON.name());
        return json
                && columns.stream()
                        .filter(c -> !c.use().isDetail() && c.use() != ColumnUse.IGNORE)
                        .allMatch(c -> other.columns().contains(c.name()));
    }

    /// The head of a table, read in this way.
    ///
    /// @return null if the file is empty or no text, read in this way
    @Nullable
    TableHead head(Source.Entry entry) throws IOException {
        ReadOptions options = new ReadOptions(
                format.encoding(),
                format.separator(),
                format.header(),
                format.layout(),
                java.util.Map.of(),
                format.quote());
        TableHead head = TableSniffer.sniff(entry, options);
        if (head == null) {
            return null;
        }
        List<ColumnMapping> mapped = aligned(head);
        if (!used || mapped.stream().allMatch(c -> c.use() == ColumnUse.IGNORE)) {
            return head.with(unused(head));
        }
        return Roles.of(head, mapped).with(mapped);
    }

    /// This mapping for the columns that a table has: by place if it has as many, else by name; others are left out.
    private List<ColumnMapping> aligned(TableHead head) {
        if (columns.size() == head.columns()) {
            List<ColumnMapping> same = new ArrayList<>();
            boolean names = true;
            for (int c = 0; c < columns.size(); c++) {
                names &= columns.get(c).name().equals(head.names().get(c));
                same.add(new ColumnMapping(
                        head.names().get(c),
                        columns.get(c).use(),
                        columns.get(c).separator(),
                        columns.get(c).unit()));
            }
            if (names || head.shape() != Shape.JSON) {
                return same;
            }
        }
        List<ColumnMapping> found = new ArrayList<>();
        for (String name : head.names()) {
            found.add(columns.stream()
                    .filter(c -> c.name().equals(name))
                    .findFirst()
                    .orElse(new ColumnMapping(name, ColumnUse.IGNORE)));
        }
        return found;
    }

    private static List<ColumnMapping> unused(TableHead head) {
        return head.names().stream()
                .map(n -> new ColumnMapping(n, ColumnUse.IGNORE))
                .toList();
    }

    /// For each table the mapping that is meant for it, or null: the one of its path, else one of its shape that is
    /// meant for no other table.
    ///
    /// @param heads as they were found
    /// @throws ProblemException if there are mappings and none fits
    static List<@Nullable TableMapping> match(List<TableHead> heads, List<TableMapping> mappings) {
        TableMapping[] found = new TableMapping[heads.size()];
        boolean[] taken = new boolean[mappings.size()];
        for (boolean samePath : new boolean[] {true, false}) {
            for (int h = 0; h < found.length; h++) {
                for (int m = 0; m < taken.length && found[h] == null; m++) {
                    TableMapping mapping = mappings.get(m);
                    boolean path = mapping.path().equals(heads.get(h).entry().path());
                    if (!taken[m] && path == samePath && mapping.fits(TableShape.of(heads.get(h)))) {
                        found[h] = mapping;
                        taken[m] = true;
                    }
                }
            }
        }
        if (!mappings.isEmpty() && Arrays.stream(found).allMatch(m -> m == null) && !heads.isEmpty()) {
            TableHead head = heads.getFirst();
            throw ProblemException.of(
                    "The mapping does not fit these files.",
                    "It is for tables with the columns "
                            + brief(mappings.getFirst().shape().columns()) + "; "
                            + head.entry().name() + " has "
                            + brief(head.names()) + ".",
                    "Import them without it, or choose the mapping that was made for such files.");
        }
        return Arrays.asList(found);
    }

    private static String brief(List<String> names) {
        String text = String.join(", ", names.subList(0, Math.min(8, names.size())));
        return (text.length() > 120 ? text.substring(0, 119) + "…" : text) + (names.size() > 8 ? ", …" : "");
    }
}
