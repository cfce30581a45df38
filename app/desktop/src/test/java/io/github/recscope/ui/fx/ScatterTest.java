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
    void colourRampsEndWhereTheySay() {
        assertEquals(Palette.amount(0, false), Palette.amount(-1, false));
        assertEquals(Palette.amount(1, true), Palette.amount(2, true));
        assertEquals(0xFF, Palette.amount(0.37, true) >>> 24);
    }
}
