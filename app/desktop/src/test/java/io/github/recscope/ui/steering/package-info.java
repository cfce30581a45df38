/// Tests of the steering view.
@NullMarked
package io.github.recscope.ui.steering;

import org.jspecify.annotations.NullMarked;
