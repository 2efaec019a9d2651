package dev.kontor.credits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// A number of days in UTC.
///
/// @param to the last of them
public record Days(LocalDate from, LocalDate to) {

    Instant begin() {
        return from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// The moment after the last of the days.
    Instant end() {
        return to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
