/// Numbers and counts in words, the same in every view; no scene graph.
@NullMarked
package io.github.recscope.ui.text;

import org.jspecify.annotations.NullMarked;
