/// Reading files into data sets: importers that probe content, and the safe opening of archives.
///
/// Sources are never changed, rows are never dropped in silence: each one left out is an issue with file, line and reason.
/// To add a format: one class that implements [Importer], one line in [Importers].
@NullMarked
package io.github.recscope.data;

import org.jspecify.annotations.NullMarked;
