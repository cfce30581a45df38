/// A report is a tree of records, drawn as PDF or written as CSV files; both show the same tables.
///
/// [ReportBuilder] turns a workspace into a [Report] and knows neither pages nor files; [PdfExporter] and
/// [CsvExporter] know nothing of models. Cells keep full numbers, the PDF rounds them and the CSV does not. A
/// chart is a view of a table, so that the figures behind every picture can be exported too.
@NullMarked
package io.github.recscope.report;

import org.jspecify.annotations.NullMarked;
