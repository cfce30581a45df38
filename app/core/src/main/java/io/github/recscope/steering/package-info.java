/// Edits on codes and what they do to recommendations.
@NullMarked
package io.github.recscope.steering;

import org.jspecify.annotations.NullMarked;
