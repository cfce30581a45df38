/// What tests share.
@NullMarked
package io.github.recscope.testing;

import org.jspecify.annotations.NullMarked;
