package dev.kontor.health;

import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import org.jspecify.annotations.Nullable;

/// Asks the database how it is. Thread-safe.
public final class Health {

    private final Database database;

    /// @param schemaVersion of the newest migration, null before the first
    public record Status(String status, @Nullable String schemaVersion) {}

    public Health(Database database) {
        this.database = database;
    }

    /// @throws dev.kontor.shared.database.DatabaseUnavailableException when it does not answer
    public Result<Status> status() {
        return database.run(handle -> Result.ok(new Status(
                "ok",
                handle.createQuery(HealthSql.SCHEMA_VERSION.sql())
                        .mapTo(String.class)
                        .findOne()
                        .orElse(null))));
    }
}
