/// The seam between the operations and who provides them.
@NullMarked
package io.github.recscope.kernels.spi;

import org.jspecify.annotations.NullMarked;
