/// Tests of numbers in words.
@NullMarked
package io.github.recscope.ui.text;

import org.jspecify.annotations.NullMarked;
