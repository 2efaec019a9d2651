package dev.kontor.functions.faults;

import dev.kontor.migrations.testing.TestDatabase;
import java.sql.SQLException;

/// One kind of thing that clients do at random, and what it must have come to in the end. Threads
/// share one. To add a kind, add a class and its line in [RandomFaultsTest].
interface Work {

    void doOnce(RandomClient client);

    /// Whether it has succeeded once, where that can be told.
    default boolean isDone() {
        return true;
    }

    /// Compares what clients were told with what the database has.
    void check(TestDatabase database) throws SQLException;
}
