package io.github.recscope.ui.fx;

/// Which part of a plane is seen: centre and scale in double precision, so that deep zooms stay exact. The same scale
/// on
/// both axes; y points up in the world and down on the screen.
///
/// @param x      the world's x in the middle of the view
/// @param y      the world's y in the middle of the view
/// @param scale  pixels for each unit of the world, positive
/// @param width  of the view, in pixels
/// @param height of the view, in pixels
public record Camera(double x, double y, double scale, double width, double height) {
    private static final double MARGIN = 0.06;

    /// Sees a rectangle of the world with a margin around it.
    public static Camera fit(double minX, double minY, double maxX, double maxY, double width, double height) {
        double w = Math.max(maxX - minX, 1e-12);
        double h = Math.max(maxY - minY, 1e-12);
        double scale = Math.min(width / w, height / h) * (1 - 2 * MARGIN);
        return new Camera((minX + maxX) / 2, (minY + maxY) / 2, Math.max(scale, 1e-9), width, height);
    }

    /// The pixel of a world's x.
    public double screenX(double worldX) {
        return (worldX - x) * scale + width / 2;
    }

    /// The pixel of a world's y.
    public double screenY(double worldY) {
        return height / 2 - (worldY - y) * scale;
    }

    /// The world's x at a pixel.
    public double worldX(double pixel) {
        return (pixel - width / 2) / scale + x;
    }

    /// The world's y at a pixel.
    public double worldY(double pixel) {
        return (height / 2 - pixel) / scale + y;
    }

    /// Moved so that the picture goes `dx`, `dy` pixels to the right and down.
    public Camera panned(double dx, double dy) {
        return new Camera(x - dx / scale, y + dy / scale, scale, width, height);
    }

    /// Zoomed by a factor; what is at the pixel stays there.
    public Camera zoomed(double factor, double pixelX, double pixelY) {
        double next = Math.clamp(scale * factor, 1e-9, 1e12);
        double wx = worldX(pixelX);
        double wy = worldY(pixelY);
        return new Camera(wx - (pixelX - width / 2) / next, wy - (height / 2 - pixelY) / next, next, width, height);
    }

    /// With another centre.
    public Camera centred(double newX, double newY) {
        return new Camera(newX, newY, scale, width, height);
    }

    /// With another size of the view.
    public Camera sized(double newWidth, double newHeight) {
        return new Camera(x, y, scale, newWidth, newHeight);
    }

    /// The same view with more pixels, for dense screens.
    public Camera magnified(double factor) {
        return new Camera(x, y, scale * factor, width * factor, height * factor);
    }
}
