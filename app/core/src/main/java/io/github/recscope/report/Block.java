package io.github.recscope.report;

import java.util.List;

/// A part of a section.
public sealed interface Block
        permits Block.Heading, Block.Text, Block.Note, Block.KeyFigures, Block.Beside, Table, Chart {
    /// A heading within a section; stays with what follows.
    record Heading(String text) implements Block {}

    /// A paragraph.
    record Text(String text) implements Block {}

    /// A small remark: how something was measured, what was left out.
    record Note(String text) implements Block {}

    /// A few numbers in large type.
    record KeyFigures(List<Figure> figures) implements Block {
        /// Copies the list.
        public KeyFigures {
            figures = List.copyOf(figures);
        }
    }

    /// One large number.
    ///
    /// @param value  the number as it is printed
    /// @param label  what it is
    /// @param detail what to compare it with; may be empty
    record Figure(String value, String label, String detail) {}

    /// Tables or charts side by side, kept on one page. They must be short.
    record Beside(List<Block> blocks) implements Block {
        /// Copies the list.
        public Beside {
            blocks = List.copyOf(blocks);
        }
    }
}
