package io.github.recscope.report;

import io.github.recscope.job.Ctx;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;

/// The pages of a document and a pen; distances are in points from the top left corner, downwards.
final class Pages implements Closeable {
    private final PDDocument document;
    private final Fonts fonts;
    private final Ctx ctx;
    private final List<PDPage> pages = new ArrayList<>();
    private PDPageContentStream out;
    private float y = Style.TOP;
    private double fraction;

    Pages(PDDocument document, Fonts fonts, Ctx ctx) throws IOException {
        this.document = document;
        this.fonts = fonts;
        this.ctx = ctx;
        this.out = open();
    }

    /// What part of the report is done, for the progress shown at page breaks.
    void done(double part) {
        fraction = part;
    }

    /// Where the next thing goes.
    float y() {
        return y;
    }

    /// Moves down.
    void advance(float by) {
        y += by;
    }

    /// The height that is left on this page.
    float room() {
        return Style.PAGE_HEIGHT - Style.BOTTOM - y;
    }

    /// The height of an empty page.
    static float pageRoom() {
        return Style.PAGE_HEIGHT - Style.BOTTOM - Style.TOP;
    }

    /// Whether nothing was put on this page yet.
    boolean atTop() {
        return y <= Style.TOP;
    }

    /// Begins a new page unless `height` fits on this one or this one is empty.
    void need(float height) throws IOException {
        if (height > room() && !atTop()) {
            newPage();
        }
    }

    /// Begins a new page.
    void newPage() throws IOException {
        out.close();
        out = open();
    }

    /// The page that is being drawn.
    PDPage page() {
        return pages.getLast();
    }

    private PDPageContentStream open() throws IOException {
        ctx.progress("page " + (pages.size() + 1), fraction);
        PDPage page = new PDPage(new PDRectangle(Style.PAGE_WIDTH, Style.PAGE_HEIGHT));
        document.addPage(page);
        pages.add(page);
        y = Style.TOP;
        return new PDPageContentStream(document, page);
    }

    /// A line of text; `top` is the upper edge of a line box of `size`.
    void text(float x, float top, String text, float size, boolean bold, int colour) throws IOException {
        text(out, x, top, text, size, bold, colour);
    }

    private void text(PDPageContentStream to, float x, float top, String text, float size, boolean bold, int colour)
            throws IOException {
        List<Fonts.Run> runs = fonts.runs(text, bold);
        if (runs.isEmpty()) {
            return;
        }
        to.beginText();
        fill(to, colour);
        to.newLineAtOffset(x, Style.PAGE_HEIGHT - top - 0.78f * size);
        for (Fonts.Run run : runs) {
            to.setFont(run.font(), size);
            to.showText(run.text());
        }
        to.endText();
    }

    /// A filled rectangle.
    void box(float x, float top, float width, float height, int colour) throws IOException {
        fill(out, colour);
        out.addRect(x, Style.PAGE_HEIGHT - top - height, width, height);
        out.fill();
    }

    /// A drawing.
    void form(PDFormXObject form, float x, float top, float height) throws IOException {
        out.saveGraphicsState();
        out.transform(Matrix.getTranslateInstance(x, Style.PAGE_HEIGHT - top - height));
        out.drawForm(form);
        out.restoreGraphicsState();
    }

    private static void fill(PDPageContentStream to, int colour) throws IOException {
        to.setNonStrokingColor((colour >> 16 & 255) / 255f, (colour >> 8 & 255) / 255f, (colour & 255) / 255f);
    }

    /// Ends the last page and writes the foot of every page.
    void finish(String foot) throws IOException {
        out.close();
        float top = Style.PAGE_HEIGHT - 38;
        for (int p = 0; p < pages.size(); p++) {
            try (PDPageContentStream to = new PDPageContentStream(
                    document, pages.get(p), PDPageContentStream.AppendMode.APPEND, true, true)) {
                String number = "Page " + (p + 1) + " of " + pages.size();
                float width = fonts.width(number, false, Style.SMALL);
                float left = Style.WIDTH - width - 24;
                text(
                        to,
                        Style.LEFT,
                        top,
                        Lines.shorten(fonts, foot, false, Style.SMALL, left),
                        Style.SMALL,
                        false,
                        Style.MUTED);
                text(to, Style.LEFT + Style.WIDTH - width, top, number, Style.SMALL, false, Style.MUTED);
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
