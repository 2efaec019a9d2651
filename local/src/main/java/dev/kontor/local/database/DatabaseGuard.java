package dev.kontor.local.database;

import dev.kontor.local.workspace.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// Keeps `push` away from every database that is not a developer's own
/// (docs/decisions/0025-local.md).
public final class DatabaseGuard {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    /// The histories of this function and of Flyway have these columns, whatever their name. Other
    /// tools have a name of their own, in any schema.
    private static final String HISTORIES = """
        select oid::regclass::text from pg_class
        where relkind in ('r', 'p') and (
          lower(relname) in (
            'schema_migrations', 'schema_migration', 'schema_version', 'schema_history', 'ar_internal_metadata',
            '__diesel_schema_migrations', 'databasechangelog', 'databasechangeloglock', 'alembic_version',
            'django_migrations', '_prisma_migrations', '__drizzle_migrations', 'knex_migrations', 'pgmigrations',
            'sequelizemeta', 'typeorm_migrations', 'mikro_orm_migrations', 'kysely_migration',
            '__efmigrationshistory', 'schemaversions', 'goose_db_version', 'gorp_migrations', 'bun_migrations',
            '_sqlx_migrations', 'refinery_schema_history', 'seaql_migrations', 'atlas_schema_revisions',
            'doctrine_migration_versions', 'phinxlog', '_yoyo_migration', 'aerich', 'river_migration')
          or relnamespace::regnamespace::text in (
            'sqitch', 'pgroll', 'graphile_migrate', 'supabase_migrations', 'atlas_schema_revisions')
          or relname = 'migrations' and (
            select count(*) from pg_attribute
            where attrelid = pg_class.oid and attname in ('id', 'migration', 'batch', 'timestamp', 'name')) >= 3
          or (select count(*) from pg_attribute
              where attrelid = pg_class.oid and attname in ('installed_rank', 'installed_by', 'execution_time')) = 3)
        order by 1
        limit 1
        """;

    private DatabaseGuard() {}

    /// @throws Failure the URL leads, or may lead, to another machine
    public static void requireLoopback(String url) {
        var parsed = Driver.parseURL(url, null);
        if (parsed == null) {
            throw new Failure("not an address of a database: expected jdbc:postgresql://HOST/NAME");
        }
        var hosts = PGProperty.PG_HOST.getOrDefault(parsed);
        if (hosts == null
                || !Arrays.stream(hosts.split(",", -1))
                        .allMatch(host -> LOOPBACK.matcher(host).matches())) {
            throw new Failure("%s is not on this machine; only a local database is pushed to".formatted(hosts));
        }
    }

    /// A tunnel makes any database look local. So a database with a history of migrations counts
    /// as production's, unless its server runs on the data of `./kontor run`.
    ///
    /// @param directory the directory of that data
    /// @throws Failure the database may be production's
    public static void requireDevelopment(Connection connection, Path directory) throws SQLException, IOException {
        var history = text(connection, HISTORIES);
        if (!history.isEmpty() && !isOn(directory, connection)) {
            throw new Failure("this database has a history of migrations (%s), as production has, and is not that"
                            .formatted(history)
                    + " of ./kontor run; ./kontor migrate changes it");
        }
    }

    private static boolean isOn(Path directory, Connection connection) throws SQLException, IOException {
        var data = directory.resolve("postgres");
        var served = Path.of(text(connection, "select coalesce(current_setting('data_directory', true), '')"));
        return Files.exists(data) && Files.exists(served) && Files.isSameFile(data, served);
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() && row.getString(1) != null ? row.getString(1) : "";
        }
    }
}
