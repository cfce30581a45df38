/// Running work off the caller's thread: progress, cancel, outcomes, and the only place that makes threads.
///
/// An operation sees a [Ctx]; [Jobs] runs it and turns what happens into an [Outcome]. Input and output jobs get a
/// virtual thread each; compute jobs run one at a time, because each uses all cores.
@NullMarked
package io.github.recscope.job;

import org.jspecify.annotations.NullMarked;
