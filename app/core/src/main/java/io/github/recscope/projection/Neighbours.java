package io.github.recscope.projection;

/// The nearest points of each point, nearest first; a point is not its own neighbour.
///
/// Ties are broken by the smaller index.
///
/// @param k       how many each has
/// @param index   `[n · k]`
/// @param squared `[n · k]` squared Euclidean distances of prepared rows (see [Distance#prepare])
record Neighbours(int k, int[] index, float[] squared) {
    /// The number of points.
    int points() {
        return k == 0 ? 0 : index.length / k;
    }

    /// The same with only the `fewer` nearest of each.
    Neighbours first(int fewer) {
        if (fewer == k) {
            return this;
        }
        int n = points();
        int[] i = new int[n * fewer];
        float[] s = new float[n * fewer];
        for (int p = 0; p < n; p++) {
            System.arraycopy(index, p * k, i, p * fewer, fewer);
            System.arraycopy(squared, p * k, s, p * fewer, fewer);
        }
        return new Neighbours(fewer, i, s);
    }
}
