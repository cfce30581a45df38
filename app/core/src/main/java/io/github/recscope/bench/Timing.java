package io.github.recscope.bench;

import java.util.Arrays;

/// How long the runs of one benchmark took.
///
/// @param name       the benchmark
/// @param summary    what a run does
/// @param sizes      how large
/// @param seconds    of each run, in order
/// @param cpuSeconds of each run, by all threads of the program together: hardly more on a machine that is busy with
///     other things, where `seconds` are
/// @param estimates  seconds after which each run showed a first estimate of its result; NaN where it showed none
/// @param warmUps    runs before those
/// @param figure     a figure of the result of the first run of all
/// @param operations floating point operations of a run; NaN where they say nothing
/// @param traffic    bytes of memory of a run; NaN where they say nothing
/// @param held       bytes that input and state hold between runs
/// @param allocated  bytes that the last run allocated, by all threads together
/// @param peak       bytes of the heap in use at most during the runs, with garbage not yet collected: what a run needs
///     is no more
public record Timing(
        String name,
        String summary,
        Sizes sizes,
        double[] seconds,
        double[] cpuSeconds,
        double[] estimates,
        int warmUps,
        double figure,
        double operations,
        double traffic,
        long held,
        long allocated,
        long peak) {
    /// The middle of all runs.
    public double median() {
        return quantile(0.5);
    }

    /// The fastest run.
    public double least() {
        return quantile(0);
    }

    /// The slowest run.
    public double most() {
        return quantile(1);
    }

    /// The time that a share `p` of the runs did not exceed; between two runs the mean of both.
    public double quantile(double p) {
        return quantile(seconds, p);
    }

    /// The mean of the times that threads were at work. Not the median: the clock of the system may tick in
    /// hundredths of a second, which a mean over runs evens out.
    public double meanCpu() {
        return Arrays.stream(cpuSeconds).average().orElse(Double.NaN);
    }

    /// When in the middle of all runs a first estimate was shown; NaN where none was.
    public double medianEstimate() {
        return quantile(estimates, 0.5);
    }

    private static double quantile(double[] x, double p) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double at = p * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = (int) Math.ceil(at);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
