package dev.kontor.benchmarks.report;

import java.util.Locale;

/// Numbers as the document shows them: three digits that matter.
public final class Numbers {

    private Numbers() {}

    public static String plain(double value) {
        var size = Math.abs(value);
        var format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    public static String millis(double millis) {
        return plain(millis) + " ms";
    }
}
