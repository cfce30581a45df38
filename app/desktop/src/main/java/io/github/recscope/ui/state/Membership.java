package io.github.recscope.ui.state;

import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Dataset;

/// Which items have one attribute.
public final class Membership {
    private Membership() {}

    /// For each item whether it has `attribute`.
    public static boolean[] of(Dataset data, Attribute attribute) {
        return AttributeTable.members(data, attribute);
    }
}
