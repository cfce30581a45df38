package io.github.recscope.ui.steering;

import io.github.recscope.model.Steering;
import io.github.recscope.ui.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes lines out of ranked items: what moved, what entered, what left, and what carries an edited label.
final class ListMaker {
    /// A label to look for.
    ///
    /// @param words   what to call it
    /// @param members for each item whether it has it
    record Marker(String words, boolean[] members) {}

    private final List<String> titles;
    private final List<Marker> markers;

    ListMaker(List<String> titles, List<Marker> markers) {
        this.titles = List.copyOf(titles);
        this.markers = List.copyOf(markers);
    }

    Lists lists(Steering.UserLists raw, boolean edited, double seconds) {
        Set<Integer> kept = raw.steered().stream().map(Steering.Listed::item).collect(Collectors.toSet());
        List<Lists.Line> model = new ArrayList<>();
        int rank = 0;
        int stay = 0;
        for (Steering.Listed l : raw.model()) {
            boolean stays = kept.contains(l.item());
            stay += stays ? 1 : 0;
            model.add(line(++rank, l, stays ? Lists.Move.SAME : Lists.Move.LEFT, 0));
        }
        String headline = edited ? headline(raw, stay) : untouched(raw, stay);
        return new Lists(model, against(raw.reconstructed()), against(raw.steered()), headline, seconds);
    }

    private List<Lists.Line> against(List<Steering.Listed> list) {
        List<Lists.Line> lines = new ArrayList<>();
        int rank = 0;
        for (Steering.Listed l : list) {
            rank++;
            int by = l.modelRank() == 0 ? 0 : l.modelRank() - rank;
            Lists.Move move = l.modelRank() == 0
                    ? Lists.Move.ENTERED
                    : by == 0 ? Lists.Move.SAME : by > 0 ? Lists.Move.UP : Lists.Move.DOWN;
            lines.add(line(rank, l, move, Math.abs(by)));
        }
        return lines;
    }

    private Lists.Line line(int rank, Steering.Listed l, Lists.Move move, int by) {
        List<String> carries = markers.stream()
                .filter(m -> m.members()[l.item()])
                .map(Marker::words)
                .toList();
        return new Lists.Line(rank, l.item(), titles.get(l.item()), l.score(), move, by, carries);
    }

    private String headline(Steering.UserLists raw, int stay) {
        List<String> parts = new ArrayList<>();
        int size = raw.model().size();
        parts.add(stay == size ? "All " + size + " stay" : stay + " of " + size + (stay == 1 ? " stays" : " stay"));
        for (Marker m : markers) {
            String before = Numbers.percent(share(raw.model(), m.members()));
            String after = Numbers.percent(share(raw.steered(), m.members()));
            parts.add(m.words() + " " + before + " → " + after + " of the list");
        }
        return String.join("; ", parts);
    }

    private static String untouched(Steering.UserLists raw, int stay) {
        List<Integer> before = raw.model().stream().map(Steering.Listed::item).toList();
        List<Integer> after = raw.steered().stream().map(Steering.Listed::item).toList();
        int size = before.size();
        return after.equals(before)
                ? "No edit is on: the steered list is the model's own."
                : "No edit is on: decoding alone keeps "
                        + (stay == size ? "all " + size + ", in another order." : stay + " of " + size + ".");
    }

    /// The share of a list's lines that are members; 0 for an empty list.
    static double share(List<Steering.Listed> list, boolean[] members) {
        return list.isEmpty()
                ? 0
                : (double) list.stream().filter(l -> members[l.item()]).count() / list.size();
    }
}
