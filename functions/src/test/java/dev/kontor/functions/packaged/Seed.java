package dev.kontor.functions.packaged;

import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.migrations.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;

/// A migrated database of its own that holds the rows the events speak of. The file in the trash was
/// deleted at a known time, and its content never arrived.
final class Seed {

    private Seed() {}

    static TestDatabase database() throws IOException, SQLException {
        var database = TestPostgres.createMigratedDatabase();
        into(database);
        return database;
    }

    /// Makes the rows anew.
    static void into(TestDatabase database) throws IOException, SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(Project.ROOT.resolve("events/seed.sql")));
            statement.execute("update files set deleted_at = '2026-01-01 12:00Z' where is_deleted");
            statement.execute("update file_versions set is_uploaded = false where storage_key like 'events/%'");
            statement.execute("update trash_items set created_at = '2026-01-01 12:00Z'");
        }
    }
}
