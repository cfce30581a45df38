/// The concepts view: a table of all latents and a card for the one in focus.
///
/// [io.github.recscope.ui.concepts.ConceptsModel] filters, sorts and makes the card's content from the workspace;
/// it knows no scene graph. [io.github.recscope.ui.concepts.ConceptsPane] shows it and knows nothing but the
/// model. The card also shows negative evidence: what carries the label and is silent, and what fires without
/// carrying it.
@NullMarked
package io.github.recscope.ui.concepts;

import org.jspecify.annotations.NullMarked;
