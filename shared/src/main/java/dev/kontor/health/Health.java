package dev.kontor.health;

import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import org.jspecify.annotations.Nullable;

/// Checks that the database answers. Thread-safe.
public final class Health {

    private final Database database;

    /// @param schemaVersion the version of the newest migration; null before the first
    public record Status(String status, @Nullable String schemaVersion) {}

    public Health(Database database) {
        this.database = database;
    }

    /// @throws dev.kontor.shared.database.DatabaseUnavailableException when it does not answer
    public Result<Status> status() {
        return database.query(HealthSql.SCHEMA_VERSION)
                .optional(row -> row.getString("version"))
                .map(version -> new Status("ok", version.orElse(null)));
    }
}
