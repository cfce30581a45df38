package io.github.recscope.cli;

import picocli.CommandLine.Model.CommandSpec;

/// One word of the command line.
interface Command {
    /// The word.
    String name();

    /// What it does, in one sentence.
    String summary();

    /// Adds its options and arguments.
    void describe(CommandSpec spec);

    /// Does it.
    ///
    /// @throws io.github.recscope.model.ProblemException for what the user can mend
    /// @throws UsageException for options that make no sense together
    Answer run(Invocation call);
}
