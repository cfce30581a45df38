package io.github.recscope.report;

import static org.junit.jupiter.api.Assertions.*;

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

    @Test
    void saysWhatTheWorkspaceHolds(@TempDir Path dir) throws IOException {
        byte[] bytes = pdf(big.full(), ReportSection.all());
        String keep = System.getProperty("report.keep");
        if (keep != null) {
            Files.write(Path.of(keep), bytes);
        }
        try (PDDocument doc = Loader.loadPDF(bytes)) {
            String text = new PDFTextStripper().getText(doc);
            assertTrue(text.contains("Book club"), text);
        }
    }
}
