package io.github.recscope.ui.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.recscope.data.ImportRecipe;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Json;
import io.github.recscope.store.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How files were read before, as a small JSON file beside the settings. Like those it is a convenience: what
/// cannot be read is forgotten, and a folder that cannot be written means that nothing is remembered.
public final class ImportRecipesFile {
    private static final System.Logger LOG = System.getLogger(ImportRecipesFile.class.getName());

    private final Path file;

    /// In a given file, which need not exist.
    public ImportRecipesFile(Path file) {
        this.file = file;
    }

    /// Reads them, the newest first.
    public List<ImportRecipe> load() {
        List<ImportRecipe> recipes = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return recipes;
        }
        try {
            for (JsonNode node : Json.parse(Files.readString(file), file.toString())) {
                recipes.add(ImportRecipe.parse(node.toString(), file.toString()));
            }
        } catch (IOException | ProblemException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "What was said about imported files could not be read. " + e.getMessage());
        }
        return List.copyOf(recipes);
    }

    /// Writes them.
    public void save(List<ImportRecipe> recipes) {
        ArrayNode root = Json.mapper().createArrayNode();
        recipes.forEach(r -> root.add(Json.parse(r.toJson(), "recipe")));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, out -> out.write(root.toPrettyString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | ProblemException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "What was said about imported files could not be saved. " + e.getMessage());
        }
    }
}
