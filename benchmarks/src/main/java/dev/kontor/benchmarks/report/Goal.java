package dev.kontor.benchmarks.report;

/// A goal, and what a run measured.
///
/// @param name with its unit
/// @param limit the most, or the least, that meets it
public record Goal(String name, double measured, double limit, boolean isMost) {

    public static Goal atMost(String name, double measured, double limit) {
        return new Goal(name, measured, limit, true);
    }

    public static Goal atLeast(String name, double measured, double limit) {
        return new Goal(name, measured, limit, false);
    }

    boolean isMet() {
        return isMost ? measured <= limit : measured >= limit;
    }

    String row() {
        return "| %s | %s %s | %s | %s |"
                .formatted(
                        name,
                        isMost ? "≤" : "≥",
                        Numbers.plain(limit),
                        Numbers.plain(measured),
                        isMet() ? "met" : "**missed**");
    }
}
