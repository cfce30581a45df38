package io.github.recscope.model;

/// What a result will probably be, from a random sample of an audience, shown while everybody is being measured. It is
/// no artifact, so it can never be stored as a result.
///
/// Figures that are no means over users are NaN in it: how much of the catalogue is listed for somebody, how evenly
/// and which users lose most depends on how many users there are, or on all of them together. So are the latents that
/// move most beside the edited ones: chosen by a sample, they would look as if they moved further than they do.
///
/// @param result   with the figures of the sample; its intervals are those of so many users, and hold the figure of the
///     audience with about 95 %
/// @param users    how many users the sample has
/// @param audience how many users everybody is
public record Estimate(Artifact result, int users, int audience) {}
