package io.github.recscope.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which of several tables are read.
///
/// @param interactions who chose what; null if no table says so
/// @param items        one row for each item
/// @param flagNames    the names of its columns of 0 and 1, where it has no header
/// @param tags         one row for each item and tag: the preferred table of each kind of tag
/// @param tagNames     the names of tags that `tags` have by number
record ChosenTables(
        @Nullable TableHead interactions,
        @Nullable TableHead items,
        @Nullable TableHead flagNames,
        List<TableHead> tags,
        @Nullable TableHead tagNames) {
    /// Chooses.
    ///
    /// @param heads the tables, those first that are preferred
    static ChosenTables of(List<TableHead> heads) {
        List<TableHead> tags = tags(heads);
        TableHead interactions = best(heads, TableKind.INTERACTIONS);
        TableHead items = best(heads, TableKind.ITEMS);
        if (items == null && interactions != null && saysMore(interactions)) {
            items = interactions;
        }
        return new ChosenTables(
                interactions,
                items,
                best(heads, TableKind.FLAG_NAMES),
                tags,
                tags.stream().anyMatch(TableHead::tagsByNumber) ? tagNames(heads) : null);
    }

    /// Whether a person said that a table of interactions holds titles or attributes of items too.
    private static boolean saysMore(TableHead head) {
        return head.mapped().stream().anyMatch(c -> c.use().isDetail() || c.use() == ColumnUse.TITLE);
    }

    /// Whether a table is read.
    boolean has(TableHead head) {
        List<@Nullable TableHead> all = new ArrayList<>(tags);
        all.add(interactions);
        all.add(items);
        all.add(flagNames);
        all.add(tagNames);
        return all.contains(head);
    }

    /// The tables of item tags: the preferred one of each kind of tag.
    private static List<TableHead> tags(List<TableHead> heads) {
        Map<String, TableHead> tags = new LinkedHashMap<>();
        for (TableHead head : heads) {
            if (head.kind() == TableKind.ITEM_TAGS) {
                String name = ColumnNames.normalise(head.names().get(head.tag()));
                tags.putIfAbsent(ColumnNames.singular(name) + (TagRows.relevance(head) < 0 ? "" : " relevance"), head);
            }
        }
        return List.copyOf(tags.values());
    }

    /// The names of tags that other tables have by number; any table with a number and a name may be it, those first
    /// whose file is called after tags.
    private static @Nullable TableHead tagNames(List<TableHead> heads) {
        TableHead named = best(heads, TableKind.TAG_NAMES);
        for (TableHead head : heads) {
            if (head.kind() == TableKind.TAG_NAMES && head.entry().file().contains("tag")) {
                return head;
            }
        }
        return named;
    }

    /// The preferred table of a kind; among tables of items the one with titles and the most columns, among equal
    /// tables of interactions the largest, as data sets often come with parts of themselves for cross-validation.
    static @Nullable TableHead best(List<TableHead> heads, TableKind kind) {
        TableHead best = null;
        for (TableHead head : heads) {
            boolean better = best == null
                    || (kind == TableKind.ITEMS && detail(head) > detail(best))
                    || (kind == TableKind.INTERACTIONS
                            && head.richness() == best.richness()
                            && head.entry().bytes() > best.entry().bytes());
            if (head.kind() == kind && better) {
                best = head;
            }
        }
        return best;
    }

    private static int detail(TableHead head) {
        return head.columns() + (head.title() >= 0 ? 10_000 : 0);
    }
}
