package dev.kontor.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;

/// Where migrations can be tried.
@FunctionalInterface
public interface ScratchDatabases {

    /// A connection to a new, empty database that nobody else uses, as a superuser; its caller
    /// closes it.
    Connection create() throws SQLException;
}
