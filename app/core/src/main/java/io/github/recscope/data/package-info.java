/// Reading files into data sets: importers that probe content, and the safe opening of archives.
///
/// A [Source] is a list of named streams, whatever it was (file, zip, folder, sample), with all care for hostile
/// archives in one place. An [Importer] says how well it understands a source and reads it; [Importers] lists them
/// and chooses. To add a format: one class that implements [Importer], one line in [Importers], and its line in
/// [Refusals] removed.
///
/// The tables go through four steps, each its own class: [TableSniffer] judges the first rows, [TableReader] runs
/// over the file once, [InteractionRows], [ItemRows] and [TagRows] take the rows, [DatasetAssembler] puts them
/// together. Sources are never changed, and rows are never dropped in silence: each one left out is an issue with
/// file, line and reason.
@NullMarked
package io.github.recscope.data;

import org.jspecify.annotations.NullMarked;
