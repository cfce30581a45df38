package io.github.recscope.job;

/// What to do when the program is asked to end, by Ctrl+C or by the system.
public final class OnExit {
    private OnExit() {}

    /// Runs `action` when the program ends for any reason; it should take at most a few seconds.
    public static void run(Runnable action) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("exit").unstarted(action));
    }
}
