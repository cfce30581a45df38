package io.github.recscope.data;

/// How much a source may unpack to. A small archive can hold a great deal of nothing, and headers lie about sizes,
/// so bytes are counted while they are read.
///
/// @param totalBytes most bytes read from one source, all files together
/// @param ratio      most unpacked bytes for each byte of the source, once `ratioFrom` bytes were read
/// @param ratioFrom  up to here any ratio is allowed
/// @param entries    most files in one source
record Limits(long totalBytes, int ratio, long ratioFrom, int entries) {
    /// 2 GiB, 200 to 1 above 64 MiB, 10,000 files.
    static Limits standard() {
        return new Limits(2L << 30, 200, 64L << 20, 10_000);
    }
}
