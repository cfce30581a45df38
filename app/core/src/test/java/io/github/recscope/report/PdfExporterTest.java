package io.github.recscope.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Issue;
import io.github.recscope.model.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfExporterTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private final TestWorkspace big = new TestWorkspace(60, 700, 64);

    private static byte[] pdf(Workspace w, Set<ReportSection> sections) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportWriter.writePdf(ReportBuilder.build(w, sections, NOON), out, new PlainCtx());
        return out.toByteArray();
    }

    private static String text(PDDocument doc) throws IOException {
        return new PDFTextStripper().getText(doc).replaceAll("\\s+", " ");
    }

    @Test
    void saysWhatTheWorkspaceHolds() throws IOException {
        byte[] bytes = pdf(big.full(), ReportSection.all());
        assertTrue(bytes.length < 1_000_000, "size " + bytes.length);
        try (PDDocument doc = Loader.loadPDF(bytes)) {
            String text = text(doc);
            for (String s : List.of(
                    "Book club",
                    "23 November 2026, 12:00 UTC",
                    "0.313 [0.305, 0.320]",
                    "0.712 [0.705, 0.719]",
                    "16.0 [13.3, 20.0]",
                    "Gini coefficient",
                    "CC BY-SA 4.0",
                    "Add 2.50 to “romance” (latent 1)",
                    "+11.1 pp [+10.8, +11.4]",
                    "The Book of Chapter 641",
                    "Axis 1 (18.3% of the variance)",
                    "Loss, nats an interaction",
                    "row.columns",
                    "0000000000",
                    "Kendall's τ-b")) {
                assertTrue(text.contains(s), s + " is missing");
            }
            assertTrue(text.contains("Page 1 of " + doc.getNumberOfPages()));
            assertTrue(text.contains("Page " + doc.getNumberOfPages() + " of " + doc.getNumberOfPages()));
            assertTrue(doc.getNumberOfPages() >= 8, "a page for each topic");
            assertEquals("Book club", doc.getDocumentInformation().getTitle());
            assertEquals("en", doc.getDocumentCatalog().getLanguage());
            for (PDPage page : doc.getPages()) {
                assertEquals(595.28, page.getMediaBox().getWidth(), 0.01);
                assertEquals(841.89, page.getMediaBox().getHeight(), 0.01);
            }
        }
    }

    @Test
    void drawsTitlesOfManyScripts() throws IOException {
        Report report = ReportBuilder.build(big.full(), Set.of(ReportSection.STEERING), NOON);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlainCtx ctx = new PlainCtx();
        ReportWriter.writePdf(report, out, ctx);
        assertEquals(
                List.of("2 characters are missing from the report's fonts and printed as “?”, among them 三 体. The CSV"
                        + " files have them."),
                ctx.issues.stream().map(Issue::message).toList());
        try (PDDocument doc = Loader.loadPDF(out.toByteArray())) {
            String text = text(doc);
            assertTrue(text.contains("The “Name” of the Rose’s Garden"), text);
            assertTrue(text.contains("Les Misérables"), text);
            assertTrue(text.contains("Žižek and the Ж of Μυθολογία"), text);
            assertTrue(text.contains("?? (The Three-Body Problem)"), "glyphs that no font has: " + text);
            assertTrue(text.contains("A very long title that goes on and"), text);
            assertTrue(text.contains("…"), "what does not fit is cut");
        }
    }

    @Test
    void neverFailsOverAText() throws IOException {
        String odd = "a\u0000b\ud800 \u202e\ufeff\u00ad \t\n 🙂 עברית العربية ไทย \u0301 \ufb01 " + "x".repeat(5000)
                + " " + "中".repeat(3000);
        List<Block> blocks = List.of(
                new Block.Heading(odd),
                new Block.Text(odd),
                new Block.Note(""),
                new Block.KeyFigures(List.of(new Block.Figure(odd, odd, odd))),
                new Block.KeyFigures(List.of()),
                Table.of(
                                "odd",
                                odd,
                                List.of(
                                        Column.text("a", odd, 1),
                                        Column.text("b", "", 1).lines(3),
                                        Column.number("c", odd, Format.DECIMAL)),
                                List.of(Cell.row(odd, odd, 1), Cell.row("", "\n", Double.NaN)))
                        .captioned(odd),
                Table.of("none", "No rows", List.of(Column.number("n", "N", Format.COUNT)), List.of()));
        Report r = new Report(odd, odd, java.time.ZonedDateTime.now(NOON), List.of(new Section("odd", odd, blocks)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportWriter.writePdf(r, out, new PlainCtx());
        try (PDDocument doc = Loader.loadPDF(out.toByteArray())) {
            assertTrue(text(doc).contains("xxxx"));
            assertFontsEmbedded(doc);
        }
    }

    @Test
    void drawsChartsOfOddNumbers() throws IOException {
        List<Column> columns = List.of(
                Column.number("x", "x", Format.DECIMAL),
                Column.number("y", "y", Format.DECIMAL),
                Column.number("z", "z", Format.DECIMAL));
        List<List<Cell>> rows = List.of(
                Cell.row(1, Double.NaN, 0),
                Cell.row(2, Double.POSITIVE_INFINITY, 3),
                Cell.row(3, 1e300, 99),
                Cell.row(Double.NaN, 4, Double.NaN),
                Cell.row(5, -1e-300, 0));
        List<Block> blocks = new ArrayList<>();
        for (Chart.Kind kind : Chart.Kind.values()) {
            for (List<List<Cell>> data : List.of(rows, rows.subList(0, 1), List.<List<Cell>>of())) {
                Table t = Table.of(kind + "_" + data.size(), kind + " " + data.size(), columns, data);
                blocks.add(new Chart(
                        kind,
                        t,
                        "x",
                        List.of("y"),
                        kind == Chart.Kind.POINTS ? new Chart.Colours("z", "low", "high") : null,
                        0.2,
                        "odd"));
            }
        }
        Report r = new Report("odd", "", java.time.ZonedDateTime.now(NOON), List.of(new Section("odd", "Odd", blocks)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportWriter.writePdf(r, out, new PlainCtx());
        try (PDDocument doc = Loader.loadPDF(out.toByteArray())) {
            assertTrue(text(doc).contains("POINTS 5"));
        }
    }

    @Test
    void embedsEveryFont() throws IOException {
        try (PDDocument doc = Loader.loadPDF(pdf(big.full(), ReportSection.all()))) {
            assertFontsEmbedded(doc);
        }
    }

    private static void assertFontsEmbedded(PDDocument doc) throws IOException {
        Set<String> fonts = new HashSet<>();
        for (PDPage page : doc.getPages()) {
            collect(page.getResources(), fonts);
        }
        assertTrue(fonts.stream().anyMatch(f -> f.contains("LiberationSans")), fonts.toString());
    }

    private static void collect(PDResources resources, Set<String> fonts) throws IOException {
        for (COSName name : resources.getFontNames()) {
            PDFont font = resources.getFont(name);
            assertTrue(font.isEmbedded(), font.getName());
            fonts.add(font.getName());
        }
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDFormXObject form && form.getResources() != null) {
                collect(form.getResources(), fonts);
            }
        }
    }

    @Test
    void hasBookmarksForAllHeadings() throws IOException {
        try (PDDocument doc = Loader.loadPDF(pdf(big.full(), ReportSection.all()))) {
            List<String> sections = new ArrayList<>();
            List<String> concepts = new ArrayList<>();
            int last = -1;
            for (PDOutlineItem item :
                    doc.getDocumentCatalog().getDocumentOutline().children()) {
                sections.add(item.getTitle());
                int page = doc.getPages().indexOf(item.findDestinationPage(doc));
                assertTrue(page > last, item.getTitle() + " begins a page of its own");
                last = page;
                if (item.getTitle().equals("Concepts")) {
                    item.children().forEach(c -> concepts.add(c.getTitle()));
                }
            }
            assertEquals(
                    List.of(
                            "Summary",
                            "Data",
                            "Recommender",
                            "Map",
                            "Autoencoder",
                            "Concepts",
                            "Steering",
                            "Provenance"),
                    sections);
            assertEquals("How well names tell where concepts fire", concepts.getFirst());
            assertEquals("Named concepts", concepts.get(1));
            assertEquals("romance (latent 1)", concepts.get(2));
            assertEquals("Without a name", concepts.getLast());
            assertEquals(15, concepts.size(), "twelve cards");
        }
    }

    @Test
    void repeatsTheHeaderOfALongTable() throws IOException {
        try (PDDocument doc = Loader.loadPDF(pdf(big.full(), Set.of(ReportSection.CONCEPTS)))) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(3);
            stripper.setEndPage(3);
            String third = stripper.getText(doc);
            assertTrue(
                    third.startsWith("Latent Concept Precision Recall Lift q Purity Easy Near Users Strongest items"),
                    third);
        }
    }

    @Test
    void isOnePageWhenThereIsNothing() throws IOException {
        try (PDDocument doc = Loader.loadPDF(pdf(Workspace.empty("New"), ReportSection.all()))) {
            assertEquals(1, doc.getNumberOfPages());
            assertTrue(text(doc).contains("There is nothing to report yet"));
        }
    }

    @Test
    void givesTheSameBytesAgain() throws IOException {
        assertArrayEquals(pdf(big.full(), ReportSection.all()), pdf(big.full(), ReportSection.all()));
    }

    @Test
    void stopsBetweenPages() {
        Report r = ReportBuilder.build(big.full(), ReportSection.all(), NOON);
        PlainCtx ctx = new PlainCtx("page 3");
        assertThrows(CancellationException.class, () -> ReportWriter.writePdf(r, new ByteArrayOutputStream(), ctx));
        assertEquals(List.of("page 1", "page 2", "page 3"), ctx.messages);
    }

    @Test
    void leavesNoFileWhenItIsStopped(@TempDir Path dir) throws IOException {
        Path out = dir.resolve("out");
        assertThrows(CancellationException.class, () -> ReportWriter.writeAll(big.full(), out, new PlainCtx("page 2")));
        try (var files = Files.list(out)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
