package io.github.recscope.model;

import io.github.recscope.kernels.IntLists;

/// Which interactions a model learned from and which were held out.
///
/// @param train    for each user the items it learned from, ascending
/// @param test     for each user the held-out items, ascending; empty for users with too few
/// @param protocol how it was split, in words
public record Split(IntLists train, IntLists test, String protocol) {}
