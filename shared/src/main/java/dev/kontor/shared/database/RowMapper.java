package dev.kontor.shared.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Makes a value of one row of an answer. Written by hand: reflection would cost a cold start.
/// Several threads may use one.
@FunctionalInterface
public interface RowMapper<T> {

    /// @param row stands at the row to read; it is not to be moved
    T map(ResultSet row) throws SQLException;
}
