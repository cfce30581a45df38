package io.github.recscope.model;

/// Why something could not be done, in words for the person who asked for it.
///
/// @param what what failed: "The file could not be read."
/// @param why  the cause, with the place (`ratings.csv:17`) where there is one
/// @param fix  what to do about it
public record Problem(String what, String why, String fix) {
    /// All in one line.
    public String sentence() {
        return (what + " " + why + " " + fix).strip();
    }
}
