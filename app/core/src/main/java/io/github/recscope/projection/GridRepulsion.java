package io.github.recscope.projection;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Repulsion through a grid: points are spread onto it with cubic weights, the grid is convolved with the
/// force by fast Fourier transforms, and points read their forces from it. Time linear in the points (after
/// Linderman, Rachh, Hoskins, Steinerberger and Kluger, 2019).
///
/// One real field of weights suffices: convolved with `(Δx + iΔy) / (1 + ‖Δ‖²)²` it gives both components of
/// the force as one complex field, and the normalisation is a sum over the spectrum. What points are spread
/// over is fixed by their number, so results do not depend on the number of threads.
final class GridRepulsion implements Repulsion {
    /// The distance of grid lines; the force changes over a length of about 1.
    private static final float SPACING = 0.4f;

    private static final int SMALLEST = 64;
    private static final int LARGEST = 2048;
    private static final int SLICES = 8;
    private static final int WIDTH = 32;
    private static final int CHUNK = 2048;

    private int grid;
    private float spacing;
    private int length;
    private @Nullable Fourier made;

    /// The spectrum of the force is `i · byX − byY`, that of the normalisation is `plain`; `[length · length]`.
    private float[] byX = new float[0];

    private float[] byY = new float[0];
    private float[] plain = new float[0];

    /// What the grid makes of the similarity of a point with itself, on average; 1 in truth.
    private double self;

    private float[][] slices = new float[0][];
    private float[] halfRe = new float[0];
    private float[] halfIm = new float[0];
    private float[] field = new float[0];
    private Fourier.Batch[] batches = new Fourier.Batch[0];

    @Override
    public double forces(float[] xy, float[] force, Kernels kernels) {
        int n = xy.length / 2;
        Workers workers = kernels.workers();
        float[] box = box(xy);
        float range = Math.max(box[2] - box[0], box[3] - box[1]);
        Fourier fourier = prepare(range, kernels);
        float scale = 1 / spacing;
        float x0 = box[0];
        float y0 = box[1];
        spread(xy, n, x0, y0, scale, workers);
        double total = convolve(fourier, workers) - n * self;
        int chunks = (n + CHUNK - 1) / CHUNK;
        workers.forEach(chunks, c -> read(xy, c * CHUNK, Math.min(n, (c + 1) * CHUNK), x0, y0, scale, force));
        return Math.max(total, Double.MIN_NORMAL);
    }

    private static float[] box(float[] xy) {
        float[] box = {
            Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY
        };
        for (int i = 0; i < xy.length; i += 2) {
            box[0] = Math.min(box[0], xy[i]);
            box[1] = Math.min(box[1], xy[i + 1]);
            box[2] = Math.max(box[2], xy[i]);
            box[3] = Math.max(box[3], xy[i + 1]);
        }
        return box;
    }

    /// Chooses a grid for a layout of that size; keeps the one of before where that does.
    private Fourier prepare(float range, Kernels kernels) {
        float wanted = SPACING;
        while (range / wanted < SMALLEST / 4f && wanted > SPACING / 16) {
            wanted /= 2;
        }
        int lines = (int) Math.ceil(range / wanted) + 5;
        int newLength = Math.min(LARGEST, Math.max(SMALLEST, Fourier.lengthFor(2 * lines)));
        if (2 * lines > LARGEST) {
            // In steps, so that the spectra are not made anew at each call.
            while (2 * (Math.ceil(range / wanted) + 5) > LARGEST) {
                wanted *= 1.25f;
            }
        }
        grid = newLength / 2;
        Fourier before = made;
        if (before != null && newLength == length && wanted == spacing) {
            return before;
        }
        length = newLength;
        spacing = wanted;
        Fourier fourier = new Fourier(length, WIDTH, kernels.rows());
        made = fourier;
        slices = new float[SLICES][grid * grid];
        halfRe = new float[length * grid];
        halfIm = new float[length * grid];
        field = new float[grid * grid * 2];
        int blocks = 2 * (length / 2 / WIDTH + 1);
        batches = new Fourier.Batch[blocks];
        for (int b = 0; b < blocks; b++) {
            batches[b] = new Fourier.Batch(length, WIDTH);
        }
        self = selfSimilarity();
        spectra(fourier, kernels.workers());
        return fourier;
    }

