/// Results as files for other programs: embeddings, codes, the dictionary, lists and the data itself.
///
/// [Part] says what can be exported and in which [Format]s; [Exporter] finds it in a workspace and writes it. What is
/// written, the importer and NumPy read back bit by bit.
@NullMarked
package io.github.recscope.export;

import org.jspecify.annotations.NullMarked;
