/// Tests of the report view.
@NullMarked
package io.github.recscope.ui.report;

import org.jspecify.annotations.NullMarked;
