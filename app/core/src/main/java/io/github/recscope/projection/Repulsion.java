package io.github.recscope.projection;

import io.github.recscope.kernels.Kernels;

/// The repulsive side of t-SNE's gradient: every point pushes every other one.
sealed interface Repulsion permits ExactRepulsion, GridRepulsion {
    /// Writes `Σ_j (y_i − y_j) / (1 + ‖y_i − y_j‖²)²` for each point into `force` `[n · 2]`.
    ///
    /// @param xy `[n · 2]`
    /// @return `Σ_{i≠j} 1 / (1 + ‖y_i − y_j‖²)`, at least the smallest positive number
    double forces(float[] xy, float[] force, Kernels kernels);
}
