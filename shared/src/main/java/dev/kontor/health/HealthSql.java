package dev.kontor.health;

import dev.kontor.shared.database.Query;

/// The statement of [Health].
final class HealthSql {

    static final Query SCHEMA_VERSION = new Query("health.schemaVersion", """
        select version
        from schema_migrations
        where success and version is not null
        order by installed_rank desc
        limit 1
        """);

    private HealthSql() {}
}
