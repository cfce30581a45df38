/// Tests of the overview in the real window.
@NullMarked
package io.github.recscope.ui.overview;

import org.jspecify.annotations.NullMarked;
