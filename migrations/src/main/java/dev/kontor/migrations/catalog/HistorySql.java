package dev.kontor.migrations.catalog;

/// A named piece of SQL that tells the table of a history from others.
public final class HistorySql {

    /// The tables and indexes with the columns of Flyway's history. `MIGRATION_HISTORY` may name it as
    /// it likes.
    public static final String TABLES = "(select attrelid from pg_attribute where attname = 'installed_rank')";

    private HistorySql() {}
}
