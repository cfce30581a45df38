package io.github.recscope.data;

import io.github.recscope.model.Credit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds who made a data set, and under which licence, in the README and LICENSE files beside its tables.
final class Credits {
    private static final int MOST = 1 << 16;
    private static final Pattern SOURCE = Pattern.compile("(?im)^[\\s>*_-]*source[*_]*\\s*:[*_]*\\s*(.+)$");
    private static final Pattern CREATIVE_COMMONS = Pattern.compile(
            "(?i)creative commons (attribution(?:[- ](?:share ?alike|non-?commercial|no ?derivatives|no ?derivs))*)"
                    + "(?: international| generic| unported)?(?: license)?,?(?: version)? (\\d\\.\\d)");
    private static final Pattern SHORT = Pattern.compile("\\bCC[ -]BY((?:-(?:SA|NC|ND))*)[ -](\\d\\.\\d)\\b");
    private static final Map<String, String> PHRASES = phrases();

    private Credits() {}

    private static Map<String, String> phrases() {
        Map<String, String> phrases = new LinkedHashMap<>();
        phrases.put("cc0 1.0", "CC0 1.0");
        phrases.put("public domain dedication", "CC0 1.0");
        phrases.put("open data commons attribution license", "ODC-By 1.0");
        phrases.put("open database license", "ODbL 1.0");
        phrases.put("apache license", "Apache-2.0");
        phrases.put("gnu general public license", "GPL");
        phrases.put("redistribution and use in source and binary forms", "BSD");
        phrases.put("permission is hereby granted, free of charge", "MIT");
        phrases.put("mit license", "MIT");
        phrases.put("mit licence", "MIT");
        return phrases;
    }

    /// The credit; null if there is neither a README nor a licence. A licence that is not recognised is named
    /// by its file.
    static @Nullable Credit of(Source source) {
        String readme = "";
        String readmeFile = "";
        String licence = "";
        String licenceFile = "";
        for (Source.Entry entry : source.entries()) {
            String file = entry.file();
            try {
                if (file.matches("readme(\\..*)?") && readme.isEmpty()) {
                    readme = text(entry);
                    readmeFile = entry.path();
                } else if (file.matches("(licen[cs]e|copying).*") && licence.isEmpty()) {
                    licence = licence(text(entry));
                    licenceFile = entry.path();
                }
            } catch (IOException _) {
                // A README that cannot be read credits nobody; the tables may still be good.
            }
        }
        if (licence.isEmpty()) {
            licence = licence(readme);
        }
        if (readmeFile.isEmpty() && licenceFile.isEmpty()) {
            return null;
        }
        String from = origin(readme);
        return new Credit(
                from.isEmpty() ? source.title() : from,
                !licence.isEmpty() ? licence : "see " + (licenceFile.isEmpty() ? readmeFile : licenceFile));
    }

    private static String text(Source.Entry entry) throws IOException {
        return new String(entry.head(MOST), StandardCharsets.UTF_8);
    }

    /// The sentence after "Source:", else the first heading that begins with `#`; empty if there is neither.
    static String origin(String readme) {
        Matcher m = SOURCE.matcher(readme);
        if (m.find()) {
            String line = m.group(1).strip();
            int end = line.indexOf(". ");
            return end > 0 ? line.substring(0, end + 1) : line;
        }
        return readme.lines()
                .filter(l -> l.startsWith("#"))
                .map(l -> l.replaceFirst("^#+", "").strip())
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// The name of a licence that a text holds or mentions; empty if none is recognised.
    static String licence(String text) {
        Matcher cc = CREATIVE_COMMONS.matcher(text);
        if (cc.find()) {
            String words = cc.group(1).toLowerCase(Locale.ROOT);
            return "CC BY"
                    + (words.contains("noncommercial") || words.contains("non-commercial") ? "-NC" : "")
                    + (words.contains("share") ? "-SA" : "")
                    + (words.contains("deriv") ? "-ND" : "")
                    + " " + cc.group(2);
        }
        Matcher brief = SHORT.matcher(text);
        if (brief.find()) {
            return "CC BY" + brief.group(1) + " " + brief.group(2);
        }
        String lower = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        for (Map.Entry<String, String> e : PHRASES.entrySet()) {
            if (lower.contains(e.getKey())) {
                return e.getValue();
            }
        }
        return "";
    }
}
