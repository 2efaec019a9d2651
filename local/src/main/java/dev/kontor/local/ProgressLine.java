package dev.kontor.local;

/// Lines for a person who waits. They go to the terminal, if one is attached (the `kontor` script
/// says so), and never to the standard output, which may be some program's input.
final class ProgressLine {
    private static final boolean IS_WATCHED = Boolean.getBoolean("kontor.terminal");

    private ProgressLine() {}

    static void say(String line) {
        if (IS_WATCHED) {
            System.err.println(line);
        }
    }
}
