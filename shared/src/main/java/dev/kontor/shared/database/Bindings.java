package dev.kontor.shared.database;

import dev.kontor.shared.IfMatch;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.statement.SqlStatement;

/// Parameters that the statements of several features share.
public final class Bindings {

    private Bindings() {}

    /// Binds `if_match`, an array of times, or null for any.
    public static void ifMatch(SqlStatement<?> statement, IfMatch ifMatch) {
        var times = ifMatch.updatedAts();
        if (times == null) {
            statement.bindNull("if_match", Types.NULL);
        } else {
            statement.bindArray(
                    "if_match",
                    OffsetDateTime.class,
                    times.stream().map(time -> time.atOffset(ZoneOffset.UTC)).toList());
        }
    }
}
