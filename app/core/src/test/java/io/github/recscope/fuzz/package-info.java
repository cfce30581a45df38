/// Files and texts changed at random, fed to every parser: what comes of them is a result or a sentence, soon and
/// in little memory, never another exception.
@org.jspecify.annotations.NullMarked
package io.github.recscope.fuzz;
