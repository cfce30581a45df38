/// Files: the workspace container, atomic writes, content hashes. The only package that creates or moves files.
@NullMarked
package io.github.recscope.store;

import org.jspecify.annotations.NullMarked;
