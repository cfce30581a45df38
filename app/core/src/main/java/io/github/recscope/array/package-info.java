/// Arrays of numbers in the files that other programs write and read: NumPy, safetensors, word2vec, GloVe, fastText,
/// fvecs.
///
/// Below the features, because the importer reads them and the exporters write them. Readers take the bytes of a whole
/// file: whatever a header promises is compared with what is there before anything is allocated, and nothing in a file
/// is ever executed. All numbers become float32; how many did not survive that unchanged is for the caller to say.
@NullMarked
package io.github.recscope.array;

import org.jspecify.annotations.NullMarked;
