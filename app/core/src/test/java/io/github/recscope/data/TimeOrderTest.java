package io.github.recscope.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TimeOrderTest {
    private static void check(int n, DoubleSupplier times) {
        double[] time = new double[2 * n + 3];
        Arrays.setAll(time, i -> times.getAsDouble());
        int[] order = IntStream.range(0, n + 2).map(i -> 2 * i).toArray();
        int[] expected = order.clone();
        int[] sorted = Arrays.stream(order, 1, n + 1)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> time[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, expected, 1, n);
        boolean differ = n > 1 && Double.compare(time[sorted[0]], time[sorted[n - 1]]) != 0;
        assertEquals(differ, new TimeOrder(time).sort(order, 1, n + 1));
        assertArrayEquals(expected, order);
    }

    @Test
    void rowsAreSortedStably() {
        Random random = new Random(5);
        double[] odd = {
            0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -1, 1e300
        };
        for (int n : new int[] {0, 1, 2, 3, 16, 17, 100, 300, 5000}) {
            check(n, () -> 978_300_000 + random.nextInt(90_000_000));
            check(n, () -> random.nextInt(3));
            check(n, () -> -random.nextInt(1000) / 4.0);
            check(n, random::nextDouble);
            check(n, random::nextGaussian);
            check(n, () -> odd[random.nextInt(odd.length)]);
            check(n, () -> 7);
        }
    }
}
