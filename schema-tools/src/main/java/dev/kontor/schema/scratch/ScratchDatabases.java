package dev.kontor.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;

/// Makes databases to try migrations on.
@FunctionalInterface
public interface ScratchDatabases {

    /// A superuser's connection to a new, empty database that nobody else uses. The caller closes
    /// it.
    Connection create() throws SQLException;
}
