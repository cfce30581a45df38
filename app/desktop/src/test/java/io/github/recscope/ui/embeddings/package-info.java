/// Tests of io.github.recscope.ui.embeddings.
@NullMarked
package io.github.recscope.ui.embeddings;

import org.jspecify.annotations.NullMarked;
