/// The reference: plain loops that sum in double precision and round once, at the end.
///
/// Every other provider is tested against this one, so it is written to be read. It runs everywhere, on all
/// threads, and is what remains where the Vector API is not available.
@NullMarked
package io.github.recscope.kernels.scalar;

import org.jspecify.annotations.NullMarked;
