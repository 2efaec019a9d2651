package dev.kontor.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// The keys that lists can be sorted by. The sort key and its direction are the only parts of a
/// statement that are chosen at run time. Items with equal keys are ordered by id, so every order
/// is total.
public enum SortKey {
    CREATED_AT("createdAt", "created_at", ":after_value::timestamptz"),
    UPDATED_AT("updatedAt", "updated_at", ":after_value::timestamptz"),
    NAME("name", "name_order(name)", "name_order(:after_value)"),
    SIZE("size", "size", ":after_value::bigint"),
    SORT_ORDER("sortOrder", "sort_order", ":after_value::bigint");

    private final String parameter;
    private final String column;
    private final String after;

    SortKey(String parameter, String column, String after) {
        this.parameter = parameter;
        this.column = column;
        this.after = after;
    }

    /// The value of the query parameter `sort`.
    public String parameter() {
        return parameter;
    }

    /// The SQL expression that rows are ordered by, over the list's own column names.
    public String column() {
        return column;
    }

    /// The SQL expression of a cursor's position, over the parameter `after_value`.
    public String after() {
        return after;
    }

    /// The value of one item, as a cursor carries it.
    String valueOf(Listed item) {
        return switch (this) {
            case CREATED_AT -> item.createdAt().toString();
            case UPDATED_AT -> item.updatedAt().toString();
            case NAME -> item.name();
            case SIZE -> Long.toString(item.size());
            case SORT_ORDER -> Long.toString(item.sortOrder());
        };
    }

    /// A cursor's value as the driver takes it.
    ///
    /// @throws RuntimeException when it is not a value of this key
    Object parse(String value) {
        return switch (this) {
            case CREATED_AT, UPDATED_AT -> time(value);
            case NAME -> value;
            case SIZE, SORT_ORDER -> Cursor.canonical(Long.valueOf(value), value);
        };
    }

    private static OffsetDateTime time(String value) {
        var time = Cursor.canonical(Instant.parse(value), value).atOffset(ZoneOffset.UTC);
        if (time.getYear() < 1 || time.getYear() > 9999) {
            throw new DateTimeException("beyond the years that both sides can write");
        }
        return time;
    }
}
