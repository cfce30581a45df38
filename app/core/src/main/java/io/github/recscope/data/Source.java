package io.github.recscope.data;

/// Where data comes from: named streams of bytes, whether from a file, an archive, a folder or the program's samples.
public final class Source {
    private Source() {}
}
