package io.github.recscope.ui.fx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Draws clouds of points into an array of pixels, off the JavaFX thread.
///
/// The picture is cut into horizontal bands that are drawn side by side. A band looks only at the cells of the
/// points' grid that it shows, and draws their points in the order of the grid, so that the picture depends neither on
/// the number of threads nor on the camera, and what is off the screen costs nothing. The more points are visible, the
/// smaller they are, without a step anywhere: smooth discs, from [#DISC_LIMIT] on squares of 2 × 2 pixels that become
/// the more transparent the more there are, so that density shows. Faint points (alpha below [#FAINT]) are drawn
/// first: they never cover what stands out.
public final class Splatter {
    /// Points with less alpha than this are drawn below the others.
    public static final int FAINT = 160;
    /// More visible points than this are drawn as squares.
    public static final int DISC_LIMIT = 120_000;

    /// Rows of pixels in a band: enough bands for all threads to end at the same time.
    private static final int BAND = 32;

    /// Points whose pixels are worked out in one go, by vector instructions.
    private static final int AT_ONCE = 512;

    /// Makes places in pixels positive before their fraction is cut off, so that they are rounded down; further out
    /// nothing is drawn.
    private static final int AHEAD = 1 << 20;

    private static final double LARGEST = 5;
    private static final double SMALLEST = 1;

    private Splatter() {}

    /// A cloud.
    public static final class Layer {
        private final Points points;
        private final int[] colours;
        private volatile @Nullable Sorted sorted;

        /// @param points  where
        /// @param colours `[points]` ARGB, not premultiplied; alpha 0 is not drawn; kept, not copied
        public Layer(Points points, int[] colours) {
            if (colours.length != points.size()) {
                throw new IllegalArgumentException("as many colours as points are needed");
            }
            this.points = points;
            this.colours = colours;
        }

        /// Where.
        public Points points() {
            return points;
        }

        /// In which colours; read only.
        public int[] colours() {
            return colours;
        }

        /// The colours as they are drawn, made once.
        private Sorted sorted() {
            Sorted ready = sorted;
            if (ready == null) {
                ready = Sorted.of(points.members(), colours);
                sorted = ready;
            }
            return ready;
        }
    }

    /// Colours in the order of the points' grid.
    ///
    /// @param faint  whether any is
    /// @param strong whether any is not
    private record Sorted(int[] colours, boolean faint, boolean strong) {
        static Sorted of(int[] members, int[] colours) {
            int[] sorted = new int[members.length];
            boolean faint = false;
            boolean strong = false;
            for (int m = 0; m < sorted.length; m++) {
                sorted[m] = colours[members[m]];
                int alpha = sorted[m] >>> 24;
                faint |= alpha > 0 && alpha < FAINT;
                strong |= alpha >= FAINT;
            }
            return new Sorted(sorted, faint, strong);
        }
    }

    /// Draws layers, the first one lowest.
    ///
    /// @param camera of a view of `width` × `height` pixels
    /// @param pixels `[width * height]` premultiplied ARGB; overwritten
    /// @param size   one for the usual size of points, more for dense screens
    public static void draw(List<Layer> layers, Camera camera, int width, int height, int[] pixels, double size) {
        long visible = 0;
        for (Layer layer : layers) {
            visible += layer.points()
                    .countAround(camera.worldX(0), camera.worldY(height), camera.worldX(width), camera.worldY(0));
        }
        Stamp stamp = visible > DISC_LIMIT
                ? Stamp.square((int) Math.round(2 * size), (int) Math.round(255 * thinning(visible)))
                : Stamp.disc(size * radius(visible));
        IntStream.range(0, (height + BAND - 1) / BAND).parallel().forEach(b -> {
            int top = b * BAND;
            new Band(camera, width, top, Math.min(height, top + BAND), pixels, stamp).draw(layers);
        });
    }

    /// The radius of discs: the fewer there are, the larger each can be without hiding the others. Falls from 5 for
    /// a dozen to 1 where squares begin.
    public static double radius(long visible) {
        return Math.clamp(3.8 - Math.log10(Math.max(1, visible) / 200.0), SMALLEST, LARGEST);
    }

    /// The share of its opacity that a square keeps: 1 where squares begin.
    static double thinning(long visible) {
        return Math.sqrt((double) DISC_LIMIT / visible);
    }

    /// What a point looks like.
    ///
    /// @param reach pixels to the left of and above the one the point is in
    /// @param side  pixels across
    /// @param cover `[side * side]` how much of each is covered, in `[0, 255]`
    private record Stamp(int reach, int side, int[] cover) {
        static Stamp square(int side, int cover) {
            int[] all = new int[side * side];
            Arrays.fill(all, cover);
            return new Stamp(side / 2, side, all);
        }

        /// Its edge is one pixel soft.
        static Stamp disc(double radius) {
            int reach = (int) Math.ceil(radius);
            int side = 2 * reach + 1;
            int[] cover = new int[side * side];
            for (int j = 0; j < side; j++) {
                for (int k = 0; k < side; k++) {
                    double d = Math.hypot(j - reach, k - reach);
                    cover[j * side + k] = (int) Math.round(255 * Math.clamp(radius + 0.5 - d, 0, 1));
                }
            }
            return new Stamp(reach, side, cover);
        }
    }

