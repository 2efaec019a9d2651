package dev.kontor.shared.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the database's errors mean to a client.
final class SqlErrorsTest {

    enum Meaning {
        /// 503, after a few attempts at once.
        TRY_AT_ONCE,
        /// 503.
        UNAVAILABLE,
        /// 500.
        FAULT
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "08000, a connection exception, UNAVAILABLE",
        "08001, nobody listens, UNAVAILABLE",
        "08003, the connection is closed, UNAVAILABLE",
        "08006, the connection broke, UNAVAILABLE",
        "08P01, a pooler has no server, UNAVAILABLE",
        "53100, the disk is full, UNAVAILABLE",
        "53200, out of memory, UNAVAILABLE",
        "53300, too many connections, UNAVAILABLE",
        "55P03, a lock was not obtained in time, UNAVAILABLE",
        "57014, a statement took too long, UNAVAILABLE",
        "57P01, the server stops, UNAVAILABLE",
        "57P02, another session crashed, UNAVAILABLE",
        "57P03, the server starts, UNAVAILABLE",
        "57P05, the session was idle for too long, UNAVAILABLE",
        "25P03, a transaction was idle for too long, UNAVAILABLE",
        "25P04, a transaction took too long, UNAVAILABLE",
        "58030, the disk fails, UNAVAILABLE",
        "'', the pool was closed, UNAVAILABLE",
        "25006, the server only reads, TRY_AT_ONCE",
        "26000, a pooler lost the statement, TRY_AT_ONCE",
        "40001, a serialization failure, TRY_AT_ONCE",
        "40P01, a deadlock, TRY_AT_ONCE",
        "22012, a division by zero, FAULT",
        "42501, a right is missing, FAULT",
        "42P01, a table is missing, FAULT",
        "XX000, an internal error, FAULT"
    })
    void anErrorIsTheServersOrOurs(String state, String why, Meaning meaning) {
        var fault = new SQLException(why, state);

        assertThat(SqlErrors.mayPassAtOnce(fault)).isEqualTo(meaning == Meaning.TRY_AT_ONCE);
        assertThat(SqlErrors.isUnavailable(fault)).isEqualTo(meaning != Meaning.FAULT);
    }
}
