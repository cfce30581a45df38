/// Widgets that know no feature: cards, charts, numbers as text, the scatter canvas, forms.
///
/// A widget gets values and callbacks, never a model. Colours come from the style sheet, so that every widget
/// follows the theme without being told.
@NullMarked
package io.github.recscope.ui.fx;

import org.jspecify.annotations.NullMarked;
