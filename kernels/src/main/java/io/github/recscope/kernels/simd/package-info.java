/// The default provider: the JDK's Vector API with the widest vectors of the machine.
///
/// Dense products are cut into blocks that fit the caches, packed into panels, and multiplied by one
/// register-blocked kernel ([io.github.recscope.kernels.simd.Gemm]). Each element of a result is summed in the
/// order of the inner dimension, in groups of fixed length, whatever block it lies in: it depends on its row and
/// column alone, not on the cut, on the number of threads or on what else is computed with it. Lists of best items
/// run the same kernel on small tiles ([io.github.recscope.kernels.simd.TopKScan]) and keep what reaches a rising
/// bar ([io.github.recscope.kernels.simd.Candidates]). Horizontal sums use a fixed tree
/// ([io.github.recscope.kernels.simd.Lanes]), since the order of the Vector API's own is left open.
///
/// The module `jdk.incubator.vector` may be absent: only
/// [SimdProvider][io.github.recscope.kernels.simd.SimdProvider] is loaded before its presence is known.
@NullMarked
package io.github.recscope.kernels.simd;

import org.jspecify.annotations.NullMarked;
