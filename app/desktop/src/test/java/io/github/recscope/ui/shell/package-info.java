/// Tests of the frame.
@NullMarked
package io.github.recscope.ui.shell;

import org.jspecify.annotations.NullMarked;
