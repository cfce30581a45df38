package io.github.recscope.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/// A parser under test.
///
/// @param name       for `-Dfuzz.parser`
/// @param seeds      inputs to begin with
/// @param dictionary words of the format
/// @param packing    wraps a changed input, as in a zip archive; mostly the input itself
/// @param parser     what is tested
record Target(String name, List<byte[]> seeds, List<byte[]> dictionary, Packing packing, Parser parser) {
    /// Reads an input.
    @FunctionalInterface
    interface Parser {
        /// Reads the bytes.
        ///
        /// @return a few words on what came of it, the same for inputs that are treated alike
        /// @throws io.github.recscope.model.ProblemException if it refuses them
        String parse(byte[] bytes) throws Exception;
    }

    /// Makes a file of changed bytes.
    @FunctionalInterface
    interface Packing {
        /// The file's bytes.
        byte[] pack(byte[] bytes, SplittableRandom random) throws Exception;
    }

    static Target plain(String name, List<byte[]> seeds, List<byte[]> dictionary, Parser parser) {
        return new Target(name, seeds, dictionary, (bytes, _) -> bytes, parser);
    }
}
