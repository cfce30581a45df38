package io.github.recscope.report;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Credit;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What was imported and how it is spread.
final class DataSection {
    private static final int FEW_COLUMNS = 12;

    private DataSection() {}

    static Optional<Section> of(Findings f) {
        Dataset data = f.data();
        if (data == null) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        ImportSummary s = data.summary();
        blocks.add(new Block.Text(read(data, s)));
        if (data.columns().isEmpty()) {
            blocks.add(counts(data));
        } else if (data.columns().size() <= FEW_COLUMNS) {
            blocks.add(new Block.Beside(List.of(counts(data), columns(data))));
        } else {
            blocks.add(counts(data));
            blocks.add(columns(data));
        }
        blocks.add(longTail(data));
        if (s.issues().isEmpty()) {
            blocks.add(new Block.Note("The import noticed nothing unusual."));
        } else {
            blocks.add(issues(s.issues()));
        }
        if (!s.sources().isEmpty()) {
            blocks.add(files(s.sources()));
        }
        Credit credit = data.credit();
        blocks.add(new Block.Note(
                credit == null
                        ? "The files do not say whose data this is or under which licence it may be used."
                        : "Source: " + Words.sentence(credit.source()) + " Licence: "
                                + Words.sentence(credit.licence())));
        return Optional.of(new Section(ReportSection.DATA.id(), ReportSection.DATA.title(), blocks));
    }

    private static String read(Dataset data, ImportSummary s) {
        StringBuilder t = new StringBuilder(Figures.plural(s.rowsRead(), "row was", "rows were") + " read. ");
        if (s.rejected() > 0) {
            t.append(Figures.plural(s.rejected(), "row was", "rows were") + " left out (the reasons are below). ");
        }
        if (s.duplicates() > 0) {
            t.append(Figures.plural(s.duplicates(), "row repeats", "rows repeat")
                    + " a user–item pair; the last one of each counts. ");
        }
        if (s.itemsWithoutDetails() > 0) {
            t.append(Figures.plural(s.itemsWithoutDetails(), "chosen item has", "chosen items have")
                    + " no description. ");
        }
        if (s.itemsNeverChosen() > 0) {
            t.append(Figures.plural(s.itemsNeverChosen(), "described item was", "described items were")
                    + " never chosen and left out. ");
        }
        return t
                + (data.interactions().ordered()
                        ? "The order in which a user chose is known."
                        : "The order in which a user chose is not known.");
    }

    private static Table counts(Dataset data) {
        IntLists byUser = data.interactions().byUser();
        int[] perUser =
                IntStream.range(0, byUser.rows()).map(byUser::length).sorted().toArray();
        int[] perItem = data.interactions().popularity();
        Arrays.sort(perItem);
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(Cell.row("Users", Cell.of(data.users().size(), Format.COUNT)));
        rows.add(Cell.row("Items", Cell.of(data.items().size(), Format.COUNT)));
        rows.add(Cell.row("Interactions", Cell.of(data.interactions().size(), Format.COUNT)));
        rows.add(Cell.row(
                "Share of all user–item pairs", Cell.of(data.interactions().density(), Format.PERCENT)));
        spread(rows, "Interactions of a user", perUser);
        spread(rows, "Users of an item", perItem);
        return Table.of(
                "data_counts",
                "Counts",
                List.of(Column.text("measure", "Measure", 1), Column.number("value", "Value", Format.DECIMAL)),
                rows);
    }

    private static void spread(List<List<Cell>> rows, String what, int[] sorted) {
        rows.add(Cell.row(what + ", smallest", Cell.of(at(sorted, 0), Format.COUNT)));
        rows.add(Cell.row(what + ", median", median(sorted)));
        rows.add(Cell.row(what + ", largest", Cell.of(at(sorted, sorted.length - 1), Format.COUNT)));
    }

    private static double at(int[] sorted, int i) {
        return sorted.length == 0 ? Double.NaN : sorted[i];
    }

    private static Cell median(int[] sorted) {
        int n = sorted.length;
        double m = n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
        return Cell.of(m, m == Math.rint(m) ? Format.COUNT : Format.DECIMAL);
    }

