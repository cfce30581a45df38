package io.github.recscope.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.jspecify.annotations.Nullable;

/// Draws blocks one below the other and breaks pages where it must.
final class BlockPainter {
    private static final float AFTER = 16;
    private static final float BESIDE_GAP = 22;
    private static final int FIGURES_A_ROW = 4;
    private static final float LEGEND = 18;
    private static final float CARD = 58;
    private static final float CARD_GAP = 8;

    private final Pages pages;
    private final Fonts fonts;
    private final ChartPainter charts;
    private final Bookmarks bookmarks;

    BlockPainter(Pages pages, Fonts fonts, ChartPainter charts, Bookmarks bookmarks) {
        this.pages = pages;
        this.fonts = fonts;
        this.charts = charts;
        this.bookmarks = bookmarks;
    }

    void section(String title) throws IOException {
        bookmarks.section(title, pages.page(), pages.y());
        pages.text(Style.LEFT, pages.y(), title, Style.SECTION, true, Style.INK);
        pages.advance(Style.SECTION + 14);
    }

    /// Draws a block; `next` tells a heading how much must fit below it.
    void draw(Block block, @Nullable Block next) throws IOException {
        switch (block) {
            case Block.Heading h -> heading(h.text(), next);
            case Block.Text t -> paragraph(t.text(), Style.BODY, Style.BODY_LEADING, Style.INK);
            case Block.Note n -> paragraph(n.text(), Style.SMALL, Style.SMALL_LEADING, Style.MUTED);
            case Block.KeyFigures k -> figures(k.figures());
            case Block.Beside b -> beside(b.blocks());
            case Table t -> table(t);
            case Chart c -> {
                pages.need(chartHeight(c, Style.WIDTH));
                pages.advance(chart(c, Style.LEFT, pages.y(), Style.WIDTH) + AFTER);
            }
        }
    }

    private void heading(String text, @Nullable Block next) throws IOException {
        float space = pages.atTop() ? 0 : 6;
        pages.need(space + Style.HEADING + 10 + (next == null ? 0 : start(next)));
        pages.advance(pages.atTop() ? 0 : space);
        bookmarks.heading(text, pages.page(), pages.y());
        String line = Lines.shorten(fonts, text, true, Style.HEADING, Style.WIDTH);
        pages.text(Style.LEFT, pages.y(), line, Style.HEADING, true, Style.INK);
        pages.advance(Style.HEADING + 8);
    }

    /// How much of a block must fit below its heading.
    private float start(Block block) throws IOException {
        return switch (block) {
            case Block.Heading _ -> 60;
            case Block.Text _, Block.Note _ -> 90;
            case Block.KeyFigures _ -> CARD;
            case Block.Beside b -> Math.min(besideHeight(b.blocks()), Pages.pageRoom() - 40);
            case Table t -> tableStart(new TablePainter(fonts, t, Style.WIDTH, false));
            case Chart c -> chartHeight(c, Style.WIDTH);
        };
    }

    private static float tableStart(TablePainter t) {
        float h = t.titleHeight() + t.headerHeight();
        for (int r = 0; r < Math.min(3, t.rows()); r++) {
            h += t.rowHeight(r);
        }
        return t.rows() <= 3 ? h + t.captionHeight() : h;
    }

    private void paragraph(String text, float size, float leading, int colour) throws IOException {
        List<String> lines = Lines.of(fonts, text, false, size, Style.WIDTH, Integer.MAX_VALUE);
        pages.need(Math.min(lines.size(), 3) * leading);
        for (String line : lines) {
            pages.need(leading);
            pages.text(Style.LEFT, pages.y(), line, size, false, colour);
            pages.advance(leading);
        }
        pages.advance(leading * 0.6f);
    }

    private void figures(List<Block.Figure> figures) throws IOException {
        int perRow = Math.min(FIGURES_A_ROW, Math.max(1, figures.size()));
        float width = (Style.WIDTH - (perRow - 1) * CARD_GAP) / perRow;
        for (int i = 0; i < figures.size(); i += perRow) {
            pages.need(CARD);
            for (int c = 0; c < Math.min(perRow, figures.size() - i); c++) {
                figure(figures.get(i + c), Style.LEFT + c * (width + CARD_GAP), width);
            }
            pages.advance(CARD + CARD_GAP);
        }
        pages.advance(AFTER - CARD_GAP);
    }

    private void figure(Block.Figure f, float x, float width) throws IOException {
        pages.box(x, pages.y(), width, CARD, Style.SOFT);
        pages.box(x, pages.y(), 2, CARD, Style.ACCENT);
        float inner = width - 18;
        pages.text(x + 11, pages.y() + 9, f.value(), 17, true, Style.INK);
        String label = Lines.shorten(fonts, f.label(), false, Style.TABLE, inner);
        pages.text(x + 11, pages.y() + 31, label, Style.TABLE, false, Style.INK);
        String detail = Lines.shorten(fonts, f.detail(), false, Style.SMALL - 0.3f, inner);
        pages.text(x + 11, pages.y() + 43, detail, Style.SMALL - 0.3f, false, Style.MUTED);
    }

