/// Tests of the concepts view.
@NullMarked
package io.github.recscope.ui.concepts;

import org.jspecify.annotations.NullMarked;
