package io.github.recscope.report;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a class that may use AWT types although the engine otherwise has none: JFreeChart draws on a `Graphics2D`.
///
/// Such a class never opens a window and works without a display.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface UsesAwt {
    /// Why it needs them.
    String because();
}
