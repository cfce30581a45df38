package io.github.recscope.ui.embeddings;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.stat.Lift;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.store.Spreadsheets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// Points of the map that somebody surrounded with a line. The sets are never changed.
///
/// @param data  what they are of
/// @param items the chosen items
/// @param users the chosen users
/// @param facts what the items have more often than others, the strongest first
record Chosen(Dataset data, BitSet items, BitSet users, List<Fact> facts) {
    private static final int FACTS = 3;
    /// Rarer attributes say little about a group.
    private static final int FEWEST = 5;

    private static final String EXTENSION = ".csv";

    Chosen {
        facts = List.copyOf(facts);
    }

    /// Something that is more frequent among the chosen items than among all.
    ///
    /// @param attribute what
    /// @param share     of the chosen items that have it
    /// @param lift      the share over that among all items, with its interval
    record Fact(Attribute attribute, double share, Lift lift) {}

    /// Looks for what the items have in common.
    static Chosen of(Dataset data, BitSet items, BitSet users) {
        int count = items.cardinality();
        List<Fact> facts = new ArrayList<>();
        if (count >= FEWEST && count < data.items().size()) {
            AttributeTable table = AttributeTable.of(data, FEWEST);
            for (int a = 0; a < table.attributes().size(); a++) {
                int both = 0;
                int[] members = table.items().row(a);
                for (int i : members) {
                    both += items.get(i) ? 1 : 0;
                }
                Lift lift = Lift.of(both, count, members.length, data.items().size());
                if (both >= FEWEST && lift.low() > 1) {
                    facts.add(new Fact(table.attributes().get(a), (double) both / count, lift));
                }
            }
            // What many of them have and few others: neither a rare thing with a large lift nor what all items have.
            facts.sort(Comparator.comparingDouble(
                    (Fact f) -> -f.share() * Math.log(f.lift().low())));
        }
        return new Chosen(data, items, users, facts.subList(0, Math.min(FACTS, facts.size())));
    }

    /// A file of them: kind, id, title and place on the map.
    static void save(Path file, Chosen chosen, SpaceMap map) {
        AtomicFile.write(file, out -> write(out, chosen, map));
    }

    /// A name for that file.
    static String fileName(Dataset data) {
        return data.name().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]+", "-") + " selection" + EXTENSION;
    }

    private static void write(OutputStream out, Chosen chosen, SpaceMap map) throws IOException {
        // Closing is up to whoever opened the file.
        CsvWriter w = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        w.writeRecord("kind", "id", "title", "x", "y");
        for (int i = chosen.items.nextSetBit(0); i >= 0; i = chosen.items.nextSetBit(i + 1)) {
            String title = chosen.data.titles().get(i);
            line(w, "item", chosen.data.items().get(i), title, map.items(), i);
        }
        for (int u = chosen.users.nextSetBit(0); u >= 0; u = chosen.users.nextSetBit(u + 1)) {
            line(w, "user", chosen.data.users().get(u), "", map.users(), u);
        }
        w.flush();
    }

    private static void line(CsvWriter w, String kind, String id, String title, Matrix places, int row) {
        w.writeRecord(
                kind,
                Spreadsheets.guarded(id),
                Spreadsheets.guarded(title),
                Spreadsheets.number(places.get(row, 0)),
                Spreadsheets.number(places.get(row, 1)));
    }
}
