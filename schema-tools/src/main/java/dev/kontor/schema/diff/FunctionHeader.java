package dev.kontor.schema.diff;

import java.util.regex.Pattern;

/// What callers see of a function: its parameters and the type of its value.
final class FunctionHeader {

    private static final Pattern DEFAULT =
            Pattern.compile(" DEFAULT (?:'(?:[^']|'')*'(?:::[^,)]+)?|[^,()]+(?:\\([^()]*\\))?)");

    private FunctionHeader() {}

    /// Whether `create or replace` takes the one for the other. It may add defaults.
    static boolean allowsReplacement(String old, String now) {
        var header = of(old);
        return header.equals(of(now)) || header.equals(DEFAULT.matcher(of(now)).replaceAll(""));
    }

    private static String of(String definition) {
        var end = definition.indexOf("\n LANGUAGE ");
        return end < 0 ? definition : definition.substring(0, end);
    }
}
