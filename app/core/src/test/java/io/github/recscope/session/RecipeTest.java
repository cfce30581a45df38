package io.github.recscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.data.ImportParams;
import io.github.recscope.data.Importers;
import io.github.recscope.model.ProblemException;
import io.github.recscope.recsys.TrainParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RecipeTest {
    private final Engine engine = Engine.create("scalar", 1);

    @AfterEach
    void close() {
        engine.close();
    }

    private Recipe parse(String json) {
        return Recipe.parse(json, "r.json", Path.of("some/folder"), engine);
    }

    private static String recipe(String steps) {
        return "{\"recscope\": 1, \"name\": \"n\", \"seed\": 7, \"steps\": [" + steps + "]}";
    }

    private String source(String source) {
        Recipe r = parse(recipe("{\"op\": \"import\", \"params\": {\"source\": \"" + source + "\"}}"));
        return ((ImportParams) r.steps().getFirst().params()).source();
    }

    @Test
    void relativePathsStartFromTheRecipesFolder() {
        assertEquals(Path.of("some/folder/a.zip").toString(), source("a.zip"));
        assertEquals(Path.of("some/b/a.zip").toString(), source("../b/./a.zip"));
        assertEquals("sample:goodbooks", source("sample:goodbooks"));
        String absolute = Path.of("/data/a.zip").toAbsolutePath().toString();
        assertEquals(absolute, source(absolute.replace("\\", "\\\\")));
        Recipe plain = parse(recipe("{\"op\": \"import\"}"));
        assertEquals(ImportParams.defaults(), plain.steps().getFirst().params());
        Recipe here = Recipe.parse(
                recipe("{\"op\": \"import\", \"params\": {\"source\": \"a.zip\"}}"), "r.json", Path.of(""), engine);
        assertEquals(new ImportParams("a.zip"), here.steps().getFirst().params());
    }

    @Test
    void seedsAreThoseOfTheStepTheRecipeOrTheDefault() {
        Recipe r = parse(recipe("{\"op\": \"import\"}, {\"op\": \"train\", \"seed\": -3}"));
        assertEquals(List.of(7L, -3L), r.steps().stream().map(Recipe.Item::seed).toList());
        assertEquals(42, parse("{\"recscope\": 1, \"steps\": []}").seed());
    }

    @Test
    void aRecipeSurvivesItsJson() {
        Recipe r = parse(
                recipe(
                        "{\"op\": \"import\"}, {\"op\": \"train\", \"seed\": 5, \"params\": {\"epochs\": 3}},"
                                + "{\"op\": \"steer\", \"params\": {\"edits\": [{\"concept\": \"a\", \"kind\": \"CAP\", \"amount\": 0.5}]}}"));
        assertEquals(3, ((TrainParams) r.steps().get(1).params()).epochs());
        assertEquals(r, Recipe.parse(r.toJson(engine), "again", engine));
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        refused("[]", "not a Recscope recipe");
        refused("{\"recscope\": 2, \"steps\": []}", "format 2");
        refused("{\"recscope\": 1, \"steps\": [], \"stpes\": []}", "stpes");
        refused("{\"recscope\": 1, \"seed\": \"x\", \"steps\": []}", "seed");
        refused("{\"recscope\": 1, \"seed\": 1.5, \"steps\": []}", "seed");
        refused(recipe("{}"), "step 1");
        refused(recipe("{\"op\": \"fly\"}"), "fly");
        refused(recipe("{\"op\": \"import\"}, {\"op\": \"train\", \"epochs\": 3}"), "step 2");
        refused(recipe("{\"op\": \"train\", \"params\": {\"epoch\": 3}}"), "epoch");
        refused(recipe("{\"op\": \"train\", \"params\": {\"epochs\": -1}}"), "epochs");
        refused(recipe("{\"op\": \"train\", \"params\": [3]}"), "object");
        refused("{\"recscope\": 1,", "r.json:1");
    }

    private void refused(String json, String expected) {
        String sentence = assertThrows(ProblemException.class, () -> parse(json))
                .problem()
                .sentence();
        assertTrue(sentence.contains(expected), sentence);
    }

    @Test
    void theRecipeOfTheSampleIsValid() throws IOException {
        Path root = Path.of(System.getProperty("repository.root", "../.."));
        Path file = root.resolve("samples/goodbooks.recipe.json");
        Recipe r = Recipe.parse(Files.readString(file), file.toString(), root.resolve("samples"), engine);
        assertEquals(
                List.of("import", "train", "map", "sae", "concepts", "steer"),
                r.steps().stream().map(Recipe.Item::op).toList());
        ImportParams source = (ImportParams) r.steps().getFirst().params();
        assertTrue(Files.exists(Path.of(source.source())), source.source());
        assertTrue(Importers.standard().probe(Path.of(source.source())).size() > 0);
    }
}
