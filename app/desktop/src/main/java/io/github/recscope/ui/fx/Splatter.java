package io.github.recscope.ui.fx;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private static final int BAND = 64;

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
            Band band = new Band(camera, width, top, Math.min(height, top + BAND), stamp);
            Wide wide = Wide.take(band.size());
            band.draw(layers, wide.pixels, pixels);
            wide.giveBack();
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

    /// Room for a band's pixels while they are drawn, with 16 bits for each channel: one multiplication does for all
    /// four.
    private record Wide(long[] pixels) {
        private static final ConcurrentLinkedQueue<Wide> FREE = new ConcurrentLinkedQueue<>();

        /// One with at least so many pixels; what it holds is left over.
        static Wide take(int pixels) {
            Wide free = FREE.poll();
            return free != null && free.pixels.length >= pixels ? free : new Wide(new long[pixels]);
        }

        void giveBack() {
            FREE.add(this);
        }

        /// Channels of 8 bits as they lie in an int, 16 bits apart: blue, red, green, alpha from below.
        static long of(int pixel) {
            return (pixel & 0xFF00FFL) | (pixel >>> 8 & 0xFF00FFL) << 32;
        }

        static int narrow(long wide) {
            return (int) (wide | wide >>> 24);
        }
    }

    /// Some rows of the picture, with a margin all around into which stamps may reach.
    private record Band(Camera camera, int width, int top, int bottom, Stamp stamp) {
        private static final long CHANNELS = 0x00FF_00FF_00FF_00FFL;

        /// Pixels from one row to the next.
        private int stride() {
            return width + 2 * stamp.side;
        }

        /// The number of pixels, the margin among them.
        int size() {
            return (bottom - top + 2 * stamp.side) * stride();
        }

        /// @param pixels for the band alone, at least [#size]; overwritten
        /// @param out    the whole picture
        void draw(List<Layer> layers, long[] pixels, int[] out) {
            Arrays.fill(pixels, 0, size(), 0);
            for (Layer layer : layers) {
                if (layer.sorted().faint) {
                    draw(layer, true, pixels);
                }
            }
            for (Layer layer : layers) {
                if (layer.sorted().strong) {
                    draw(layer, false, pixels);
                }
            }
            for (int row = top; row < bottom; row++) {
                int from = (row - top + stamp.side) * stride() + stamp.side;
                int to = row * width;
                for (int i = 0; i < width; i++) {
                    out[to + i] = Wide.narrow(pixels[from + i]);
                }
            }
        }

        private void draw(Layer layer, boolean faint, long[] pixels) {
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
                    draw(layer, points.firstOf(r, from), points.lastOf(r, to), faint, pixels);
                }
            }
        }

        private void draw(Layer layer, int begin, int end, boolean faint, long[] pixels) {
            float[] xs = layer.points().memberX();
            float[] ys = layer.points().memberY();
            int[] colours = layer.sorted().colours;
            double scale = camera.scale();
            int side = stamp.side;
            int stride = stride();
            int mostX = width + side - 1;
            int mostY = bottom - top + side - 1;
            // Where the upper left corner of the stamp lies, from that of the margin.
            double offsetX = camera.width() / 2 - camera.x() * scale + AHEAD - stamp.reach + side;
            double offsetY = camera.height() / 2 + camera.y() * scale + AHEAD - stamp.reach + side - top;
            int[] places = new int[Math.min(AT_ONCE, Math.max(0, end - begin))];
            for (int from = begin; from < end; from += AT_ONCE) {
                int n = Math.min(AT_ONCE, end - from);
                for (int i = 0; i < n; i++) {
                    int x = (int) (offsetX + xs[from + i] * scale) - AHEAD;
                    int y = (int) (offsetY - ys[from + i] * scale) - AHEAD;
                    // Negative where the stamp would reach beyond the margin.
                    places[i] = (y * stride + x) | ((x | y | (mostX - x) | (mostY - y)) >> 31);
                }
                for (int i = 0; i < n; i++) {
                    int argb = colours[from + i];
                    if (places[i] >= 0 && argb >>> 24 != 0 && (argb >>> 24 < FAINT) == faint) {
                        if (side == 2) {
                            square(argb, pixels, places[i], stride);
                        } else {
                            disc(argb, pixels, places[i], stride);
                        }
                    }
                }
            }
        }

        private void disc(int argb, long[] pixels, int at, int stride) {
            int side = stamp.side;
            for (int j = 0; j < side; j++) {
                for (int k = 0; k < side; k++) {
                    int a = alpha(argb, stamp.cover[j * side + k]);
                    int with = a + (a >>> 7);
                    int p = at + j * stride + k;
                    pixels[p] = over(premultiplied(argb, a, with), 256 - with, pixels[p]);
                }
            }
        }

        /// The usual square: what a million points are drawn with.
        private void square(int argb, long[] pixels, int at, int stride) {
            int a = alpha(argb, stamp.cover[0]);
            int with = a + (a >>> 7);
            long source = premultiplied(argb, a, with);
            int keep = 256 - with;
            pixels[at] = over(source, keep, pixels[at]);
            pixels[at + 1] = over(source, keep, pixels[at + 1]);
            int next = at + stride;
            pixels[next] = over(source, keep, pixels[next]);
            pixels[next + 1] = over(source, keep, pixels[next + 1]);
        }

        /// A colour of an alpha, in `[0, 255]`, and in `[0, 256]`.
        private static long premultiplied(int argb, int a, int with) {
            long colour = (Wide.of(argb & 0xFFFFFF) * with) >>> 8 & CHANNELS;
            return colour | (long) a << 48;
        }

        /// Source over: a premultiplied colour on top of what is kept of a pixel, each channel rounded down.
        private static long over(long source, int keep, long below) {
            return source + ((below * keep) >>> 8 & CHANNELS);
        }

        private static int alpha(int argb, int cover) {
            return ((argb >>> 24) * (cover + (cover >>> 7))) >>> 8;
        }
    }
}
