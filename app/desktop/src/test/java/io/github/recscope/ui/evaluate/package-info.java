/// Tests of the evaluate view.
@NullMarked
package io.github.recscope.ui.evaluate;

import org.jspecify.annotations.NullMarked;
