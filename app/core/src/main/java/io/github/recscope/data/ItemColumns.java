package io.github.recscope.data;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.ItemColumn.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes columns of item metadata, and decides what each means.
///
/// The first rule that fits gives the role:
///
/// 1. a known name of a year, and at least half of the cells are whole numbers → [Role#YEAR]; other cells become
///    issues;
/// 2. the name speaks of an identifier, link, date or prose (`isbn`, `url`, `…_id`, `description`) → [Role#TEXT];
/// 3. ([Lists] has turned other separators into `|` before) a cell in a hundred, or one in a column with a known name,
/// holds `|` → [Role#MULTI_CATEGORY];
/// 4. a known name of a category (language, series, genre, author, publisher, country, …) → [Role#CATEGORY];
/// 5. the distinct values are at most half as many as the filled cells → [Role#CATEGORY];
/// 6. otherwise → [Role#TEXT].
///
/// The values of an item are sorted by their place in the vocabulary, which lists values by first appearance, years
/// ascending.
final class ItemColumns {
    private static final Set<String> PROSE = Set.of(
            "isbn",
            "isbn13",
            "url",
            "link",
            "description",
            "summary",
            "overview",
            "plot",
            "image",
            "imageurl",
            "cover",
            "poster",
            "homepage",
            "originaltitle",
            "subtitle",
            "comment",
            "notes");

    private static final Pattern TITLE_YEAR = Pattern.compile("\\(([12][0-9]{3})\\)$");

    private final IssueLog log;

    ItemColumns(IssueLog log) {
        this.log = log;
    }

    /// A column as the table has it.
    ///
    /// @param name   its header
    /// @param cells  for each item the text, empty where there is none
    /// @param places for each item where that is
    record Raw(String name, List<String> cells, List<String> places) {}

    /// Decides what a column means.
    static Role role(String name, List<String> cells) {
        String normalised = ColumnNames.normalise(name);
        String singular = ColumnNames.singular(normalised);
        List<String> filled = cells.stream().filter(c -> !c.isEmpty()).toList();
        if (ColumnNames.YEARS.contains(normalised)) {
            long years = filled.stream().filter(ItemColumns::isYear).count();
            if (years > 0 && years * 2 >= filled.size()) {
                return Role.YEAR;
            }
        }
        boolean known = ColumnNames.CATEGORIES.contains(singular);
        if (PROSE.contains(normalised)
                || normalised.endsWith("url")
                || normalised.endsWith("date")
                || name.matches("(?i).*[^a-z]id|.*[a-z](Id|ID)")
                || normalised.equals("id")) {
            return Role.TEXT;
        }
        long multiple = filled.stream().filter(c -> c.indexOf('|') >= 0).count();
        if (multiple > 0 && (known || multiple * 100 >= filled.size())) {
            return Role.MULTI_CATEGORY;
        }
        if (known) {
            return Role.CATEGORY;
        }
        int distinct = new HashSet<>(filled).size();
        return distinct * 2 <= filled.size() ? Role.CATEGORY : Role.TEXT;
    }

    /// Makes a column of which nobody said what it means.
    ItemColumn column(Raw raw) {
        return column(raw, new ColumnMapping(raw.name(), ColumnUse.DETAIL));
    }

    /// Makes a column as a person wants it.
    ItemColumn column(Raw raw, ColumnMapping wanted) {
        boolean given = wanted.use() == ColumnUse.SEVERAL && !wanted.separator().isEmpty();
        boolean single = wanted.use() != ColumnUse.SEVERAL && wanted.use() != ColumnUse.DETAIL;
        List<String> barred = given
                ? Lists.separated(raw.cells(), wanted.separator())
                : single ? null : Lists.barred(raw.name(), raw.cells());
        if (barred != null && !given) {
            log.info("column.lists", "", "The values of the column '" + raw.name() + "' were separated at commas.");
        }
        List<String> cells = barred == null ? raw.cells() : barred;
        Role role = switch (wanted.use()) {
            case SEVERAL -> Role.MULTI_CATEGORY;
            case CATEGORY -> Role.CATEGORY;
            case YEAR -> Role.YEAR;
            case TEXT, IMAGE -> Role.TEXT;
            case USER, ITEM, VALUE, TIME, TITLE, TAG, DETAIL, IGNORE -> role(raw.name(), cells);
        };
        List<List<String>> values = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (role == Role.MULTI_CATEGORY) {
                values.add(parts(cell));
            } else if (role == Role.YEAR && !cell.isEmpty() && !isYear(cell)) {
                log.warn(
                        "item.year",
                        raw.places().get(i),
                        "The " + raw.name() + " " + InteractionRows.quoted(cell)
                                + " is not a whole number; the value is missing.");
                values.add(List.of());
            } else if (role == Role.YEAR && !cell.isEmpty()) {
                values.add(List.of(Integer.toString(year(cell))));
            } else {
                values.add(cell.isEmpty() ? List.of() : List.of(cell));
            }
        }
        return column(raw.name(), role, values);
    }

    /// The years in brackets at the end of titles, as in `The Kid (1921)`; null unless nine titles in ten have
    /// one.
    static @Nullable ItemColumn yearsOf(List<String> titles) {
        List<List<String>> values = new ArrayList<>();
        int found = 0;
        for (String title : titles) {
            Matcher m = TITLE_YEAR.matcher(title);
            boolean year = m.find();
            found += year ? 1 : 0;
            values.add(year ? List.of(m.group(1)) : List.of());
        }
        return found > 0 && found * 10L >= titles.size() * 9L ? column("year", Role.YEAR, values) : null;
    }

    /// Makes a column of the distinct values of each item.
    static ItemColumn column(String name, Role role, List<List<String>> values) {
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        if (role == Role.YEAR) {
            TreeSet<Integer> years = new TreeSet<>();
            values.forEach(v -> v.forEach(y -> years.add(Integer.parseInt(y))));
            years.forEach(y -> vocabulary.put(Integer.toString(y), vocabulary.size()));
        }
        int[] offsets = new int[values.size() + 1];
        int[] all = new int[values.stream().mapToInt(List::size).sum()];
        int n = 0;
        for (int i = 0; i < values.size(); i++) {
            for (String v : values.get(i)) {
                Integer known = vocabulary.get(v);
                if (known == null) {
                    known = vocabulary.size();
                    vocabulary.put(v, known);
                }
                all[n++] = known;
            }
            Arrays.sort(all, offsets[i], n);
            offsets[i + 1] = n;
        }
        return new ItemColumn(name, role, new ArrayList<>(vocabulary.keySet()), new IntLists(offsets, all));
    }

    /// The distinct parts between bars.
    static List<String> parts(String cell) {
        LinkedHashSet<String> parts = new LinkedHashSet<>();
        for (String part : cell.split("\\|")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return List.copyOf(parts);
    }

    /// A whole number of at most five digits; `1999.0`, as some programs write it, too.
    private static boolean isYear(String text) {
        double v = Numbers.parse(text, false);
        return v == Math.rint(v) && Math.abs(v) < 100_000;
    }

    private static int year(String text) {
        return (int) Numbers.parse(text, false);
    }
}
