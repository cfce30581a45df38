/// Two-dimensional maps of embeddings and how far they can be trusted.
@NullMarked
package io.github.recscope.projection;

import org.jspecify.annotations.NullMarked;
