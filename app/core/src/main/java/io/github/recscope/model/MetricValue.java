package io.github.recscope.model;

/// A mean over users (or other units) with its 95 % bootstrap interval.
///
/// @param mean the mean
/// @param low  the lower end of the interval
/// @param high the upper end of the interval
/// @param n    how many units it is a mean of
public record MetricValue(double mean, double low, double high, int n) {}