    /// Some rows of the picture.
    private record Band(Camera camera, int width, int top, int bottom, int[] pixels, Stamp stamp) {
        void draw(List<Layer> layers) {
            Arrays.fill(pixels, top * width, bottom * width, 0);
            for (Layer layer : layers) {
                if (layer.sorted().faint) {
                    draw(layer, true);
                }
            }
            for (Layer layer : layers) {
                if (layer.sorted().strong) {
                    draw(layer, false);
                }
            }
        }

        private void draw(Layer layer, boolean faint) {
            Points points = layer.points();
            int margin = stamp.side();
            double left = camera.worldX(-margin);
            double right = camera.worldX(width + margin);
            double low = camera.worldY(bottom + margin);
            double high = camera.worldY(top - margin);
            if (points.touches(left, low, right, high)) {
                int from = points.column(left);
                int to = points.column(right);
                for (int r = points.row(low); r <= points.row(high); r++) {
                    draw(layer, points.firstOf(r, from), points.lastOf(r, to), faint);
                }
            }
        }

        private void draw(Layer layer, int begin, int end, boolean faint) {
            float[] xs = layer.points().memberX();
            float[] ys = layer.points().memberY();
            int[] colours = layer.sorted().colours;
            double scale = camera.scale();
            double offsetX = camera.width() / 2 - camera.x() * scale + AHEAD - stamp.reach;
            double offsetY = camera.height() / 2 + camera.y() * scale + AHEAD - stamp.reach;
            int[] x0 = new int[Math.min(AT_ONCE, Math.max(0, end - begin))];
            int[] y0 = new int[x0.length];
            for (int from = begin; from < end; from += AT_ONCE) {
                int n = Math.min(AT_ONCE, end - from);
                for (int i = 0; i < n; i++) {
                    x0[i] = (int) (offsetX + xs[from + i] * scale) - AHEAD;
                    y0[i] = (int) (offsetY - ys[from + i] * scale) - AHEAD;
                }
                for (int i = 0; i < n; i++) {
                    int argb = colours[from + i];
                    if (argb >>> 24 != 0 && (argb >>> 24 < FAINT) == faint) {
                        stamp(argb, x0[i], y0[i]);
                    }
                }
            }
        }

        private void stamp(int argb, int x0, int y0) {
            int side = stamp.side;
            if (side == 2 && y0 >= top && y0 <= bottom - 2 && x0 >= 0 && x0 <= width - 2) {
                square(argb, y0 * width + x0);
                return;
            }
            int[] cover = stamp.cover;
            int firstRow = Math.max(0, top - y0);
            int lastRow = Math.min(side, bottom - y0);
            int firstColumn = Math.max(0, -x0);
            int lastColumn = Math.min(side, width - x0);
            for (int j = firstRow; j < lastRow; j++) {
                int at = (y0 + j) * width + x0;
                for (int k = firstColumn; k < lastColumn; k++) {
                    pixels[at + k] = over(argb, cover[j * side + k], pixels[at + k]);
                }
            }
        }

        /// The usual square, wholly inside: what a million points are drawn with.
        private void square(int argb, int at) {
            int a = alpha(argb, stamp.cover[0]);
            int with = a + (a >>> 7);
            int redBlue = ((argb & 0xFF00FF) * with) >>> 8 & 0xFF00FF;
            int alphaGreen = a << 16 | (((argb >>> 8 & 0xFF) * with) >>> 8);
            int keep = 256 - with;
            pixels[at] = mixed(redBlue, alphaGreen, keep, pixels[at]);
            pixels[at + 1] = mixed(redBlue, alphaGreen, keep, pixels[at + 1]);
            int next = at + width;
            pixels[next] = mixed(redBlue, alphaGreen, keep, pixels[next]);
            pixels[next + 1] = mixed(redBlue, alphaGreen, keep, pixels[next + 1]);
        }

        /// Source over: a colour with its alpha times a coverage, on top of a premultiplied pixel.
        private static int over(int argb, int cover, int below) {
            int a = alpha(argb, cover);
            int with = a + (a >>> 7);
            int redBlue = ((argb & 0xFF00FF) * with) >>> 8 & 0xFF00FF;
            int alphaGreen = a << 16 | (((argb >>> 8 & 0xFF) * with) >>> 8);
            return mixed(redBlue, alphaGreen, 256 - with, below);
        }

        private static int alpha(int argb, int cover) {
            return ((argb >>> 24) * (cover + (cover >>> 7))) >>> 8;
        }

        /// What is kept of a pixel under a premultiplied colour, two channels at a time, each rounded down.
        private static int mixed(int redBlue, int alphaGreen, int keep, int below) {
            int rb = redBlue + (((below & 0xFF00FF) * keep) >>> 8 & 0xFF00FF);
            int ag = (alphaGreen << 8) + ((below >>> 8 & 0xFF00FF) * keep & 0xFF00FF00);
            return ag + rb;
        }
    }
}
