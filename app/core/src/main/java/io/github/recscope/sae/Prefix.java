package io.github.recscope.sae;

import io.github.recscope.kernels.SparseCodes;

/// The part of codes that the first latents hold.
///
/// @param codes    the part
/// @param position `[codes.size()]` where each of its entries is in the whole
record Prefix(SparseCodes codes, int[] position) {
    static Prefix of(SparseCodes all, int latents) {
        int n = 0;
        for (int j : all.latent()) {
            n += j < latents ? 1 : 0;
        }
        int[] offsets = new int[all.rows() + 1];
        int[] latent = new int[n];
        float[] value = new float[n];
        int[] position = new int[n];
        int at = 0;
        for (int r = 0; r < all.rows(); r++) {
            for (int p = all.offsets()[r]; p < all.offsets()[r + 1] && all.latent()[p] < latents; p++) {
                latent[at] = all.latent()[p];
                value[at] = all.value()[p];
                position[at++] = p;
            }
            offsets[r + 1] = at;
        }
        return new Prefix(new SparseCodes(all.rows(), all.latents(), offsets, latent, value), position);
    }

    /// Adds values of the part to those of the whole.
    void addTo(float[] whole, float[] part) {
        for (int i = 0; i < part.length; i++) {
            whole[position[i]] += part[i];
        }
    }
}
