/// The map of items and users: colours, legend, search, and a card for the item in focus.
///
/// Neighbours are always those of the original space, never those of the picture; the strip below the map says how
/// far the picture can be trusted.
@NullMarked
package io.github.recscope.ui.embeddings;

import org.jspecify.annotations.NullMarked;
