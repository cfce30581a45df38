/// The evaluate view: recommenders and yardsticks side by side, by many measures, with intervals and paired tests.
///
/// The table is made ready in [EvaluateTable]; the pane only shows it.
@NullMarked
package io.github.recscope.ui.evaluate;

import org.jspecify.annotations.NullMarked;
