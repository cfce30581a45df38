package io.github.recscope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javafx.css.CssParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A rule that cannot be read takes all rules after it along, and the toolkit only mentions it in the log.
class StylesheetTest {
    @ParameterizedTest
    @ValueSource(strings = {"recscope.css", "views.css", "importing.css"})
    void everyRuleCanBeRead(String name) throws IOException {
        URL sheet = Objects.requireNonNull(StylesheetTest.class.getResource(name));
        long written;
        try (InputStream in = sheet.openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            written = text.chars().filter(c -> c == '{').count();
        }
        assertEquals(written, new CssParser().parse(sheet).getRules().size());
    }
}
