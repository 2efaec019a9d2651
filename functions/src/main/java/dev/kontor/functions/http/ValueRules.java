package dev.kontor.functions.http;

import dev.kontor.functions.http.Rule.Broken;
import dev.kontor.shared.UuidText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;

/// Makes rules for values with a syntax of their own: ids, times and flags.
final class ValueRules {

    /// [OffsetDateTime#parse] alone also takes a time without seconds, and offsets of other forms.
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    private static final Pattern DAY = Pattern.compile("(?!0000)\\d{4}-\\d{2}-\\d{2}");

    private static final UUID NO_ID = new UUID(0, 0);
    private static final int LAST_YEAR = 9999;

    private ValueRules() {}

    /// A UUID in its one usual form.
    static Rule<UUID> uuid() {
        return new Rule<>(NO_ID, raw -> {
            return UuidText.parse(raw).orElseThrow(() -> new Broken("must be an id: a UUID"));
        });
    }

    /// A time up to the year 9999, cut to the microsecond.
    static Rule<Instant> time() {
        return new Rule<>(Instant.EPOCH, raw -> {
            if (raw instanceof String text && RFC_3339.matcher(text).matches()) {
                try {
                    var time = OffsetDateTime.parse(text);
                    var utc = time.withOffsetSameInstant(ZoneOffset.UTC);
                    if (utc.getYear() <= LAST_YEAR) {
                        return utc.toInstant().truncatedTo(ChronoUnit.MICROS);
                    }
                } catch (DateTimeException e) {
                    // falls through to the error below
                }
            }
            throw new Broken("must be a time, such as 2030-01-01T00:00:00Z");
        });
    }

    /// A day of the years 1 to 9999.
    static Rule<LocalDate> day() {
        return new Rule<>(LocalDate.EPOCH, raw -> {
            if (raw instanceof String text && DAY.matcher(text).matches()) {
                try {
                    return LocalDate.parse(text);
                } catch (DateTimeException e) {
                    // falls through to the error below
                }
            }
            throw new Broken("must be a day, such as 2030-01-31");
        });
    }

    static Rule<Boolean> flag() {
        return new Rule<>(false, raw -> {
            if (raw instanceof Boolean flag) {
                return flag;
            }
            throw new Broken("must be true or false");
        });
    }
}
