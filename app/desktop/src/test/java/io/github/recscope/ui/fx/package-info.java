/// Tests of io.github.recscope.ui.fx.
@NullMarked
package io.github.recscope.ui.fx;

import org.jspecify.annotations.NullMarked;
