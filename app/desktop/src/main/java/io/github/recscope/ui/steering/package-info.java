/// The steering view: edits on one user's code, and the three lists they lead to.
///
/// [io.github.recscope.ui.steering.SteeringModel] holds the recipe that is being tried and asks for lists whenever
/// it changes; only the newest request is computed, off the window's thread, so a moving slider never queues up
/// work. Trying makes no step; saving makes one, with the effect on everyone.
/// [io.github.recscope.ui.steering.SteeringPane] knows nothing but the model.
@NullMarked
package io.github.recscope.ui.steering;

import org.jspecify.annotations.NullMarked;
