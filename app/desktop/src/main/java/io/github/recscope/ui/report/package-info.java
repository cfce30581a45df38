/// The report view: which sections, what they will hold, and writing them as PDF and CSV.
///
/// [io.github.recscope.ui.report.ReportModel] builds the report off the window's thread to tell what is in it, and
/// exports as jobs that can be cancelled; [io.github.recscope.ui.report.ReportPane] knows nothing but the model.
@NullMarked
package io.github.recscope.ui.report;

import org.jspecify.annotations.NullMarked;
