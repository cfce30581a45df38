package io.github.recscope.report;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/// Draws a report on A4 pages: text as text with embedded fonts, charts as vectors, bookmarks for all headings.
///
/// The same report gives the same bytes.
final class PdfExporter {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.ENGLISH);

    private PdfExporter() {}

    static void write(Report report, OutputStream out, Ctx ctx) throws IOException {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        try (PDDocument document = new PDDocument();
                Fonts fonts = new Fonts(document)) {
            document.setDocumentId(0L); // Otherwise the time of writing goes into the file's id.
            draw(report, document, fonts, ctx);
            describe(report, document);
            missing(fonts.missing(), ctx);
            ctx.check();
            document.save(out);
        }
    }

    private static void draw(Report report, PDDocument document, Fonts fonts, Ctx ctx) throws IOException {
        try (Pages pages = new Pages(document, fonts, ctx)) {
            Bookmarks bookmarks = new Bookmarks(document);
            BlockPainter painter = new BlockPainter(pages, fonts, new ChartPainter(document, fonts), bookmarks);
            title(report, pages, fonts);
            int total =
                    report.sections().stream().mapToInt(s -> s.blocks().size()).sum();
            int done = 0;
            for (Section section : report.sections()) {
                if (done > 0) {
                    pages.newPage();
                }
                painter.section(section.title());
                List<Block> blocks = section.blocks();
                for (int b = 0; b < blocks.size(); b++) {
                    ctx.check();
                    painter.draw(blocks.get(b), b + 1 < blocks.size() ? blocks.get(b + 1) : null);
                    pages.done((double) ++done / total);
                }
            }
            pages.finish("Recscope · " + report.title() + " · " + date(report));
            bookmarks.finish();
        }
    }

    private static void title(Report report, Pages pages, Fonts fonts) throws IOException {
        pages.text(Style.LEFT, pages.y(), "Recscope report", Style.BODY, true, Style.ACCENT);
        pages.advance(20);
        for (String line : Lines.of(fonts, report.title(), true, Style.TITLE, Style.WIDTH, 3)) {
            pages.text(Style.LEFT, pages.y(), line, Style.TITLE, true, Style.INK);
            pages.advance(Style.TITLE * 1.2f);
        }
        pages.advance(4);
        String under = report.subtitle() + " · " + date(report);
        for (String line : Lines.of(fonts, under, false, Style.BODY + 1, Style.WIDTH, 2)) {
            pages.text(Style.LEFT, pages.y(), line, Style.BODY + 1, false, Style.MUTED);
            pages.advance(Style.BODY_LEADING + 1);
        }
        pages.advance(8);
        pages.box(Style.LEFT, pages.y(), Style.WIDTH, 2, Style.ACCENT);
        pages.advance(24);
    }

    private static String date(Report report) {
        ZonedDateTime t = report.created();
        boolean utc = t.getZone().normalized().equals(ZoneOffset.UTC);
        return (utc ? t.withZoneSameInstant(ZoneId.of("UTC")) : t).format(DATE);
    }

    private static void missing(Set<Integer> codePoints, Ctx ctx) {
        if (!codePoints.isEmpty()) {
            String some = codePoints.stream().limit(10).map(Character::toString).collect(Collectors.joining(" "));
            String message = Figures.plural(codePoints.size(), "character is", "characters are")
                    + " missing from the report's fonts and printed as “?”, among them " + some
                    + ". The CSV files have them.";
            ctx.issue(new Issue(Severity.INFO, "report.glyphs", ReportWriter.PDF, message));
        }
    }

    private static void describe(Report report, PDDocument document) {
        PDDocumentInformation info = new PDDocumentInformation();
        info.setTitle(report.title());
        info.setSubject(report.subtitle());
        info.setCreator("Recscope");
        info.setProducer("Recscope with Apache PDFBox");
        info.setCreationDate(GregorianCalendar.from(report.created()));
        info.setModificationDate(GregorianCalendar.from(report.created()));
        document.setDocumentInformation(info);
        document.getDocumentCatalog().setLanguage("en");
        PDViewerPreferences view = new PDViewerPreferences(new COSDictionary());
        view.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(view);
    }
}
