/// The import dialog: recognise → columns → vectors → check → done, on a sheet over the window.
///
/// [ImportModel] knows the steps and does the work; each page is a pane that draws what the model says. It is a
/// sheet and not a wizard with a window of its own, as all other dialogs of the program are sheets: it follows the
/// theme, stays over the window it belongs to, and takes files that are dropped while it is open.
@NullMarked
package io.github.recscope.ui.importing;

import org.jspecify.annotations.NullMarked;