    private static Chart longTail(Dataset data) {
        int[] popularity = data.interactions().popularity();
        int[] order = IntStream.range(0, popularity.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(popularity[b], popularity[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<List<Cell>> rows = new ArrayList<>();
        long top = 0;
        int tenth = Math.max(1, order.length / 10);
        for (int r = 0; r < order.length; r++) {
            int i = order[r];
            top += r < tenth ? popularity[i] : 0;
            rows.add(Cell.row(r + 1, data.items().get(i), data.titles().get(i), popularity[i]));
        }
        Table table = Table.of(
                "data_popularity",
                "Popularity of the items",
                List.of(
                        Column.number("rank", "Items, most chosen first", Format.COUNT),
                        Column.hidden("item", Format.TEXT),
                        Column.hidden("title", Format.TEXT),
                        Column.number("users", "Users", Format.COUNT)),
                rows);
        String caption = "Gini coefficient " + Figures.decimal(gini(popularity))
                + " (0: all items are chosen equally often, towards 1: a few take everything). The most chosen "
                + Figures.plural(tenth, "item", "items") + (order.length < 10 ? " " : " (a tenth) ")
                + (tenth == 1 ? "has " : "have ")
                + Figures.percent((double) top / Math.max(1, data.interactions().size())) + " of all interactions.";
        return new Chart(Chart.Kind.AREA, table, "rank", List.of("users"), null, 0.36, caption);
    }

    /// The Gini coefficient of counts: half the mean absolute difference over the mean. NaN when all are 0.
    static double gini(int[] counts) {
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        double weighted = 0;
        double total = 0;
        for (int i = 0; i < sorted.length; i++) {
            weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
            total += sorted[i];
        }
        return total == 0 ? Double.NaN : weighted / (sorted.length * total);
    }

    private static Table columns(Dataset data) {
        List<List<Cell>> rows = new ArrayList<>();
        for (ItemColumn c : data.columns()) {
            long with = IntStream.range(0, c.values().rows())
                    .filter(r -> c.values().length(r) > 0)
                    .count();
            String role = switch (c.role()) {
                case CATEGORY -> "one value";
                case MULTI_CATEGORY -> "several values";
                case YEAR -> "year";
                case TEXT -> "text, for display";
            };
            rows.add(Cell.row(c.name(), role, c.vocabulary().size(), with));
        }
        return Table.of(
                "data_columns",
                "What is known about the items",
                List.of(
                        Column.text("column", "Column", 3),
                        Column.text("role", "Holds", 2),
                        Column.number("distinct", "Values", Format.COUNT),
                        Column.number("items", "Items with it", Format.COUNT)),
                rows);
    }

    private static Table issues(List<Issue> issues) {
        Map<String, List<Issue>> byCode = new TreeMap<>();
        issues.forEach(
                i -> byCode.computeIfAbsent(i.code(), _ -> new ArrayList<>()).add(i));
        List<List<Cell>> rows = new ArrayList<>();
        byCode.forEach((code, list) -> {
            Issue first = list.getFirst();
            Severity worst =
                    list.stream().map(Issue::severity).max(Severity::compareTo).orElseThrow();
            String example = first.place().isEmpty() ? first.message() : first.place() + ": " + first.message();
            rows.add(Cell.row(code, worst.name().toLowerCase(Locale.ROOT), list.size(), example));
        });
        return new Table(
                "data_issues",
                "What the import noticed",
                List.of(
                        Column.text("code", "Code", 2),
                        Column.text("severity", "Severity", 1.2),
                        Column.number("count", "Count", Format.COUNT),
                        Column.text("first", "The first one", 6).lines(3)),
                rows,
                40,
                issues.size() >= 1000 ? "At most 1,000 of each code are kept." : "");
    }

    private static Table files(List<ImportSummary.SourceFile> sources) {
        List<List<Cell>> rows = new ArrayList<>();
        sources.forEach(s -> rows.add(Cell.row(s.name(), s.bytes(), s.format(), s.sha256())));
        return Table.of(
                "data_files",
                "Files",
                List.of(
                        Column.text("file", "File", 3),
                        Column.number("bytes", "Bytes", Format.COUNT),
                        Column.text("format", "Read as", 2.4),
                        Column.text("sha256", "SHA-256", 3.2).lines(4)),
                rows);
    }
}
