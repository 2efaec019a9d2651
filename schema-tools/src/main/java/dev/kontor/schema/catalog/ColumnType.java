package dev.kontor.schema.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A column's type as PostgreSQL spells it.
///
/// @param limits its length, or digits and those after the point; empty for as many as there are
public record ColumnType(String name, List<Integer> limits) {

    private static final Pattern LIMITED = Pattern.compile("([^(]+)\\(([\\d,]+)\\)(.*)");

    /// Each holds all values of those before it.
    private static final List<List<String>> WIDENING = List.of(
            List.of("smallint", "integer", "bigint", "numeric"),
            List.of("real", "double precision"),
            List.of("character", "character varying", "text"),
            List.of("date", "timestamp without time zone"));

    public ColumnType {
        limits = List.copyOf(limits);
    }

    public static ColumnType of(String type) {
        var limited = LIMITED.matcher(type);
        return limited.matches()
                ? new ColumnType(
                        limited.group(1) + limited.group(3),
                        Arrays.stream(limited.group(2).split(",", -1))
                                .map(Integer::valueOf)
                                .toList())
                : new ColumnType(type, List.of());
    }

    /// Whether every value of the other is one of this, too, as far as that is known.
    public boolean holds(ColumnType other) {
        return isWiderKindThan(other) && hasRoomFor(other);
    }

    private boolean isWiderKindThan(ColumnType other) {
        return name.equals(other.name)
                || WIDENING.stream()
                        .anyMatch(
                                kinds -> kinds.contains(other.name) && kinds.indexOf(other.name) < kinds.indexOf(name));
    }

    /// Whether it is no shorter, whatever its name.
    public boolean hasRoomFor(ColumnType other) {
        if (limits.isEmpty()) {
            return true;
        }
        if (limits.size() != other.limits.size()) {
            return false;
        }
        if (limits.size() == 1) {
            return limits.getFirst() >= other.limits.getFirst();
        }
        // Digits before the point, and after it.
        return limits.getLast() >= other.limits.getLast()
                && limits.getFirst() - limits.getLast() >= other.limits.getFirst() - other.limits.getLast();
    }
}
