package io.github.recscope.concept;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.stat.Proportion;

/// What labels are compared by: one latent on one part of the items.
///
/// @param item    the items of the part where it fires, ascending
/// @param value   its activations there
/// @param closest for each the closest silent item of the half; −1 if there is none
/// @param mass    the sum of the activations
/// @param sample  the effective number of firing items, `(Σa)² / Σa²`
/// @param weight  the share of the mass in each popularity decile
record Part(int[] item, double[] value, int[] closest, double mass, double sample, double[] weight) {
    /// How much of the reference are near silent items; the rest are those of the same popularity.
    static final double NEAR = 0.25;

    /// The part of a latent's firing items for which `within` is true.
    static Part of(SparseCodes byLatent, int latent, boolean[] within, int[] closest, int[] decile) {
        int from = byLatent.offsets()[latent];
        int to = byLatent.offsets()[latent + 1];
        int[] item = new int[to - from];
        double[] value = new double[to - from];
        int[] near = new int[to - from];
        double[] weight = new double[AttributeTable.DECILES];
        int n = 0;
        double mass = 0;
        double squares = 0;
        for (int p = from; p < to; p++) {
            int i = byLatent.latent()[p];
            if (within[i]) {
                double a = byLatent.value()[p];
                item[n] = i;
                near[n] = closest[p - from];
                value[n++] = a;
                mass += a;
                squares += a * a;
                weight[decile[i]] += a;
            }
        }
        for (int s = 0; s < weight.length; s++) {
            weight[s] = mass > 0 ? weight[s] / mass : 0;
        }
        return new Part(
                java.util.Arrays.copyOf(item, n),
                java.util.Arrays.copyOf(value, n),
                java.util.Arrays.copyOf(near, n),
                mass,
                squares > 0 ? mass * mass / squares : 0,
                weight);
    }

    /// The activation-weighted share of an attribute among the firing items.
    double share(boolean[] has) {
        double sum = 0;
        for (int n = 0; n < item.length; n++) {
            sum += has[item[n]] ? value[n] : 0;
        }
        return sum / mass;
    }

    /// The activation-weighted share among the closest silent items.
    double near(boolean[] has) {
        double sum = 0;
        for (int n = 0; n < item.length; n++) {
            sum += closest[n] >= 0 && has[closest[n]] ? value[n] : 0;
        }
        return sum / mass;
    }

    /// What share to expect of an attribute that says nothing: that of items equally popular, mixed with that of
    /// near silent items.
    ///
    /// @param base share of the attribute among the items of each popularity decile
    double expected(double[] base, double near) {
        double matched = 0;
        for (int s = 0; s < weight.length; s++) {
            matched += weight[s] * base[s];
        }
        return (1 - NEAR) * matched + NEAR * near;
    }

    /// The lower end of the share's interval.
    double lowShare(double share) {
        return Proportion.wilson(Math.clamp(share, 0, 1), sample).low();
    }
}
