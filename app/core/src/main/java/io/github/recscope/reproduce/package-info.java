/// The protocol of the paper (2511.18024) on any data set, beside its published figures, beside what Recscope does by
/// default, and beside the simple baselines.
///
/// Stands above the features: it only calls operations with fixed settings and puts their figures into tables.
@NullMarked
package io.github.recscope.reproduce;

import org.jspecify.annotations.NullMarked;
