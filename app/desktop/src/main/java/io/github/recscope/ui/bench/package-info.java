/// Benchmarks of what the window draws. The command line finds them only where the window's jar is on its class path.
@NullMarked
package io.github.recscope.ui.bench;

import org.jspecify.annotations.NullMarked;
