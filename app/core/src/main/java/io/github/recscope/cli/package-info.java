/// The command line: one small class for each command, the same engine as the window, no JavaFX.
///
/// [Main] parses, runs one [Command] and prints its [Answer] as text or JSON; whatever goes wrong becomes one
/// message and an exit code. Options of operations are made from their parameters ([ParamOptions]); a new
/// operation is a new command without a line here.
@NullMarked
package io.github.recscope.cli;

import org.jspecify.annotations.NullMarked;
