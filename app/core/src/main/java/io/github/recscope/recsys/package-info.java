/// Training recommenders, splitting data, and evaluating ranked lists.
///
/// Evaluation is full-rank: every item is a candidate, the training items of a user are masked, and popularity and
/// random baselines stand beside every figure.
@NullMarked
package io.github.recscope.recsys;

import org.jspecify.annotations.NullMarked;
