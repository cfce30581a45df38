/// Rules for the whole code base that the compiler cannot check.
@NullMarked
package io.github.recscope.arch;

import org.jspecify.annotations.NullMarked;
