package io.github.recscope.kernels;

/// Where each latent of some sparse codes is active: the columns of their pattern, made once for all sums that go by
/// latent. It holds no activations, so it serves for everything that is aligned with the codes.
///
/// @param rows     the number of rows (users or items)
/// @param offsets  `[latents + 1]`; latent `j` owns places `offsets[j] .. offsets[j+1])`
/// @param row      the rows where the latent is active, ascending within a latent
/// @param position where the entry of each place is in the codes
public record ByLatent(int rows, int[] offsets, int[] row, int[] position) {
    /// The columns of some codes.
    public static ByLatent of(SparseCodes codes) {
        int[] latent = codes.latent();
        int[] offsets = new int[codes.latents() + 1];
        for (int j : latent) {
            offsets[j + 1]++;
        }
        for (int j = 0; j < codes.latents(); j++) {
            offsets[j + 1] += offsets[j];
        }
        int[] next = offsets.clone();
        int[] row = new int[latent.length];
        int[] position = new int[latent.length];
        for (int r = 0; r < codes.rows(); r++) {
            for (int p = codes.offsets()[r]; p < codes.offsets()[r + 1]; p++) {
                int at = next[latent[p]]++;
                row[at] = r;
                position[at] = p;
            }
        }
        return new ByLatent(codes.rows(), offsets, row, position);
    }

    /// The number of latents.
    public int latents() {
        return offsets.length - 1;
    }

    /// The number of active entries.
    public int size() {
        return row.length;
    }

    /// Values that are aligned with the codes, in the order of the places.
    ///
    /// @param value `[size()]`
    public float[] inOrder(float[] value) {
        float[] out = new float[position.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = value[position[i]];
        }
        return out;
    }
}
