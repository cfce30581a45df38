package io.github.recscope.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Collects attributes from columns of metadata.
///
/// @param found  the items of each attribute, ascending
/// @param wanted which families are asked for
record Candidates(Map<Attribute, List<Integer>> found, Predicate<String> wanted) {
    /// Words of more items than this share of all say nothing.
    private static final double COMMON = 0.2;
    /// A column of numbers is cut into this many parts.
    private static final int PARTS = 5;
    /// A column of fewer distinct numbers is one of categories.
    private static final int MANY = 12;

    private static final Pattern TOKEN = Pattern.compile("\\p{L}[\\p{L}'’]{2,}");
    private static final Pattern IDENTIFIER =
            Pattern.compile("(?i)(.*[^a-z])?(id|isbn|isbn13|asin|ean|upc|code|zip|phone|url|link)");
    /// Words without a meaning of their own, of the languages that titles are most often in.
    private static final Set<String> STOP = Set.of(
            "the", "and", "for", "from", "with", "that", "this", "these", "those", "its", "his", "her", "their", "our",
            "your", "you", "she", "they", "who", "what", "when", "where", "why", "how", "are", "was", "were", "will",
            "not", "all", "into", "about", "but", "has", "have", "had", "can", "out", "over", "under", "after",
            "before", "der", "die", "das", "und", "les", "des", "une", "del", "los", "las", "volume", "vol", "part",
            "edition");

    static Candidates of(Dataset data, Predicate<String> wanted) {
        Candidates all = new Candidates(new LinkedHashMap<>(), wanted);
        for (ItemColumn column : data.columns()) {
            switch (column.role()) {
                case YEAR -> all.years(column);
                case TEXT -> {
                    if (isNumeric(column)) {
                        all.quantiles(column);
                    } else {
                        all.words(column.name(), texts(column));
                    }
                }
                case CATEGORY, MULTI_CATEGORY -> {
                    if (isNumeric(column)) {
                        all.quantiles(column);
                    } else {
                        all.categories(column);
                    }
                }
            }
        }
        all.words("title", data.titles());
        return all;
    }

    void add(Attribute attribute, int item) {
        List<Integer> list = found.computeIfAbsent(attribute, _ -> new ArrayList<>());
        if (list.isEmpty() || list.getLast() != item) {
            list.add(item);
        }
    }

    private void categories(ItemColumn column) {
        if (wanted.test(column.name())) {
            for (int i = 0; i < column.values().rows(); i++) {
                for (int v : column.values().row(i)) {
                    add(new Attribute(column.name(), column.vocabulary().get(v)), i);
                }
            }
        }
    }

    private void years(ItemColumn column) {
        for (int i = 0; i < column.values().rows(); i++) {
            for (int v : column.values().row(i)) {
                int year = Integer.parseInt(column.vocabulary().get(v));
                if (wanted.test(Attribute.DECADE)) {
                    add(new Attribute(Attribute.DECADE, Math.floorDiv(year, 10) * 10 + "s"), i);
                }
                if (wanted.test(Attribute.YEAR)) {
                    add(new Attribute(Attribute.YEAR, Integer.toString(year)), i);
                }
            }
        }
    }

    /// The words of three letters and more, lower case, that are neither empty of meaning nor in a fifth of the
    /// texts.
    private void words(String column, List<String> texts) {
        String family = column + Attribute.WORD;
        if (!wanted.test(family)) {
            return;
        }
        Candidates words = new Candidates(new LinkedHashMap<>(), wanted);
        for (int i = 0; i < texts.size(); i++) {
            for (String word : tokens(texts.get(i))) {
                words.add(new Attribute(family, word), i);
            }
        }
        words.found.forEach((a, items) -> {
            if (items.size() <= COMMON * texts.size()) {
                found.put(a, items);
            }
        });
    }

    static Set<String> tokens(String text) {
        Set<String> tokens = new LinkedHashSet<>();
        if (!text.contains("://")) {
            Matcher m = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
            while (m.find()) {
                String word = m.group().replace('’', '\'');
                word = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
                if (word.length() > 2 && !STOP.contains(word)) {
                    tokens.add(word);
                }
            }
        }
        return tokens;
    }

    private static List<String> texts(ItemColumn column) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < column.values().rows(); i++) {
            StringBuilder text = new StringBuilder();
            column.values()
                    .forEach(i, v -> text.append(column.vocabulary().get(v)).append(' '));
            texts.add(text.toString());
        }
        return texts;
    }

    /// Fifths of a column of numbers, by value; equal numbers stay together.
    private void quantiles(ItemColumn column) {
        if (!wanted.test(column.name())) {
            return;
        }
        double[] number =
                column.vocabulary().stream().mapToDouble(Double::parseDouble).toArray();
        double[] sorted = Arrays.stream(column.values().values())
                .mapToDouble(v -> number[v])
                .sorted()
                .toArray();
        double[] edge = new double[PARTS + 1];
        edge[0] = sorted[0];
        for (int q = 1; q < PARTS; q++) {
            edge[q] = sorted[(int) ((long) sorted.length * q / PARTS)];
        }
        edge[PARTS] = Math.nextUp(sorted[sorted.length - 1]);
        for (int q = 0; q < PARTS; q++) {
            double low = edge[q];
            double high = edge[q + 1];
            double[] within =
                    Arrays.stream(sorted).filter(x -> x >= low && x < high).toArray();
            if (within.length > 0) {
                Attribute a =
                        new Attribute(column.name(), plain(within[0]) + " to " + plain(within[within.length - 1]));
                for (int i = 0; i < column.values().rows(); i++) {
                    for (int v : column.values().row(i)) {
                        if (number[v] >= low && number[v] < high) {
                            add(a, i);
                        }
                    }
                }
            }
        }
    }

    private static String plain(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }

    private static boolean isNumeric(ItemColumn column) {
        return column.vocabulary().size() >= MANY
                && !IDENTIFIER.matcher(column.name()).matches()
                && column.vocabulary().stream().allMatch(Candidates::isNumber);
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
