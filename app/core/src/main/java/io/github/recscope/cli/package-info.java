/// The command line: one small class for each command, the same engine, no JavaFX.
@NullMarked
package io.github.recscope.cli;

import org.jspecify.annotations.NullMarked;
