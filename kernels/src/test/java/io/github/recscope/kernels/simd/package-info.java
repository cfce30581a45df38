/// The parts of the Vector API provider by themselves.
@NullMarked
package io.github.recscope.kernels.simd;

import org.jspecify.annotations.NullMarked;
