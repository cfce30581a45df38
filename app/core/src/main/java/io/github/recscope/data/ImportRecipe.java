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
public record ImportRecipe(String name, List<TableMapping> tables) {
    private static final String FORMAT = "recscope-import";
    private static final int VERSION = 1;

    /// Copies the list.
    public ImportRecipe {
        tables = List.copyOf(tables);
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

    /// For each table the mapping that the newest recipe has which knows the whole source: all of whose used tables
    /// are there; null for tables that it does not know.
    static List<@Nullable TableMapping> match(List<ImportRecipe> newestFirst, List<TableHead> heads) {
        for (ImportRecipe recipe : newestFirst) {
            boolean all = recipe.tables.stream()
                    .filter(TableMapping::used)
                    .allMatch(m -> heads.stream().anyMatch(h -> m.fits(TableShape.of(h))));
            if (all && recipe.tables.stream().anyMatch(TableMapping::used)) {
                return TableMapping.match(heads, recipe.tables);
            }
        }
        return TableMapping.match(heads, List.of());
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
        if (root.path("version").asInt(0) != VERSION) {
            throw ProblemException.of(
                    place + " cannot be read.",
                    "Its version is " + root.path("version").asText("missing") + "; this program reads " + VERSION
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
