/// Files: the workspace container, atomic writes, content hashes. The only package that creates or moves files.
///
/// [ArtifactCodec] turns any artifact record into JSON and raw arrays, by reflection, so a new artifact is stored
/// without a line here. [WorkspaceFile] puts them into a zip that other programs can read; [AtomicFile] makes sure
/// that there is always the old file or the new one, never half of either.
@NullMarked
package io.github.recscope.store;

import org.jspecify.annotations.NullMarked;
