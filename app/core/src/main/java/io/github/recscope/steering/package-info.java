/// Edits on codes and what they do to recommendations.
///
/// [Steerer] turns a [Treatment] (edits, mode, dose, on users or items) into embeddings and lists. Everything that
/// changes lists is an [Intervention], so that effects ([Effects]), doses, plans ([Solver], [Calibrator]) and the
/// ablations with their baselines ([Ablator]) are measured alike, on a [Population] whose own lists are computed once.
/// What is chosen on one half of the users ([Halves]) is reported on the other.
@NullMarked
package io.github.recscope.steering;

import org.jspecify.annotations.NullMarked;
