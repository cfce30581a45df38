package io.github.recscope.kernels;

/// The kernels under test, by name: never a silent replacement.
final class Providers {
    private Providers() {}

    static Kernels reference() {
        return KernelRegistry.fromClassPath().select("scalar", Workers.single());
    }

    static Kernels simd() {
        return simd(Workers.single());
    }

    static Kernels simd(Workers workers) {
        return KernelRegistry.fromClassPath().select("simd", workers);
    }
}
