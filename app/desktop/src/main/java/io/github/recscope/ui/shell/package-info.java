/// The frame around the views: rail, top bar, jobs strip, status line, welcome, drag and drop, settings.
///
/// [Wiring] builds everything by hand, top to bottom. To add a view: a value in
/// [io.github.recscope.ui.state.View], a pane and a model in a package of their own, and one line in [Wiring].
@NullMarked
package io.github.recscope.ui.shell;

import org.jspecify.annotations.NullMarked;
