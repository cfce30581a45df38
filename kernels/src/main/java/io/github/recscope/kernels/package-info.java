/// The embedding math, free of any dependency: matrices, about ten coarse and pure operations on them, and the
/// workers that run those in parallel.
///
/// Every operation is cut into chunks whose size depends on the problem and never on the number of threads, and
/// partial results are combined in index order. The same input therefore gives the same bits on one thread and on
/// sixteen. Providers ([io.github.recscope.kernels.spi.KernelProvider]) supply the operations: `scalar` is the
/// double-precision reference, `simd` the Vector API default.
@NullMarked
package io.github.recscope.kernels;

import org.jspecify.annotations.NullMarked;
