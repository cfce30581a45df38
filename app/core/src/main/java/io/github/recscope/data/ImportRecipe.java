package io.github.recscope.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How files of some shapes were read, to be used for the next files of these shapes.
///
/// @param name   what it was made for
/// @param tables the mapping of each table
/// @param keep   which interactions are kept
public record ImportRecipe(String name, List<TableMapping> tables, Keep keep) {
    private static final String FORMAT = "recscope-import";
    private static final int VERSION = 2;

    /// Copies the list; a recipe of version 1 keeps everything.
    public ImportRecipe(String name, List<TableMapping> tables, @Nullable Keep keep) {
        this.name = name;
        this.tables = List.copyOf(tables);
        this.keep = keep == null ? Keep.ALL : keep;
    }

    /// One that keeps everything.
    public ImportRecipe(String name, List<TableMapping> tables) {
        this(name, tables, Keep.ALL);
    }

    /// Whether it was made for files of the same shapes.
    public boolean isFor(ImportRecipe other) {
        return shapes(this).equals(shapes(other));
    }

    private static List<TableShape> shapes(ImportRecipe recipe) {
        return recipe.tables.stream()
                .map(TableMapping::shape)
                .sorted(java.util.Comparator.comparing(TableShape::toString))
                .toList();
    }

    /// The newest recipe that knows the whole source: all of whose used tables are there. One that says nothing where
    /// there is none.
    static ImportRecipe fitting(List<ImportRecipe> newestFirst, List<TableHead> heads) {
        for (ImportRecipe recipe : newestFirst) {
            boolean all = recipe.tables.stream()
                    .filter(TableMapping::used)
                    .allMatch(m -> heads.stream().anyMatch(h -> m.fits(TableShape.of(h))));
            if (all && recipe.tables.stream().anyMatch(TableMapping::used)) {
                return recipe;
            }
        }
        return new ImportRecipe("", List.of());
    }

    /// As JSON.
    public String toJson() {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("format", FORMAT);
        root.put("version", VERSION);
        root.set("recipe", Json.mapper().valueToTree(this));
        return Json.format(root) + "\n";
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @param place where it comes from, for messages
    /// @throws ProblemException if it is something else
    public static ImportRecipe parse(String json, String place) {
        JsonNode root = Json.parse(json, place);
        if (!root.path("format").asText("").equals(FORMAT)) {
            throw ProblemException.of(
                    place + " is no recipe of an import.",
                    "It does not say \"format\": \"" + FORMAT + "\".",
                    "Choose a file that the import dialog saved.");
        }
        int version = root.path("version").asInt(0);
        if (version < 1 || version > VERSION) {
            throw ProblemException.of(
                    place + " cannot be read.",
                    "Its version is " + root.path("version").asText("missing") + "; this program reads 1 to " + VERSION
                            + ".",
                    "Use the program that wrote it, or map the columns anew.");
        }
        try {
            return Json.mapper().treeToValue(root.path("recipe"), ImportRecipe.class);
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    new Problem(
                            place + " cannot be read.",
                            "It is not what the import dialog writes: "
                                    + e.getOriginalMessage().lines().findFirst().orElse("") + ".",
                            "Save it again from the import dialog."),
                    e);
        }
    }
}
