package io.github.recscope.model;

/// One change to a user's code.
///
/// @param latent the latent to change
/// @param kind   how
/// @param amount by how much, in units of activation ([Kind#SCALE]: a factor; [Kind#ZERO]: ignored)
public record Edit(int latent, Kind kind, double amount) {
    /// What an edit does to an activation z; the result is never below 0, a value that the encoder cannot
    /// produce.
    public enum Kind {
        /// `z + amount`
        ADD,
        /// `amount`
        SET,
        /// `z · amount`
        SCALE,
        /// `min(z, amount)`
        CAP,
        /// `0`
        ZERO
    }

    /// The activation after the edit.
    public double apply(double z) {
        double edited = switch (kind) {
            case ADD -> z + amount;
            case SET -> amount;
            case SCALE -> z * amount;
            case CAP -> Math.min(z, amount);
            case ZERO -> 0;
        };
        return Math.max(0, edited);
    }
}