    /// The transforms of the force and of the similarity on the whole periodic grid.
    private void spectra(Fourier fourier, Workers workers) {
        byX = spectrum(fourier, (dx, dy) -> dx / square(1 + dx * dx + dy * dy), workers)[1];
        byY = spectrum(fourier, (dx, dy) -> dy / square(1 + dx * dx + dy * dy), workers)[1];
        plain = spectrum(fourier, (dx, dy) -> 1 / (1 + dx * dx + dy * dy), workers)[0];
    }

    private static double square(double v) {
        return v * v;
    }

    private double selfSimilarity() {
        int places = 8;
        double sum = 0;
        float[] w = new float[8];
        for (int p = 0; p < places * places; p++) {
            weights((p / places + 0.5f) / places, w, 0);
            weights((p % places + 0.5f) / places, w, 4);
            for (int a = 0; a < 16; a++) {
                for (int b = 0; b < 16; b++) {
                    double dx = (a / 4 - b / 4) * (double) spacing;
                    double dy = (a % 4 - b % 4) * (double) spacing;
                    double both = (double) w[a / 4] * w[4 + a % 4] * w[b / 4] * w[4 + b % 4];
                    sum += both / (1 + dx * dx + dy * dy);
                }
            }
        }
        return sum / (places * places);
    }

    @FunctionalInterface
    private interface Kernel {
        double at(double dx, double dy);
    }

    /// Real and imaginary part of a kernel's transform, divided by the number of grid points, at
    /// `[x frequency][y frequency]`.
    private float[][] spectrum(Fourier fourier, Kernel kernel, Workers workers) {
        int m = length;
        float[] re = new float[m * m];
        float[] im = new float[m * m];
        float size = 1f / m / m;
        for (int x = 0; x < m; x++) {
            for (int y = 0; y < m; y++) {
                // The place half way round belongs to no pair of points, and has no sign.
                boolean edge = x == m / 2 || y == m / 2;
                double dx = (x <= m / 2 ? x : x - m) * (double) spacing;
                double dy = (y <= m / 2 ? y : y - m) * (double) spacing;
                re[x * m + y] = edge ? 0 : (float) (kernel.at(dx, dy) * size);
            }
        }
        for (int pass = 0; pass < 2; pass++) {
            float[] fromRe = re;
            float[] fromIm = im;
            float[] toRe = new float[m * m];
            float[] toIm = new float[m * m];
            workers.forEach((m + WIDTH - 1) / WIDTH, b -> {
                Fourier.Batch batch = batches[b];
                int first = b * WIDTH;
                int width = Math.min(WIDTH, m - first);
                for (int p = 0; p < m; p++) {
                    System.arraycopy(fromRe, p * m + first, batch.re, p * WIDTH, width);
                    System.arraycopy(fromIm, p * m + first, batch.im, p * WIDTH, width);
                }
                fourier.forward(batch);
                for (int w = 0; w < width; w++) {
                    for (int p = 0; p < m; p++) {
                        toRe[(first + w) * m + p] = batch.re[p * WIDTH + w];
                        toIm[(first + w) * m + p] = batch.im[p * WIDTH + w];
                    }
                }
            });
            re = toRe;
            im = toIm;
        }
        return new float[][] {re, im};
    }

    /// Cubic weights for the four grid lines around a place.
    ///
    /// @param t how far it is beyond the second of the four, in `[0, 1)`
    private static void weights(float t, float[] w, int at) {
        float minus = t - 1;
        float two = t - 2;
        float plus = t + 1;
        w[at] = -t * minus * two * (1f / 6);
        w[at + 1] = plus * minus * two * 0.5f;
        w[at + 2] = -plus * t * two * 0.5f;
        w[at + 3] = plus * t * minus * (1f / 6);
    }

    private void spread(float[] xy, int n, float x0, float y0, float scale, Workers workers) {
        int per = (n + SLICES - 1) / SLICES;
        workers.forEach(SLICES, s -> {
            float[] slice = slices[s];
            Arrays.fill(slice, 0);
            float[] w = new float[8];
            for (int i = s * per; i < Math.min(n, (s + 1) * per); i++) {
                float gx = (xy[2 * i] - x0) * scale + 1;
                float gy = (xy[2 * i + 1] - y0) * scale + 1;
                int x = (int) gx;
                int y = (int) gy;
                weights(gx - x, w, 0);
                weights(gy - y, w, 4);
                int at = (x - 1) * grid + y - 1;
                for (int a = 0; a < 4; a++) {
                    float wx = w[a];
                    slice[at] += wx * w[4];
                    slice[at + 1] += wx * w[5];
                    slice[at + 2] += wx * w[6];
                    slice[at + 3] += wx * w[7];
                    at += grid;
                }
            }
        });
        int rows = 16;
        workers.forEach((grid + rows - 1) / rows, c -> {
            int from = c * rows * grid;
            int to = Math.min(grid, (c + 1) * rows) * grid;
            for (int s = 1; s < SLICES; s++) {
                add(slices[0], slices[s], from, to);
            }
        });
    }

