package dev.kontor.local.workspace;

/// Lines for a person who waits. They go to the terminal, if the script `kontor` found one. They
/// never go to the standard output, which may be another program's input.
public final class ProgressLine {
    private static final boolean IS_WATCHED = Boolean.getBoolean("kontor.terminal");

    private ProgressLine() {}

    public static void say(String line) {
        if (IS_WATCHED) {
            System.err.println(line);
        }
    }
}
