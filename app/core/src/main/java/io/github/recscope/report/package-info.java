/// A report is a tree of records, drawn as PDF or written as CSV files; both show the same tables.
@NullMarked
package io.github.recscope.report;

import org.jspecify.annotations.NullMarked;