    private static void add(float[] sum, float[] part, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] += part[i];
        }
    }

    /// Turns the weights in the first slice into the force field; returns the sum of all similarities.
    private double convolve(Fourier fourier, Workers workers) {
        int m = length;
        int g = grid;
        // Along x, for blocks of columns; half of the lines are empty.
        workers.forEach((g + 2 * WIDTH - 1) / (2 * WIDTH), b -> columns(fourier, batches[b], 2 * b * WIDTH));
        // Along y, for blocks of x frequencies: there, times the spectra, and back.
        int rowBlocks = m / 2 / WIDTH + 1;
        double[] sums = new double[rowBlocks];
        workers.forEach(rowBlocks, b -> sums[b] = frequencies(fourier, batches[b], batches[rowBlocks + b], b * WIDTH));
        workers.forEach((g + WIDTH - 1) / WIDTH, b -> {
            Fourier.Batch batch = batches[b];
            int first = b * WIDTH;
            int width = Math.min(WIDTH, g - first);
            for (int p = 0; p < m; p++) {
                System.arraycopy(halfRe, p * g + first, batch.re, p * WIDTH, width);
                System.arraycopy(halfIm, p * g + first, batch.im, p * WIDTH, width);
            }
            fourier.backward(batch);
            for (int p = 0; p < g; p++) {
                for (int w = 0; w < width; w++) {
                    field[(p * g + first + w) * 2] = batch.re[p * WIDTH + w];
                    field[(p * g + first + w) * 2 + 1] = batch.im[p * WIDTH + w];
                }
            }
        });
        double total = 0;
        for (double s : sums) {
            total += s;
        }
        return total;
    }

    /// Transforms two blocks of columns along x; only the frequencies from 0 to half the length are kept. Weights are
    /// real, so two columns go as one complex one.
    private void columns(Fourier fourier, Fourier.Batch batch, int first) {
        int m = length;
        int g = grid;
        float[] weights = slices[0];
        int second = first + WIDTH;
        int width = Math.min(WIDTH, g - first);
        int more = Math.clamp(g - second, 0, WIDTH);
        Arrays.fill(batch.re, 0);
        Arrays.fill(batch.im, 0);
        for (int p = 0; p < g; p++) {
            System.arraycopy(weights, p * g + first, batch.re, p * WIDTH, width);
            if (more > 0) {
                System.arraycopy(weights, p * g + second, batch.im, p * WIDTH, more);
            }
        }
        fourier.forward(batch);
        for (int p = 0; p <= m / 2; p++) {
            int at = p * WIDTH;
            int mirrored = (m - p) % m * WIDTH;
            evenPart(batch.re, batch.im, at, mirrored, width, p * g + first);
            oddPart(batch.re, batch.im, at, mirrored, more, p * g + second);
        }
    }

    /// The transform of the real parts.
    private void evenPart(float[] re, float[] im, int at, int mirrored, int width, int to) {
        for (int w = 0; w < width; w++) {
            halfRe[to + w] = 0.5f * (re[at + w] + re[mirrored + w]);
            halfIm[to + w] = 0.5f * (im[at + w] - im[mirrored + w]);
        }
    }

    /// The transform of the imaginary parts.
    private void oddPart(float[] re, float[] im, int at, int mirrored, int width, int to) {
        for (int w = 0; w < width; w++) {
            halfRe[to + w] = 0.5f * (im[at + w] + im[mirrored + w]);
            halfIm[to + w] = 0.5f * (re[mirrored + w] - re[at + w]);
        }
    }

    /// Takes x frequencies, from `first` on, and their mirror images to the frequencies of the force along y and back.
    /// The weights are real: what they are at `−kx` is known from `kx`.
    ///
    /// @param mirror takes the images
    /// @return their part of `Σ |w|² · plain`
    private double frequencies(Fourier fourier, Fourier.Batch batch, Fourier.Batch mirror, int first) {
        int m = length;
        int g = grid;
        int width = Math.min(WIDTH, m / 2 + 1 - first);
        Arrays.fill(batch.re, g * WIDTH, m * WIDTH, 0);
        Arrays.fill(batch.im, g * WIDTH, m * WIDTH, 0);
        turn(halfRe, first * g, g, width, batch.re);
        turn(halfIm, first * g, g, width, batch.im);
        fourier.forward(batch);
        // The first and the last frequency are their own images.
        int from = first == 0 ? 1 : 0;
        int to = Math.min(width, m / 2 - first);
        float[] sums = new float[WIDTH];
        for (int p = 0; p < m; p++) {
            image(batch, (m - p) % m * WIDTH, mirror, p * WIDTH, p * m + first, width);
        }
        for (int p = 0; p < m; p++) {
            product(batch.re, batch.im, p * WIDTH, p * m + first, width, sums);
        }
        fourier.backward(batch);
        turnBack(batch.re, g, 0, width, halfRe, first * g, g);
        turnBack(batch.im, g, 0, width, halfIm, first * g, g);
        if (from < to) {
            fourier.backward(mirror);
            turnBack(mirror.re, g, from, to, halfRe, (m - first) * g, -g);
            turnBack(mirror.im, g, from, to, halfIm, (m - first) * g, -g);
        }
        double sum = 0;
        for (int w = 0; w < width; w++) {
            sum += w >= from && w < to ? 2.0 * sums[w] : sums[w];
        }
        return sum;
    }

    private static void turn(float[] from, int at, int columns, int width, float[] to) {
        for (int w = 0; w < width; w++) {
            int row = at + w * columns;
            for (int p = 0; p < columns; p++) {
                to[p * WIDTH + w] = from[row + p];
            }
        }
    }

    /// @param step from the row of one sequence to that of the next
    private static void turnBack(float[] from, int columns, int first, int end, float[] to, int at, int step) {
        for (int w = first; w < end; w++) {
            int row = at + w * step;
            for (int p = 0; p < columns; p++) {
                to[row + p] = from[p * WIDTH + w];
            }
        }
    }

    /// Makes of weights at `(kx, −ky)` the force at `(−kx, ky)`: they are the conjugate there, and of the spectra that
    /// of the force along x has the other sign.
    private void image(Fourier.Batch batch, int from, Fourier.Batch mirror, int at, int k, int width) {
        float[] re = batch.re;
        float[] im = batch.im;
        float[] outRe = mirror.re;
        float[] outIm = mirror.im;
        for (int w = 0; w < width; w++) {
            float a = re[from + w];
            float b = im[from + w];
            float x = byY[k + w];
            float y = byX[k + w];
            outRe[at + w] = -a * y - b * x;
            outIm[at + w] = b * y - a * x;
        }
    }

    private void product(float[] re, float[] im, int at, int k, int width, float[] sums) {
        // The kernels are even in one direction and odd or even in the other: rows serve as columns.
        for (int w = 0; w < width; w++) {
            float a = re[at + w];
            float b = im[at + w];
            sums[w] += (a * a + b * b) * plain[k + w];
            // (a + ib) · (i·byX − byY), byX and byY being exchanged because rows serve as columns.
            float x = byY[k + w];
            float y = byX[k + w];
            re[at + w] = -a * y - b * x;
            im[at + w] = a * x - b * y;
        }
    }

    private void read(float[] xy, int from, int to, float x0, float y0, float scale, float[] force) {
        // Line 1 is at the first point: one line below it and two above the last one have cubic weights.
        float[] w = new float[8];
        for (int i = from; i < to; i++) {
            float gx = (xy[2 * i] - x0) * scale + 1;
            float gy = (xy[2 * i + 1] - y0) * scale + 1;
            int x = (int) gx;
            int y = (int) gy;
            weights(gx - x, w, 0);
            weights(gy - y, w, 4);
            int at = ((x - 1) * grid + y - 1) * 2;
            float fx = 0;
            float fy = 0;
            for (int a = 0; a < 4; a++) {
                float wx = w[a];
                fx += wx * (w[4] * field[at] + w[5] * field[at + 2] + w[6] * field[at + 4] + w[7] * field[at + 6]);
                fy += wx * (w[4] * field[at + 1] + w[5] * field[at + 3] + w[6] * field[at + 5] + w[7] * field[at + 7]);
                at += grid * 2;
            }
            force[2 * i] = fx;
            force[2 * i + 1] = fy;
        }
    }
}
