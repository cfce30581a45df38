/// How fast the program is: whole operations on made-up input of a stated size, timed.
///
/// A [Benchmark] makes its input from the seed, so that two machines, or two versions, do the same work; a
/// [Stopwatch] warms it up, runs it several times and gives a [Timing]. [Benchmarks] is the explicit list; a jar that
/// is not always there, such as the window's, adds its own by a [BenchmarkProvider]. To add one: a class that
/// implements [Benchmark], a line in the list, a line in the smoke test.
///
/// The package stands above the features, which it calls as the command line does.
@NullMarked
package io.github.recscope.bench;

import org.jspecify.annotations.NullMarked;
