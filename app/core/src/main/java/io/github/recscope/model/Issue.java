package io.github.recscope.model;

/// Something that was noticed while working and did not stop the work.
///
/// @param severity how much it matters
/// @param code     a stable word for filters and tests, such as `row.columns`
/// @param place    where: `interactions.csv:17` (line numbers from 1), a field, or empty
/// @param message  one sentence
public record Issue(Severity severity, String code, String place, String message) {}
