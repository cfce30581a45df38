package io.github.recscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.op.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReproduceCommandTest {
    private static final List<String> KEYS = List.of(
            "dataset",
            "recommender",
            "variant",
            "latents",
            "l0_users",
            "l0_items",
            "fvu_items",
            "dead",
            "rbo_paper",
            "rbo",
            "kendall",
            "ms",
            "ms_random",
            "purity_at_10",
            "purity_at_10_corrected",
            "labelled_share",
            "ablate_removed_excess",
            "ndcg_loss_at_ablate",
            "dim_baseline_removed_excess",
            "random_latent_removed_excess");

    @TempDir
    Path folder;

    private JsonNode summary() throws Exception {
        return Json.parse(Files.readString(folder.resolve("out/summary.json")), "summary.json");
    }

    @Test
    void idsAloneGiveFidelityAndNoNames() throws Exception {
        CliHarness cli = new CliHarness(folder);
        cli.run("reproduce", "--data", cli.data(), "--out", cli.at("out"), "--quick", "--threads", "1")
                .is(0);
        JsonNode s = summary();
        for (String key : KEYS) {
            assertTrue(s.has(key), key);
            assertTrue(s.path("runs").get(0).has(key), key);
        }
        assertTrue(s.path("rbo").asDouble() > 0 && s.path("rbo").asDouble() <= 1, s.toString());
        assertTrue(s.path("labelled_share").isNull());
        // Five values of β on two recommenders, six closer codes, one seed of the defaults.
        assertEquals(17, s.path("runs").size());
        assertTrue(Files.size(folder.resolve("out/report.pdf")) > 1000);
        assertTrue(Files.readString(folder.resolve("out/csv/sweep_mf.csv")).contains("0.543"));
    }

    @Test
    void metadataGiveNamesInterventionsAndBaselines() throws Exception {
        CliHarness cli = new CliHarness(folder);
        cli.run("reproduce", "--data", genres(), "--out", cli.at("out"), "--quick", "--threads", "2")
                .is(0);
        JsonNode s = summary();
        assertTrue(s.path("labelled_share").asDouble() > 0, s.toString());
        assertTrue(Files.exists(folder.resolve("out/csv/concepts_baselines.csv")));
    }

    /// 120 people who like one of three genres.
    private String genres() throws Exception {
        Random random = new Random(5);
        StringBuilder ratings = new StringBuilder("user_id,item_id,rating\n");
        StringBuilder items = new StringBuilder("item_id,title,genres\n");
        for (int i = 0; i < 90; i++) {
            items.append("b")
                    .append(i)
                    .append(",Book ")
                    .append(i)
                    .append(",g")
                    .append(i % 3)
                    .append('\n');
        }
        for (int u = 0; u < 120; u++) {
            for (int i = 0; i < 90; i++) {
                if (random.nextDouble() < (i % 3 == u % 3 ? 0.6 : 0.05)) {
                    ratings.append("u").append(u).append(",b").append(i).append(",5\n");
                }
            }
        }
        Path data = Files.createDirectories(folder.resolve("genres"));
        Files.writeString(data.resolve("ratings.csv"), ratings);
        Files.writeString(data.resolve("items.csv"), items);
        return data.toString();
    }

    @Test
    void aWrongSourceIsSaidBeforeAnythingRuns() {
        CliHarness cli = new CliHarness(folder);
        CliHarness.Result r = cli.run("reproduce", "--data", cli.at("nothing"), "--out", cli.at("out"), "--quick")
                .is(1);
        assertTrue(r.err().contains("nothing"), r.err());
    }
}
