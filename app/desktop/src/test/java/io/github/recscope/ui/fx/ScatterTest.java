package io.github.recscope.ui.fx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScatterTest {
    @Test
    void cameraGoesToTheScreenAndBack() {
        SplittableRandom random = new SplittableRandom(1);
        for (int t = 0; t < 500; t++) {
            Camera c = new Camera(
                    random.nextDouble(-1e3, 1e3),
                    random.nextDouble(-1e3, 1e3),
                    Math.exp(random.nextDouble(-5, 12)),
                    random.nextDouble(100, 2000),
                    random.nextDouble(100, 2000));
            double px = random.nextDouble(0, c.width());
            double py = random.nextDouble(0, c.height());
            assertEquals(px, c.screenX(c.worldX(px)), 1e-6);
            assertEquals(py, c.screenY(c.worldY(py)), 1e-6);
            Camera zoomed = c.zoomed(random.nextDouble(0.2, 5), px, py);
            assertEquals(c.worldX(px), zoomed.worldX(px), 1e-9 * Math.max(1, Math.abs(c.worldX(px))));
            assertEquals(c.worldY(py), zoomed.worldY(py), 1e-9 * Math.max(1, Math.abs(c.worldY(py))));
            Camera panned = c.panned(17, -9);
            assertEquals(c.screenX(3) + 17, panned.screenX(3), 1e-4);
            assertEquals(c.screenY(3) - 9, panned.screenY(3), 1e-4);
        }
    }

    @Test
    void fitShowsAllCornersWithAMargin() {
        Camera c = Camera.fit(-3, 2, 5, 4, 800, 600);
        assertTrue(c.screenX(-3) > 0 && c.screenX(5) < 800);
        assertTrue(c.screenY(4) > 0 && c.screenY(2) < 600);
        assertEquals(400, c.screenX(1), 1e-9);
        assertEquals(300, c.screenY(3), 1e-9);
    }

    @Test
    void nearestAgreesWithLookingAtAllPoints() {
        SplittableRandom random = new SplittableRandom(2);
        for (int n : new int[] {0, 1, 2, 50, 3000}) {
            float[] x = new float[n];
            float[] y = new float[n];
            for (int i = 0; i < n; i++) {
                x[i] = i % 97 == 5 ? Float.NaN : (float) random.nextDouble(-2, 2);
                y[i] = (float) random.nextDouble(-0.1, 0.1);
            }
            Points points = new Points(x, y);
            for (int t = 0; t < 300; t++) {
                double px = random.nextDouble(-2.5, 2.5);
                double py = random.nextDouble(-0.3, 0.3);
                double radius = random.nextDouble(0, 0.4);
                assertEquals(bruteForce(x, y, px, py, radius), points.nearest(px, py, radius));
            }
        }
    }

    private static int bruteForce(float[] x, float[] y, double px, double py, double radius) {
        int best = -1;
        double nearest = radius * radius;
        for (int i = 0; i < x.length; i++) {
            double d = (x[i] - px) * (x[i] - px) + (y[i] - py) * (y[i] - py);
            if (d < nearest || (d == nearest && best < 0)) {
                nearest = d;
                best = i;
            }
        }
        return best;
    }

    @Test
    void drawsADiscWhereThePointIs() {
        Points one = new Points(new float[] {0}, new float[] {0});
        int[] pixels = new int[41 * 31];
        Arrays.fill(pixels, 123);
        Splatter.draw(
                List.of(new Splatter.Layer(one, new int[] {0xFF336699})),
                new Camera(0, 0, 1, 41, 31),
                41,
                31,
                pixels,
                1);
        assertEquals(0xFF336699, pixels[15 * 41 + 20]);
        assertEquals(0, pixels[0]);
        assertEquals(0, pixels[30 * 41 + 40]);
    }

    @Test
    void drawsTheSamePictureEveryTimeAndFaintPointsBelow() {
        SplittableRandom random = new SplittableRandom(3);
        for (int n : new int[] {100, 5_000, Splatter.DISC_LIMIT + 1_000}) {
            float[] x = new float[n];
            float[] y = new float[n];
            int[] colours = new int[n];
            for (int i = 0; i < n; i++) {
                x[i] = (float) random.nextDouble(-1, 1);
                y[i] = (float) random.nextDouble(-1, 1);
                colours[i] = random.nextInt() | 0x40000000;
            }
            List<Splatter.Layer> layers = List.of(new Splatter.Layer(new Points(x, y), colours));
            Camera camera = Camera.fit(-1, -1, 1, 1, 300, 200);
            int[] first = new int[300 * 200];
            int[] second = new int[300 * 200];
            Splatter.draw(layers, camera, 300, 200, first, 1);
            Splatter.draw(layers, camera, 300, 200, second, 1);
            assertArrayEquals(first, second);
            assertTrue(Arrays.stream(first).anyMatch(p -> p != 0));
        }
        Points two = new Points(new float[] {0, 0}, new float[] {0, 0});
        int[] pixels = new int[21 * 21];
        Splatter.draw(
                List.of(new Splatter.Layer(two, new int[] {0xFFFF0000, 0x600000FF})),
                new Camera(0, 0, 1, 21, 21),
                21,
                21,
                pixels,
                1);
        assertEquals(0xFFFF0000, pixels[10 * 21 + 10]);
    }

    @Test
    void aMovedPictureIsTheSamePicture() {
        SplittableRandom random = new SplittableRandom(5);
        for (int n : new int[] {300, Splatter.DISC_LIMIT + 5_000}) {
            float[] x = new float[n];
            float[] y = new float[n];
            int[] colours = new int[n];
            for (int i = 0; i < n; i++) {
                x[i] = (float) random.nextDouble(-1, 1);
                y[i] = (float) random.nextDouble(-1, 1);
                colours[i] = random.nextInt();
            }
            List<Splatter.Layer> layers = List.of(new Splatter.Layer(new Points(x, y), colours));
            Camera camera = new Camera(0, 0, 64, 200, 160);
            int[] still = new int[200 * 160];
            int[] moved = new int[200 * 160];
            Splatter.draw(layers, camera, 200, 160, still, 1);
            Splatter.draw(layers, camera.panned(3, 2), 200, 160, moved, 1);
            for (int py = 0; py < 158; py++) {
                for (int px = 0; px < 197; px++) {
                    assertEquals(still[py * 200 + px], moved[(py + 2) * 200 + px + 3], px + ", " + py);
                }
            }
        }
    }

    @Test
    void pointsShrinkWithoutAStep() {
        for (long n = 1; n < 5_000_000; n += 1 + n / 50) {
            assertTrue(Splatter.radius(n + 1) <= Splatter.radius(n));
            assertEquals(Splatter.radius(n), Splatter.radius(n + 1), 0.5);
            if (n > Splatter.DISC_LIMIT) {
                assertEquals(Splatter.thinning(n), Splatter.thinning(n + 1), 1e-4);
            }
        }
        assertEquals(1, Splatter.thinning(Splatter.DISC_LIMIT), 1e-9);
        assertEquals(1, Splatter.radius(Splatter.DISC_LIMIT), 0.05);
    }

    @Test
    void aTransparentColourIsMixedWithWhatIsBelow() {
        Points two = new Points(new float[] {0, 0}, new float[] {0, 0});
        int[] pixels = new int[21 * 21];
        Splatter.draw(
                List.of(
                        new Splatter.Layer(new Points(new float[] {0}, new float[] {0}), new int[] {0xFF0000FF}),
                        new Splatter.Layer(two, new int[] {0xC8FF0000, 0})),
                new Camera(0, 0, 1, 21, 21),
                21,
                21,
                pixels,
                1);
        int mixed = pixels[10 * 21 + 10];
        assertEquals(255, mixed >>> 24, 2);
        assertEquals(200, mixed >> 16 & 255, 2);
        assertEquals(55, mixed & 255, 2);
    }

    @Test
    void lassoAgreesWithLookingAtAllPoints() {
        SplittableRandom random = new SplittableRandom(4);
        for (int n : new int[] {0, 1, 2, 60, 4000}) {
            float[] x = new float[n];
            float[] y = new float[n];
            for (int i = 0; i < n; i++) {
                x[i] = i % 97 == 5 ? Float.NaN : (float) random.nextDouble(-2, 2);
                // Many on the same heights, so that corners and points meet in rows.
                y[i] = i % 3 == 0 ? random.nextInt(-2, 3) / 4f : (float) random.nextDouble(-0.5, 0.5);
            }
            Points points = new Points(x, y);
            for (int t = 0; t < 200; t++) {
                int corners = random.nextInt(2, 12);
                double[] px = new double[corners];
                double[] py = new double[corners];
                for (int c = 0; c < corners; c++) {
                    px[c] = t % 4 == 0 && n > 5 ? x[random.nextInt(5)] : random.nextDouble(-3, 3);
                    py[c] = t % 5 == 0 ? random.nextInt(-3, 4) / 4.0 : random.nextDouble(-0.8, 0.8);
                }
                assertEquals(surrounded(x, y, px, py), new Lasso(points, px, py).inside());
            }
        }
    }

    private static java.util.BitSet surrounded(float[] x, float[] y, double[] px, double[] py) {
        java.util.BitSet inside = new java.util.BitSet();
        for (int i = 0; i < x.length; i++) {
            boolean in = false;
            for (int a = 0; a < px.length && px.length > 2; a++) {
                int b = (a + 1) % px.length;
                if (py[a] > y[i] != py[b] > y[i] && x[i] < px[a] + (y[i] - py[a]) / (py[b] - py[a]) * (px[b] - px[a])) {
                    in = !in;
                }
            }
            inside.set(i, in);
        }
        return inside;
    }

    @Test
    void countsThePointsOfTheCellsAround() {
        SplittableRandom random = new SplittableRandom(6);
        float[] x = new float[2000];
        float[] y = new float[2000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextDouble(-1, 1);
            y[i] = (float) random.nextDouble(-1, 1);
        }
        Points points = new Points(x, y);
        assertEquals(2000, points.countAround(-1, -1, 1, 1));
        assertEquals(0, points.countAround(1.5, -1, 2, 1));
        int exact = 0;
        for (int i = 0; i < x.length; i++) {
            exact += x[i] >= -0.5 && x[i] <= 0.5 && y[i] >= -0.5 && y[i] <= 0.5 ? 1 : 0;
        }
        int around = points.countAround(-0.5, -0.5, 0.5, 0.5);
        assertTrue(around >= exact && around < exact * 1.25, around + " for " + exact);
    }

    @Test
    void colourRampsEndWhereTheySay() {
        assertEquals(Palette.amount(0, false), Palette.amount(-1, false));
        assertEquals(Palette.amount(1, true), Palette.amount(2, true));
        assertEquals(0xFF, Palette.amount(0.37, true) >>> 24);
    }
}
