package io.github.recscope.bench;

import java.util.List;

/// How the cost of a benchmark grows with one of its sizes.
///
/// @param key     the size
/// @param values  its values, ascending
/// @param timings one for each value
public record Growth(String key, List<Long> values, List<Timing> timings) {
    /// Copies the lists.
    public Growth {
        values = List.copyOf(values);
        timings = List.copyOf(timings);
    }

    /// The exponent `e` in `seconds ∝ n^e`: the slope of the least-squares line through the logarithms of the medians;
    /// NaN for less than two values.
    public double exponentOfTime() {
        return slope(timings.stream().mapToDouble(Timing::median).toArray());
    }

    /// The same for the time that threads were at work.
    public double exponentOfCpu() {
        return slope(timings.stream().mapToDouble(Timing::meanCpu).toArray());
    }

    /// The same for the bytes held and allocated together.
    public double exponentOfMemory() {
        return slope(timings.stream()
                .mapToDouble(t -> (double) t.held() + t.allocated())
                .toArray());
    }

    private double slope(double[] y) {
        int n = y.length;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            meanX += Math.log(values.get(i)) / n;
            meanY += Math.log(y[i]) / n;
        }
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < n; i++) {
            double dx = Math.log(values.get(i)) - meanX;
            xy += dx * (Math.log(y[i]) - meanY);
            xx += dx * dx;
        }
        return xy / xx;
    }
}
