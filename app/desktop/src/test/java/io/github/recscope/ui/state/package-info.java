/// Tests of what views share.
@NullMarked
package io.github.recscope.ui.state;

import org.jspecify.annotations.NullMarked;
