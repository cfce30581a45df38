/// What there is at a glance: cards for data, model, autoencoder and concepts, and the buttons that make the next
/// one.
@NullMarked
package io.github.recscope.ui.overview;

import org.jspecify.annotations.NullMarked;
