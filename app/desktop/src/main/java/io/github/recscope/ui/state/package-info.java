/// What views share: which view is shown and what is selected. No scene graph here.
@NullMarked
package io.github.recscope.ui.state;

import org.jspecify.annotations.NullMarked;
