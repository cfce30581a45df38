package io.github.recscope.report;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The embedded fonts of one document: Liberation Sans, for what it lacks DejaVu Sans, and `?` for what both lack.
final class Fonts implements Closeable {
    static final String REGULAR = "/liberation/LiberationSans-Regular.ttf";
    private static final String BOLD = "/liberation/LiberationSans-Bold.ttf";
    private static final String WIDE = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";
    private static final String WIDE_BOLD = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf";

    private final PDDocument document;
    private final Map<String, Face> faces = new HashMap<>();
    private final Set<Integer> missing = new TreeSet<>();

    Fonts(PDDocument document) {
        this.document = document;
    }

    /// A stretch of text in one font.
    record Run(PDType0Font font, String text) {}

    /// The font for plain text, also that of charts.
    PDType0Font regular() throws IOException {
        return face(REGULAR).font;
    }

    /// Text cut into stretches that one font has the glyphs for.
    @SuppressWarnings("ReferenceEquality") // Each face is loaded once.
    List<Run> runs(String text, boolean bold) throws IOException {
        List<Run> runs = new ArrayList<>();
        StringBuilder pending = new StringBuilder();
        PDType0Font current = null;
        for (int cp : clean(text)) {
            Face face = faceFor(cp, bold);
            int shown = face.has(cp) ? cp : '?';
            if (shown != cp) {
                missing.add(cp);
            }
            if (current != null && current != face.font) {
                runs.add(new Run(current, pending.toString()));
                pending.setLength(0);
            }
            current = face.font;
            pending.appendCodePoint(shown);
        }
        if (current != null) {
            runs.add(new Run(current, pending.toString()));
        }
        return runs;
    }

    /// The code points that were printed as `?`.
    Set<Integer> missing() {
        return missing;
    }

    /// The width of a line in points.
    float width(String text, boolean bold, float size) throws IOException {
        float units = 0;
        for (int cp : clean(text)) {
            Face face = faceFor(cp, bold);
            units += face.advance(face.has(cp) ? cp : '?');
        }
        return units * size;
    }

    /// Line breaks and tabs become spaces; invisible control characters vanish; halves of pairs become `?`.
    private static int[] clean(String text) {
        return text.codePoints()
                .map(cp -> Character.isWhitespace(cp) ? ' ' : cp)
                .map(cp -> cp >= Character.MIN_SURROGATE && cp <= Character.MAX_SURROGATE ? '?' : cp)
                .filter(cp -> !Character.isISOControl(cp) && Character.getType(cp) != Character.FORMAT)
                .toArray();
    }

    private Face faceFor(int cp, boolean bold) throws IOException {
        Face first = face(bold ? BOLD : REGULAR);
        if (first.has(cp)) {
            return first;
        }
        Face wide = face(bold ? WIDE_BOLD : WIDE);
        return wide.has(cp) ? wide : first;
    }

    private Face face(String resource) throws IOException {
        Face face = faces.get(resource);
        if (face == null) {
            face = load(resource);
            faces.put(resource, face);
        }
        return face;
    }

    private Face load(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            TrueTypeFont ttf = new TTFParser().parse(new RandomAccessReadBuffer(in));
            ttf.setEnableGsub(false); // Ligatures would make lines wider or narrower than measured.
            return new Face(
                    ttf, PDType0Font.load(document, ttf, true), ttf.getUnicodeCmapLookup(), ttf.getUnitsPerEm());
        }
    }

    static InputStream open(String resource) throws IOException {
        InputStream in = Fonts.class.getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException("the font " + resource + " is missing from the class path");
        }
        return in;
    }

    /// Call it after the document was saved: saving reads the glyphs that were used.
    @Override
    public void close() throws IOException {
        for (Face face : faces.values()) {
            face.ttf.close();
        }
    }

    private record Face(TrueTypeFont ttf, PDType0Font font, CmapLookup glyphs, int unitsPerEm) {
        boolean has(int cp) {
            return glyphs.getGlyphId(cp) != 0;
        }

        float advance(int cp) throws IOException {
            return (float) ttf.getAdvanceWidth(glyphs.getGlyphId(cp)) / unitsPerEm;
        }
    }
}
