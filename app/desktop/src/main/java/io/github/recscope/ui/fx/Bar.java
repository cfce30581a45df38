package io.github.recscope.ui.fx;

import javafx.scene.layout.Region;

/// A thin bar filled to a share of its width. Style classes: `bar`, `bar-fill`.
public final class Bar extends Region {
    private final Region fill = new Region();
    private final double share;

    /// @param share in `[0, 1]`
    public Bar(double share) {
        this.share = Double.isNaN(share) ? 0 : Math.clamp(share, 0, 1);
        getStyleClass().add("bar");
        fill.getStyleClass().add("bar-fill");
        fill.setManaged(false);
        setMinHeight(6);
        setPrefHeight(6);
        setMaxHeight(6);
        getChildren().add(fill);
    }

    @Override
    protected void layoutChildren() {
        fill.resizeRelocate(0, 0, snapSizeX(getWidth() * share), getHeight());
    }
}
