package io.github.recscope.model;

/// Whose data this is and under which licence it may be used; shown wherever results made from it are shown.
///
/// @param source  who made it and where it comes from, as the data set's README says
/// @param licence the licence's name, such as `CC BY-SA 4.0`
public record Credit(String source, String licence) {}
