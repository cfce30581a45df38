package io.github.recscope.model;

import io.github.recscope.kernels.IntLists;

/// Who chose what: at most one interaction for each user–item pair.
///
/// @param items   the number of items
/// @param byUser  for each user the items, in the user's own order where there is one, otherwise in file order
/// @param value   the rating or weight of each, aligned with `byUser.values()`; all 1 when the file had none
/// @param ordered whether the order within a user means something (time or sequence)
public record Interactions(int items, IntLists byUser, float[] value, boolean ordered) {
    /// Checks the lengths.
    public Interactions {
        if (value.length != byUser.size()) {
            throw new IllegalArgumentException("one value for each interaction is needed");
        }
    }

    /// The number of users.
    public int users() {
        return byUser.rows();
    }

    /// The number of interactions.
    public int size() {
        return byUser.size();
    }

    /// The share of all user–item pairs that interacted, in `[0, 1]`.
    public double density() {
        return users() == 0 || items == 0 ? 0 : (double) size() / users() / items;
    }

    /// How many users chose each item, `[items]`.
    public int[] popularity() {
        int[] count = new int[items];
        for (int i : byUser.values()) {
            count[i]++;
        }
        return count;
    }
}
