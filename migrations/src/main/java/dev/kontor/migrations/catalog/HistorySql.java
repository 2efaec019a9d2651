package dev.kontor.migrations.catalog;

/// A named piece of SQL that tells the table of a history from others.
public final class HistorySql {

    /// The tables and indexes with the columns of Flyway's history. `MIGRATION_HISTORY` may name it as
    /// it likes.
    public static final String TABLES = "(select attrelid from pg_attribute where attname = 'installed_rank')";

    /// Whether a row of `pg_class` is no history: neither this one's nor another tool's of the usual name.
    public static final String IS_NONE = "relname <> 'schema_migrations' and oid not in " + TABLES;

    private HistorySql() {}
}
