package io.github.recscope.ui.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Json;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.ui.state.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The settings as a small JSON file in the person's configuration folder.
///
/// Settings are a convenience: a missing or damaged file means defaults, and a folder that cannot be written means that
/// nothing is remembered. Neither ever stops the program.
public final class SettingsFile {
    private static final System.Logger LOG = System.getLogger(SettingsFile.class.getName());

    private final Path file;

    /// In a given file, which need not exist.
    public SettingsFile(Path file) {
        this.file = file;
    }

    /// Where the platform keeps the settings of programs.
    public static Path usual(Map<String, String> environment, String os, Path home) {
        String system = os.toLowerCase(Locale.ROOT);
        Path base;
        if (system.contains("win")) {
            base = folder(environment, "APPDATA", home.resolve("AppData").resolve("Roaming"));
        } else if (system.contains("mac")) {
            base = home.resolve("Library").resolve("Application Support");
        } else {
            base = folder(environment, "XDG_CONFIG_HOME", home.resolve(".config"));
        }
        return base.resolve("recscope").resolve("settings.json");
    }

    private static Path folder(Map<String, String> environment, String name, Path otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank() ? otherwise : Path.of(value);
    }

    /// Reads them; defaults for whatever is missing or makes no sense.
    public Settings load() {
        Settings d = Settings.defaults();
        if (!Files.isRegularFile(file)) {
            return d;
        }
        try {
            JsonNode root = Json.parse(Files.readString(file), file.toString());
            List<String> recent = new ArrayList<>();
            root.path("recent").forEach(n -> recent.add(n.asText()));
            return new Settings(
                    root.path("theme").asText("").equals("dark") ? Theme.DARK : Theme.LIGHT,
                    root.path("width").asDouble(d.width()),
                    root.path("height").asDouble(d.height()),
                    root.path("maximised").asBoolean(d.full()),
                    recent);
        } catch (IOException | ProblemException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The settings could not be read; defaults are used. " + e.getMessage());
            return d;
        }
    }

    /// Writes them.
    public void save(Settings settings) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("theme", settings.theme() == Theme.DARK ? "dark" : "light");
        root.put("width", settings.width());
        root.put("height", settings.height());
        root.put("maximised", settings.full());
        ArrayNode recent = root.putArray("recent");
        settings.recent().forEach(recent::add);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, out -> out.write(Json.format(root).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | ProblemException e) {
            LOG.log(System.Logger.Level.WARNING, "The settings could not be saved. " + e.getMessage());
        }
    }
}
