package io.github.recscope.ui.fx;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/// Draws clouds of points into an array of pixels, off the JavaFX thread.
///
/// The picture is cut into horizontal bands that are drawn side by side; each band draws all its points in the
/// order of their index, so the picture does not depend on the number of threads. Many visible points become
/// squares of 2 × 2 pixels, fewer become smooth discs. Faint points (alpha below [#FAINT]) are drawn first, so
/// that they never cover what stands out.
public final class Splatter {
    /// Points with less alpha than this are drawn below the others.
    public static final int FAINT = 160;
    /// More visible points than this are drawn as squares.
    public static final int DISC_LIMIT = 120_000;

    /// Thinner bands would cost more in looking at the points than they save.
    private static final int THINNEST = 64;

    private Splatter() {}

    /// A cloud.
    ///
    /// @param points  where
    /// @param colours `[points]` ARGB, not premultiplied; alpha 0 is not drawn
    public record Layer(Points points, int[] colours) {}

    /// Draws layers, the first one lowest.
    ///
    /// @param camera of a view of `width` × `height` pixels
    /// @param pixels `[width * height]` premultiplied ARGB; overwritten
    /// @param size   one for the usual size of discs, more for dense screens
    public static void draw(List<Layer> layers, Camera camera, int width, int height, int[] pixels, double size) {
        int visible =
                layers.stream().mapToInt(l -> visible(l, camera, width, height)).sum();
        boolean squares = visible > DISC_LIMIT;
        // The fewer there are, the larger each can be without hiding the others.
        double radius = size * (visible > 20_000 ? 1.8 : visible > 2_000 ? 2.8 : visible > 200 ? 3.8 : 5);
        Disc disc = new Disc(radius);
        // Each band looks at all points, so there are no more of them than can be drawn at the same time.
        int threads = ForkJoinPool.commonPool().getParallelism() + 1;
        int band = Math.max(THINNEST, (height + threads - 1) / threads);
        int bands = (height + band - 1) / band;
        IntStream.range(0, bands).parallel().forEach(b -> {
            int top = b * band;
            int bottom = Math.min(height, top + band);
            Arrays.fill(pixels, top * width, bottom * width, 0);
            for (boolean faint : new boolean[] {true, false}) {
                for (Layer layer : layers) {
                    if (squares) {
                        squares(layer, camera, width, top, bottom, pixels, faint, (int) Math.round(2 * size));
                    } else {
                        discs(layer, camera, width, top, bottom, pixels, faint, disc);
                    }
                }
            }
        });
    }

    private static int visible(Layer layer, Camera camera, int width, int height) {
        float[] x = layer.points().x();
        float[] y = layer.points().y();
        double left = camera.worldX(0);
        double right = camera.worldX(width);
        double low = camera.worldY(height);
        double high = camera.worldY(0);
        return (int) IntStream.range(0, x.length)
                .parallel()
                .filter(i -> x[i] >= left && x[i] <= right && y[i] >= low && y[i] <= high)
                .count();
    }

    private static void squares(
            Layer layer, Camera camera, int width, int top, int bottom, int[] pixels, boolean faint, int side) {
        float[] xs = layer.points().x();
        float[] ys = layer.points().y();
        int[] colours = layer.colours();
        double scale = camera.scale();
        double offsetX = camera.width() / 2 - camera.x() * scale;
        double offsetY = camera.height() / 2 + camera.y() * scale;
        for (int i = 0; i < xs.length; i++) {
            int argb = colours[i];
            double sy = offsetY - ys[i] * scale;
            double sx = offsetX + xs[i] * scale;
            boolean inside = sy > top - side && sy < bottom + side && sx > -side && sx < width + side;
            if (!inside || (argb >>> 24 < FAINT) != faint || argb >>> 24 == 0) {
                continue;
            }
            int x0 = (int) Math.floor(sx) - side / 2;
            int y0 = (int) Math.floor(sy) - side / 2;
            for (int py = Math.max(top, y0); py < Math.min(bottom, y0 + side); py++) {
                for (int px = Math.max(0, x0); px < Math.min(width, x0 + side); px++) {
                    int at = py * width + px;
                    pixels[at] = over(argb, 255, pixels[at]);
                }
            }
        }
    }

    private static void discs(
            Layer layer, Camera camera, int width, int top, int bottom, int[] pixels, boolean faint, Disc disc) {
        float[] xs = layer.points().x();
        float[] ys = layer.points().y();
        int[] colours = layer.colours();
        for (int i = 0; i < xs.length; i++) {
            int argb = colours[i];
            double sy = camera.screenY(ys[i]);
            double sx = camera.screenX(xs[i]);
            boolean inside =
                    sy > top - disc.reach && sy < bottom + disc.reach && sx > -disc.reach && sx < width + disc.reach;
            if (!inside || (argb >>> 24 < FAINT) != faint || argb >>> 24 == 0) {
                continue;
            }
            int x0 = (int) Math.floor(sx) - disc.reach;
            int y0 = (int) Math.floor(sy) - disc.reach;
            for (int j = Math.max(0, top - y0); j < Math.min(disc.side, bottom - y0); j++) {
                for (int k = Math.max(0, -x0); k < Math.min(disc.side, width - x0); k++) {
                    int cover = disc.cover[j * disc.side + k];
                    if (cover > 0) {
                        int at = (y0 + j) * width + x0 + k;
                        pixels[at] = over(argb, cover, pixels[at]);
                    }
                }
            }
        }
    }

    /// Source over: a colour with its alpha times a coverage, on top of a premultiplied pixel.
    private static int over(int argb, int cover, int below) {
        int a = (argb >>> 24) * cover / 255;
        int rest = 255 - a;
        int outA = a + (below >>> 24) * rest / 255;
        int r = ((argb >> 16 & 255) * a + (below >> 16 & 255) * rest) / 255;
        int g = ((argb >> 8 & 255) * a + (below >> 8 & 255) * rest) / 255;
        int b = ((argb & 255) * a + (below & 255) * rest) / 255;
        return outA << 24 | r << 16 | g << 8 | b;
    }

    /// The coverage of a disc's pixels, its edge one pixel soft.
    private static final class Disc {
        private final int reach;
        private final int side;
        private final int[] cover;

        Disc(double radius) {
            reach = (int) Math.ceil(radius);
            side = 2 * reach + 1;
            cover = new int[side * side];
            for (int j = 0; j < side; j++) {
                for (int k = 0; k < side; k++) {
                    double d = Math.hypot(j - reach, k - reach);
                    cover[j * side + k] = (int) Math.round(255 * Math.clamp(radius + 0.5 - d, 0, 1));
                }
            }
        }
    }
}
