package io.github.recscope.steering;

import io.github.recscope.model.Edit;
import io.github.recscope.model.SteeringMode;
import java.util.Arrays;
import java.util.List;

/// Edits of codes with what decides how they act.
///
/// @param edits applied in order
/// @param mode  how an edited code becomes an embedding
/// @param items rows of the items whose codes are edited, ascending; empty when those of users are
/// @param dose  how strong, as a multiple of the edits: `z + dose · (z' − z)`, never below 0
public record Treatment(List<Edit> edits, SteeringMode mode, List<Integer> items, double dose) {
    /// Copies the lists.
    public Treatment {
        edits = List.copyOf(edits);
        items = List.copyOf(items);
    }

    /// Edits of the codes of users, as they are written.
    public static Treatment of(List<Edit> edits, SteeringMode mode) {
        return new Treatment(edits, mode, List.of(), 1);
    }

    /// The same at another dose.
    public Treatment at(double newDose) {
        return new Treatment(edits, mode, items, newDose);
    }

    /// The latents that it edits, ascending, each once.
    public int[] latents() {
        return edits.stream().mapToInt(Edit::latent).sorted().distinct().toArray();
    }

    /// A code after the edits.
    ///
    /// @param code `[latents]`, left as it is
    float[] apply(float[] code) {
        float[] z = mode == SteeringMode.REDISTRIBUTE ? redistributed(code) : edited(code);
        if (dose == 1) {
            return z;
        }
        for (int j = 0; j < z.length; j++) {
            if (z[j] != code[j]) {
                z[j] = (float) Math.max(0, code[j] + dose * (z[j] - code[j]));
            }
        }
        return z;
    }

    private float[] edited(float[] code) {
        float[] z = code.clone();
        for (Edit e : edits) {
            z[e.latent()] = (float) e.apply(z[e.latent()]);
        }
        return z;
    }

    private float[] redistributed(float[] code) {
        double total = sum(code);
        float[] z = code.clone();
        double moved = edits.stream()
                .filter(Treatment::moves)
                .mapToDouble(Edit::amount)
                .sum();
        double kept = Math.max(0, 1 - moved);
        // More than everything cannot be moved: the shares are then taken in proportion.
        double unit = moved > 1 ? total / moved : total;
        if (moved > 0) {
            for (int j = 0; j < z.length; j++) {
                z[j] *= (float) kept;
            }
        }
        boolean others = false;
        for (Edit e : edits) {
            int j = e.latent();
            if (moves(e)) {
                z[j] += (float) (unit * e.amount());
            } else {
                others = true;
                z[j] = e.kind() == Edit.Kind.ADD
                        ? (float) Math.max(0, z[j] + total * e.amount())
                        : (float) e.apply(z[j]);
            }
        }
        return others ? totalled(z, total) : z;
    }

    /// Whether an edit moves a share of the total to a latent.
    private static boolean moves(Edit e) {
        return e.kind() == Edit.Kind.ADD && e.amount() > 0;
    }

    /// The latents that were not edited, scaled so that all add up to `total`; where they cannot, the code as
    /// it is.
    private float[] totalled(float[] z, double total) {
        int[] named = latents();
        double edited = 0;
        for (int j : named) {
            edited += z[j];
        }
        double rest = sum(z) - edited;
        if (rest > 0) {
            float factor = (float) (Math.max(0, total - edited) / rest);
            for (int j = 0; j < z.length; j++) {
                if (Arrays.binarySearch(named, j) < 0) {
                    z[j] *= factor;
                }
            }
        }
        return z;
    }

    private static double sum(float[] z) {
        double sum = 0;
        for (float v : z) {
            sum += v;
        }
        return sum;
    }
}
