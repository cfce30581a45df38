/// Statistics and ranking measures over plain arrays, shared by all features.
///
/// Pure functions; each names its source. Nothing here knows data sets, models or the screen.
@NullMarked
package io.github.recscope.stat;

import org.jspecify.annotations.NullMarked;
