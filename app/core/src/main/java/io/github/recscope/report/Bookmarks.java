package io.github.recscope.report;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.jspecify.annotations.Nullable;

/// The outline of a document: sections and the headings in them.
final class Bookmarks {
    private final PDDocument document;
    private final PDDocumentOutline outline = new PDDocumentOutline();
    private @Nullable PDOutlineItem section;

    Bookmarks(PDDocument document) {
        this.document = document;
    }

    void section(String title, PDPage page, float top) {
        PDOutlineItem item = item(title, page, top);
        outline.addLast(item);
        section = item;
    }

    void heading(String title, PDPage page, float top) {
        PDOutlineItem parent = section;
        if (parent != null) {
            parent.addLast(item(title, page, top));
        }
    }

    void finish() {
        document.getDocumentCatalog().setDocumentOutline(outline);
        document.getDocumentCatalog().setPageMode(PageMode.USE_OUTLINES);
    }

    private static PDOutlineItem item(String title, PDPage page, float top) {
        PDPageXYZDestination to = new PDPageXYZDestination();
        to.setPage(page);
        to.setTop((int) (Style.PAGE_HEIGHT - top + 12));
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(title);
        item.setDestination(to);
        return item;
    }
}
