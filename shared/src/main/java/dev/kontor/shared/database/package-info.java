/// The one connection pool of a process; the statements that run on it, and how their SQL is put
/// together; and the meaning of the database's errors. JDBC and the driver are known only here.
@NullMarked
package dev.kontor.shared.database;

import org.jspecify.annotations.NullMarked;
