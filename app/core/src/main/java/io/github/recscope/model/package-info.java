/// What features talk about: immutable records for data, models, concepts and steps.
///
/// Features never import each other; they meet here. Nothing in this package changes after it was made, so
/// everything may be shared between threads. Numbers carry their uncertainty where they are estimates
/// ([MetricValue]).
@NullMarked
package io.github.recscope.model;

import org.jspecify.annotations.NullMarked;
