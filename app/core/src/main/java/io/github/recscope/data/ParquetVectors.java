package io.github.recscope.data;

import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.row.PqList;
import dev.hardwood.schema.SchemaNode;
import io.github.recscope.array.Vectors;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The list columns of a Parquet file as vectors; a column that is called like an id gives the ids.
final class ParquetVectors {
    private ParquetVectors() {}

    /// Reads the bytes of a file.
    ///
    /// @return one entry for each column whose rows are lists of equally many numbers
    static List<Vectors> read(byte[] bytes, String name, String place) {
        try (ParquetFileReader file = ParquetRows.open(bytes)) {
            List<SchemaNode> fields = file.getFileSchema().getRootNode().children();
            List<Vectors> found = new ArrayList<>();
            int id =
                    id(fields.stream().map(f -> ColumnNames.normalise(f.name())).toList());
            for (int c = 0; c < fields.size(); c++) {
                if (fields.get(c) instanceof SchemaNode.GroupNode group && group.isList()) {
                    found.add(column(file, c, id, fields.get(c).name(), place));
                }
            }
            return found;
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw new ProblemException(
                    new Problem(
                            place + " cannot be read.",
                            "The Parquet file is damaged or of a kind that is not read: " + e.getMessage() + ".",
                            "Write it again."),
                    e);
        }
    }

    private static int id(List<String> names) {
        int item = ColumnNames.ITEM.find(names);
        int user = ColumnNames.USER.find(names);
        return item >= 0 ? item : user >= 0 ? user : names.indexOf("id");
    }

    private static Vectors column(ParquetFileReader file, int column, int id, String name, String place) {
        float[] values = new float[1 << 12];
        int cols = -1;
        int n = 0;
        List<String> ids = new ArrayList<>();
        try (dev.hardwood.reader.RowReader rows = file.rowReader()) {
            while (rows.hasNext()) {
                rows.next();
                n++;
                PqList list = rows.isNull(column) ? null : rows.getList(column);
                int size = list == null ? 0 : list.size();
                cols = cols < 0 ? size : cols;
                if (list == null || size != cols || size == 0) {
                    throw ProblemException.of(
                            place + " cannot be read as vectors.",
                            "Row " + n + " of the column '" + name + "' has " + size + " numbers, the first row has "
                                    + cols + ".",
                            "Choose a column of equally long lists.");
                }
                if ((long) n * cols > values.length) {
                    values = Arrays.copyOf(values, (int)
                            Math.min(Integer.MAX_VALUE - 8L, Math.max(2L * values.length, (long) n * cols)));
                }
                for (int c = 0; c < cols; c++) {
                    values[(n - 1) * cols + c] = list.get(c) instanceof Number number ? number.floatValue() : Float.NaN;
                }
                if (id >= 0) {
                    ids.add(rows.isNull(id) ? "" : String.valueOf(rows.getValue(id)));
                }
            }
        }
        return new Vectors(
                name,
                ids.size() == n && ids.stream().noneMatch(String::isEmpty) ? ids : List.of(),
                Matrix.of(n, Math.max(0, cols), Arrays.copyOf(values, n * Math.max(0, cols))),
                "Parquet",
                List.of());
    }
}
