package dev.kontor.schema.plan;

import java.time.Duration;
import java.util.Locale;

/// Sizes and durations as people say them.
final class Units {
    private static final double KILO = 1024;

    private Units() {}

    /// In kB, MB, GB or TB of 1024 each, with a decimal below ten.
    static String size(long bytes) {
        var number = bytes / KILO;
        for (var unit : new String[] {"kB", "MB", "GB"}) {
            if (number < KILO) {
                return text(number) + " " + unit;
            }
            number /= KILO;
        }
        return text(number) + " TB";
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, number == 0 || number >= 9.95 ? "%.0f" : "%.1f", number);
    }

    /// In the two largest units, such as `3 h 12 min`.
    static String duration(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toSeconds() + " s";
    }
}
