/// The engine put together and the one mutable owner of a workspace.
///
/// [Engine] is the composition root: it knows every operation and importer. [Session] holds the current
/// [io.github.recscope.model.Workspace], runs steps through the jobs, and keeps undo and redo. The command line and
/// the window use the same two.
@NullMarked
package io.github.recscope.session;

import org.jspecify.annotations.NullMarked;
