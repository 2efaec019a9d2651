package dev.kontor.shared.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the column types of this schema from a row.
public final class Columns {

    private Columns() {}

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static @Nullable UUID optionalUuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /// A number of seconds; the fraction is cut off.
    public static Duration seconds(ResultSet row, String column) throws SQLException {
        return Duration.ofSeconds(row.getBigDecimal(column).longValue());
    }

    /// An array as a list. Its elements have the type that the driver gives them. Null becomes the
    /// empty list: nothing was aggregated.
    @SuppressWarnings("unchecked") // the statement says what it selects
    public static <T> List<T> list(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((T[]) array.getArray());
    }
}
