/// Reading files into data sets: importers that probe content, and the safe opening of archives.
///
/// A [Source] is a list of named streams, whatever it was (file, zip, folder, sample), with all care for hostile
/// archives in one place. An [Importer] says how well it understands a source and reads it; [Importers] lists them
/// and chooses. To add a format: one class that implements [Importer], one line in [Importers], and its line in
/// [Refusals] removed.
///
/// The tables go through four steps, each its own class: [TableSniffer] judges the first rows, as far as a person has
/// not said what they are ([ReadOptions]), [TableReader] runs over the file once, [InteractionRows], [ItemRows],
/// [TagRows] and [NameRows] take the rows, [DatasetAssembler] puts them together. Whatever a file is like inside, its
/// rows come as a [RowStream]: delimited text, JSON, RecBole, lists, Parquet. Sources are never changed, and rows are
/// never dropped in silence: each one left out is an issue with file, line and reason.
///
/// Before anything is read to its end, [Drafts] shows the first rows and what the columns are taken for
/// ([Guesses]); what a person says instead is a [TableMapping] for each table, kept as an [ImportRecipe].
/// [ImportChecker] reads all of it and counts, [RejectedRows] writes what was left out.
///
/// [VectorsOperation] makes a recommender of vectors: [VectorFiles] finds them, [RowJoin] says which row is whose,
/// [VectorProbe] asks whether they know the data. The formats themselves are read in the package `array`.
@NullMarked
package io.github.recscope.data;

import org.jspecify.annotations.NullMarked;
