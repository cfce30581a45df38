package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Two random halves of the users: everything is chosen on one and reported on the other.
///
/// @param choosing  rows, ascending
/// @param reporting rows, ascending
record Halves(int[] choosing, int[] reporting) {
    /// Divides users at random; the choosing half gets the smaller part of an odd number.
    static Halves of(int[] users, Ctx ctx) {
        int[] order = users.clone();
        RandomGenerator random = ctx.random("halves", 0);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = order[i];
            order[i] = order[j];
            order[j] = t;
        }
        int[] first = Arrays.copyOf(order, order.length / 2);
        int[] second = Arrays.copyOfRange(order, order.length / 2, order.length);
        Arrays.sort(first);
        Arrays.sort(second);
        return new Halves(first, second);
    }
}
