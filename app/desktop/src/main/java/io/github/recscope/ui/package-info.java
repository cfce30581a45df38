/// The window's entry points.
@NullMarked
package io.github.recscope.ui;

import org.jspecify.annotations.NullMarked;
