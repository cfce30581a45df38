/// Tests that drive the real window on JavaFX's headless platform, and what they share.
@NullMarked
package io.github.recscope.ui;

import org.jspecify.annotations.NullMarked;
