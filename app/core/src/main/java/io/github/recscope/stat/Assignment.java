package io.github.recscope.stat;

import java.util.Arrays;

/// One-to-one matching of the rows of a table with its columns.
public final class Assignment {
    private Assignment() {}

    /// The matching with the largest total, by shortest augmenting paths (Jonker and Volgenant, 1987), in
    /// `O(rows² · columns)` steps.
    ///
    /// @param gain  `[rows][columns]`, finite; at most as many rows as columns
    /// @param check called once a row; may throw to stop
    /// @return for each row its column
    public static int[] largest(double[][] gain, Runnable check) {
        int n = gain.length;
        int m = n == 0 ? 0 : gain[0].length;
        if (n > m) {
            throw new IllegalArgumentException(n + " rows cannot each have one of " + m + " columns");
        }
        // Potentials and paths count from 1; column 0 stands for "none".
        double[] u = new double[n + 1];
        double[] v = new double[m + 1];
        int[] rowOf = new int[m + 1];
        int[] from = new int[m + 1];
        for (int i = 1; i <= n; i++) {
            check.run();
            rowOf[0] = i;
            double[] best = new double[m + 1];
            Arrays.fill(best, Double.POSITIVE_INFINITY);
            boolean[] done = new boolean[m + 1];
            int column = 0;
            do {
                done[column] = true;
                int row = rowOf[column];
                double step = Double.POSITIVE_INFINITY;
                int next = 0;
                for (int j = 1; j <= m; j++) {
                    if (!done[j]) {
                        double reduced = -gain[row - 1][j - 1] - u[row] - v[j];
                        if (reduced < best[j]) {
                            best[j] = reduced;
                            from[j] = column;
                        }
                        if (best[j] < step) {
                            step = best[j];
                            next = j;
                        }
                    }
                }
                for (int j = 0; j <= m; j++) {
                    if (done[j]) {
                        u[rowOf[j]] += step;
                        v[j] -= step;
                    } else {
                        best[j] -= step;
                    }
                }
                column = next;
            } while (rowOf[column] != 0);
            while (column != 0) {
                rowOf[column] = rowOf[from[column]];
                column = from[column];
            }
        }
        int[] columnOf = new int[n];
        for (int j = 1; j <= m; j++) {
            if (rowOf[j] > 0) {
                columnOf[rowOf[j] - 1] = j - 1;
            }
        }
        return columnOf;
    }
}
