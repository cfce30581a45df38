/// Tests of the import dialog.
@NullMarked
package io.github.recscope.ui.importing;

import org.jspecify.annotations.NullMarked;