    private void table(Table t) throws IOException {
        TablePainter p = new TablePainter(fonts, t, Style.WIDTH, false);
        boolean whole = p.height() <= Pages.pageRoom() * 0.4f;
        pages.need(whole ? p.height() : tableStart(p));
        if (p.titleHeight() > 0) {
            p.drawTitle(pages, Style.LEFT, pages.y());
            pages.advance(p.titleHeight());
        }
        p.drawHeader(pages, Style.LEFT, pages.y());
        pages.advance(p.headerHeight());
        for (int r = 0; r < p.rows(); r++) {
            // The caption stays with the last row.
            float h = p.rowHeight(r) + (r == p.rows() - 1 ? p.captionHeight() : 0);
            if (h > pages.room() && !pages.atTop()) {
                pages.newPage();
                p.drawHeader(pages, Style.LEFT, pages.y());
                pages.advance(p.headerHeight());
            }
            p.drawRow(pages, r, Style.LEFT, pages.y());
            pages.advance(p.rowHeight(r));
        }
        p.drawCaption(pages, Style.LEFT, pages.y());
        pages.advance(p.captionHeight() + AFTER);
    }

    private void beside(List<Block> blocks) throws IOException {
        pages.need(besideHeight(blocks));
        float width = besideWidth(blocks);
        float x = Style.LEFT;
        float tallest = 0;
        for (Block b : blocks) {
            float height = switch (b) {
                case Table t -> smallTable(new TablePainter(fonts, t, width, true), x, pages.y());
                case Chart c -> chart(c, x, pages.y(), width);
                default -> throw new IllegalArgumentException("only tables and charts stand side by side");
            };
            tallest = Math.max(tallest, height);
            x += width + BESIDE_GAP;
        }
        pages.advance(tallest + 12);
    }

    private float besideHeight(List<Block> blocks) throws IOException {
        float width = besideWidth(blocks);
        float tallest = 0;
        for (Block b : blocks) {
            tallest = Math.max(
                    tallest,
                    switch (b) {
                        case Table t -> new TablePainter(fonts, t, width, true).height();
                        case Chart c -> chartHeight(c, width);
                        default -> 0;
                    });
        }
        return tallest;
    }

    private static float besideWidth(List<Block> blocks) {
        int columns = Math.max(2, blocks.size()); // One alone would be blown up.
        return (Style.WIDTH - (columns - 1) * BESIDE_GAP) / columns;
    }

    private float smallTable(TablePainter p, float x, float top) throws IOException {
        float y = top;
        if (p.titleHeight() > 0) {
            p.drawTitle(pages, x, y);
            y += p.titleHeight();
        }
        p.drawHeader(pages, x, y);
        y += p.headerHeight();
        for (int r = 0; r < p.rows(); r++) {
            p.drawRow(pages, r, x, y);
            y += p.rowHeight(r);
        }
        p.drawCaption(pages, x, y);
        return y + p.captionHeight() - top;
    }

    private float chart(Chart c, float x, float top, float width) throws IOException {
        float y = top;
        if (!c.title().isEmpty()) {
            String title = Lines.shorten(fonts, c.title(), true, Style.BODY, width);
            pages.text(x, y, title, Style.BODY, true, Style.INK);
            y += 16;
        }
        float height = (float) (width * c.aspect());
        PDFormXObject form = charts.draw(c, width, height);
        pages.form(form, x, y, height);
        y += height + 4;
        Chart.Colours colours = c.colours();
        if (colours != null) {
            legend(colours, x, y);
            y += LEGEND;
        }
        for (String line : captionLines(c, width)) {
            pages.text(x, y, line, Style.SMALL, false, Style.MUTED);
            y += Style.SMALL_LEADING;
        }
        return y - top;
    }

    private void legend(Chart.Colours colours, float x, float top) throws IOException {
        pages.text(x, top + 2, colours.low(), Style.SMALL, false, Style.MUTED);
        float at = x + fonts.width(colours.low(), false, Style.SMALL) + 6;
        for (int g = 0; g < Style.steps(); g++) {
            pages.box(at + g * 14, top + 1, 14, 8, Style.step(g));
        }
        pages.text(at + Style.steps() * 14 + 6, top + 2, colours.high(), Style.SMALL, false, Style.MUTED);
    }

    private float chartHeight(Chart c, float width) throws IOException {
        return (c.title().isEmpty() ? 0 : 16)
                + (float) (width * c.aspect())
                + 4
                + (c.colours() == null ? 0 : LEGEND)
                + captionLines(c, width).size() * Style.SMALL_LEADING;
    }

    private List<String> captionLines(Chart c, float width) throws IOException {
        return c.caption().isEmpty() ? new ArrayList<>() : Lines.of(fonts, c.caption(), false, Style.SMALL, width, 10);
    }
}
